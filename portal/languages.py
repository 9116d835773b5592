"""Text in the reader's language: the only place where a translated column is read.

``localized()`` gives a ``Text``, which knows its language. Printed in a
template it marks itself up when its language is not the page's.
"""

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings
from django.utils import translation
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from modeltranslation.utils import build_localized_fieldname
from pyuca import Collator

SOURCE = "en"  # the authoritative language of every structured record
CODES = tuple(code for code, _name in settings.LANGUAGES)
NAMES = dict(settings.LANGUAGES)
RIGHT_TO_LEFT = frozenset({"ar"})
HTML_CODES = {"zh-hans": "zh-Hans"}  # as BCP 47 spells them


def direction(code):
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


def html_code(code):
    return HTML_CODES.get(code, code)


def current():
    """Return the active language as one of ours, English when none is."""
    code = (translation.get_language() or SOURCE).lower()
    return code if code in CODES else SOURCE


@dataclass(frozen=True)
class Text:
    """A text with the language it is in; ``asked`` is the language that was asked for."""

    value: str
    lang: str
    asked: str = field(default="")

    @property
    def is_fallback(self):
        return bool(self.value) and self.lang != self.asked

    @property
    def attrs(self):
        """Return ``lang`` and ``dir`` attributes, empty when the page's own would say the same."""
        if self.lang == current():
            return ""
        return format_html(' lang="{}" dir="{}"', html_code(self.lang), direction(self.lang))

    def __str__(self):
        return self.value

    def __bool__(self):
        return bool(self.value)

    def __html__(self):
        if not self.value or self.lang == current():
            return conditional_escape(self.value)
        return format_html("<span{}>{}</span>", mark_safe(self.attrs), self.value)

    @property
    def marked(self):
        """Return the text for a place that prints it as it is; Django's templates ask ``str()`` first."""
        return self.__html__()

    @property
    def html(self):
        """Return the text as an element prints it; a kind of Text that marks words in it says so here."""
        return conditional_escape(self.value)

    @property
    def marks(self):
        """Return what is to be said beside the text, each with ``words`` and ``url``; an app that knows overrides it."""
        return ()

    def paragraphs(self):
        """Return one Text for each paragraph (parted by an empty line)."""
        return [Text(part.strip(), self.lang, self.asked) for part in self.value.split("\n\n") if part.strip()]


def column(name, code):
    """Return the column that holds field ``name`` in language ``code``."""
    return build_localized_fieldname(name, code)


def value_in(obj, name, code):
    """Return the text of one column, never another language's."""
    return getattr(obj, column(name, code)) or ""


def localized(obj, name, *, language=None, readable=None):
    """Return field ``name`` of ``obj`` in ``language`` (default: the active one), else in English.

    ``readable`` are the languages this reader may be shown, for objects that
    release their languages one by one (``obj.readable_languages(user)``); a
    language outside it counts as empty.
    """
    asked = language or current()
    for code in dict.fromkeys((asked, SOURCE)):
        if readable is not None and code not in readable:
            continue
        value = value_in(obj, name, code)
        if value:
            return Text(value, code, asked)
    return Text("", asked, asked)


def set_columns(obj, name, values):
    """Write ``values`` (language code → text) to the columns of one field."""
    for code, value in values.items():
        setattr(obj, column(name, code), value or "")


def written(value, code):
    """Return what a person wrote, in the language it was written in."""
    return Text(value, code or SOURCE, code or SOURCE)


@lru_cache(maxsize=1)
def _collator():
    return Collator()


@lru_cache(maxsize=20_000)
def sort_key(text, code):
    """Return a key by which names in ``code`` sort under bytes, the same on every database.

    Unicode's default collation; Chinese by the sound of its characters, Arabic
    without the article.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if code == "zh-hans":
        # Its dictionary takes half a second and some megabytes, which only a process that writes names needs.
        from pypinyin import Style, lazy_pinyin

        text = " ".join(lazy_pinyin(text, style=Style.TONE3))
    if code == "ar":
        text = text.removeprefix("ال")
    return "".join(f"{weight:04x}" for weight in _collator().sort_key(text))[:400]
