"""How a guideline is cited, in the styles that people are asked for and in the language of the text that is cited.

Each names the permanent address and the day.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.formats import day, isolate
from portal.languages import current, direction, html_code, localized

#: The association stands as the author; its name is not translated in a citation.
AUTHOR = settings.WAGTAIL_SITE_NAME

STYLES = {
    "APA": _("%(author)s. (%(year)s). %(code)s: %(title)s. In %(set)s (edition %(year)s). %(address)s"),
    "Chicago": _("%(author)s. “%(code)s: %(title)s.” In %(set)s, edition %(year)s. %(address)s."),
    "ISO 690": _("%(capitals)s. %(code)s: %(title)s. In: %(set)s [online]. %(year)s [viewed %(day)s]. %(address)s"),
}
BIBTEX = (
    "@incollection{%(key)s, author = {{%(author)s}}, title = {%(code)s: %(title)s}, booktitle = {%(set)s}, "
    "year = {%(year)s}, url = {%(address)s}, urldate = {%(iso)s}}"
)


@dataclass(frozen=True)
class Citation:
    """``shown`` is the text with each of its parts kept together in a line that runs from the right."""

    style: str
    text: str
    shown: str
    lang: str
    dir: str


def citations(edition, *, code, title, address):
    """Return the citation of one guideline in APA 7, Chicago 17 and ISO 690, and as a BibTeX entry."""
    language, today = title.lang, clock.today()
    with translation.override(language):
        words = {
            "author": AUTHOR,
            "capitals": AUTHOR.upper(),
            "year": edition.year,
            "code": code,
            "title": title.value,
            "set": localized(edition.set, "title").value,
            "address": address,
            "day": day(today),
        }
        entry = _for_bibtex(words) | {"key": f"{code.lower()}-{edition.year}", "iso": today.isoformat()}
        return [
            *(_cited(style, str(form), words, direction(language)) for style, form in STYLES.items()),
            _cited("BibTeX", BIBTEX, entry, "ltr"),
        ]


def _cited(style, form, words, dir):
    kept = {name: isolate(word) for name, word in words.items()}
    return Citation(style, form % words, form % kept, html_code(current()), dir)


def _for_bibtex(words):
    """Return the words with what BibTeX would read as its own signs escaped."""
    marks = str.maketrans({sign: f"\\{sign}" for sign in "&%$#_{}"})
    return {name: str(word).translate(marks) if name in {"title", "set"} else word for name, word in words.items()}
