"""Numbers in a text, whatever figures and separators its language writes them with."""

import re
import unicodedata
from collections import Counter

from django.utils.translation import gettext as _

from guidelines.library.checks.findings import error, in_a_row, warning
from guidelines.library.checks.number_words import MAGNITUDES, has_word
from guidelines.library.checks.signs import without_signs
from portal.languages import SOURCE

SPACES = " \u00a0\u202f\u2009"
TOKEN = re.compile(rf"\d+(?:(?:[.,٫٬'’]|[{SPACES}](?=\d{{3}}(?!\d)))\d+)*")
ALWAYS_GROUPS = re.compile(rf"[{SPACES}'’٬]")
#: What parts thousands; the other one of point and comma parts the decimals.
THOUSANDS = {"en": ",", "zh-hans": ",", "ar": ",", "de": ".", "es": ".", "fr": " ", "ru": " "}
#: Chinese writes months as numbers.
MONTHS = re.compile(r"(?<!\d)\d{1,2}月")


def numbers(text, language):
    """Return how often each number stands in a text, each in one spelling."""
    text = "".join(_figure(letter) for letter in without_signs(text))
    if language == "zh-hans":
        text = MONTHS.sub(" ", text)
    found = Counter()
    for token in TOKEN.findall(text):
        found.update(_read(token, language))
    return found


def check(source, target, language):
    wanted, found = numbers(source, SOURCE), numbers(target, language)
    missing = [number for number in (wanted - found) if not has_word(number, target, language)]
    extra = [number for number in (found - wanted) if not has_word(number, source, SOURCE)]
    named = {"missing": in_a_row(missing), "extra": in_a_row(extra)}
    if missing and extra:
        say = warning if MAGNITUDES.search(source) or MAGNITUDES.search(target) else error
        yield say("numbers", _("Other numbers than in English: %(extra)s instead of %(missing)s.") % named)
    elif missing:
        yield warning("numbers", _("These numbers of the English text are missing: %(missing)s.") % named)
    elif extra:
        yield warning("numbers", _("These numbers are not in the English text: %(extra)s.") % named)


def _figure(letter):
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)


def _read(token, language):
    """Return the numbers that one token holds: one, or several that only stand beside each other."""
    first, *others = re.split(f"[{SPACES}]", token)
    if others and len(re.split("[.,٫]", first)[0]) > 3:
        return [_canonical(part, language) for part in (first, *others)]
    return [_canonical(token, language)]


def _canonical(token, language):
    token = ALWAYS_GROUPS.sub("", token).replace("٫", ".,"[language in {"fr", "ru"}])
    separators = [letter for letter in token if letter in ".,"]
    parts = re.split("[.,]", token)
    if not separators:
        return _plain(token)
    if len(set(separators)) == 2:  # 1,234.5 or 1.234,5
        return _plain("".join(parts[:-1]), parts[-1])
    are_thousands = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3
    if are_thousands and (separators[0] == THOUSANDS[language] or len(separators) > 1):
        return _plain("".join(parts))
    if len(separators) == 1:
        return _plain(*parts)
    return ".".join(_plain(part) for part in parts)  # 1.2.3


def _plain(whole, decimals=""):
    whole, decimals = whole.lstrip("0") or "0", decimals.rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole
