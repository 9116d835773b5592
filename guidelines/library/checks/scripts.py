"""Is a text written in the letters of its language, and translated at all?"""

import re
import unicodedata
from functools import lru_cache

from django.utils.translation import gettext as _

from guidelines.library.checks.findings import error, in_a_row, warning
from guidelines.library.checks.signs import without_signs

LATIN, CYRILLIC, ARABIC, HAN = "LATIN", "CYRILLIC", "ARABIC", "CJK"
SCRIPTS = (LATIN, CYRILLIC, ARABIC, HAN)
OF_LANGUAGE = {"ru": CYRILLIC, "ar": ARABIC, "zh-hans": HAN}
WORD = re.compile(r"[^\W\d_]+")
LATIN_WORD = re.compile(r"(?<![A-Za-z])[A-Za-z]{3,}(?![A-Za-z])")
#: A text of so many words is not the same in two languages by chance.
SAME_FROM = 4


@lru_cache(maxsize=5_000)
def script(letter):
    """Return the script of a letter, or nothing for what belongs to no script of ours."""
    first = unicodedata.name(letter, "").partition(" ")[0]
    return first if letter.isalpha() and first in SCRIPTS else ""


def check(source, target, language):
    own = OF_LANGUAGE.get(language, LATIN)
    text = without_signs(target)
    if len(source.split()) >= SAME_FROM and _same(source) == _same(target):
        yield error("untranslated", _("The text is the same as in English."))
        return
    present = {script(letter) for letter in text} - {""}
    if own not in present and len(source.split()) >= SAME_FROM:
        yield error("script", _("The text is not written in the letters of its language."))
        return
    strange = [letter for letter in text if script(letter) not in {own, LATIN, ""} and letter not in source]
    if strange:
        yield error("script", _("These letters are of another script: %(letters)s.") % {"letters": in_a_row(strange)})
    if mixed := [word for word in WORD.findall(text) if {LATIN, CYRILLIC} <= {script(letter) for letter in word}]:
        yield error("script", _("These words mix letters of two scripts: %(words)s.") % {"words": in_a_row(mixed)})
    if own != LATIN and (left := _left_in_english(source, text)):
        yield warning("script", _("These words were left in English: %(words)s.") % {"words": in_a_row(left)})


def _left_in_english(source, text):
    """Return words that both texts have in small letters: names and abbreviations have large ones."""
    of_source = set(LATIN_WORD.findall(source))
    return [word for word in LATIN_WORD.findall(text) if word.islower() and word in of_source]


def _same(text):
    return " ".join(text.split()).casefold()
