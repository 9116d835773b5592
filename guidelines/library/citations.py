"""How a guideline is cited, in the styles that people are asked for. Each names the permanent address and the day."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from portal import clock
from portal.formats import day

#: The association stands as the author; its name is not translated in a citation.
AUTHOR = settings.WAGTAIL_SITE_NAME


@dataclass(frozen=True)
class Citation:
    style: str
    text: str


def citations(edition, *, code, title, set_title, address):
    """Return the citation of one guideline in APA 7, Chicago 17 and ISO 690, and as a BibTeX entry."""
    year, today = edition.year, clock.today()
    words = {
        "author": AUTHOR,
        "year": year,
        "code": code,
        "title": title,
        "set": set_title,
        "address": address,
        "day": day(today),
    }
    return [
        Citation("APA", "{author}. ({year}). {code}: {title}. In {set} (edition {year}). {address}".format(**words)),
        Citation("Chicago", "{author}. “{code}: {title}.” In {set}, edition {year}. {address}.".format(**words)),
        Citation(
            "ISO 690",
            "{author_capitals}. {code}: {title}. In: {set} [online]. {year} [{viewed}]. {address}".format(
                author_capitals=AUTHOR.upper(), viewed=_("viewed %(day)s") % {"day": words["day"]}, **words
            ),
        ),
        Citation(
            "BibTeX",
            "@incollection{{{key}, author = {{{{{author}}}}}, title = {{{code}: {title}}}, booktitle = {{{set}}}, "
            "year = {{{year}}}, url = {{{address}}}, urldate = {{{iso}}}}}".format(
                key=f"{code.lower()}-{year}", iso=today.isoformat(), **_for_bibtex(words)
            ),
        ),
    ]


def _for_bibtex(words):
    """Return the words with what BibTeX would read as its own signs escaped."""
    marks = str.maketrans({sign: f"\\{sign}" for sign in "&%$#_{}"})
    return {name: str(word).translate(marks) if name in {"title", "set"} else word for name, word in words.items()}
