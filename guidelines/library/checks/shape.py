"""How a text looks beside its English: how long it is, and what was left behind in it."""

import re

from django.utils.translation import gettext as _

from guidelines.library.checks.findings import in_a_row, warning

#: Letters for each letter of English, least and most. Measured on the 5,000 longer texts of the demo: all but a few
#: titles of works lie well within.
RATIOS = {
    "fr": (0.75, 1.95),
    "es": (0.75, 1.95),
    "de": (0.75, 1.95),
    "ar": (0.55, 1.45),
    "ru": (0.7, 1.9),
    "zh-hans": (0.17, 0.55),
}
#: Below, one long word decides.
LENGTH_FROM = 60

BLANKS = re.compile(r"[^\S\n]{2,}|[^\S\n]+\n(?!\n)|\n{3,}")
LEFT_BEHIND = re.compile(r"\b(?:TODO|TBD|FIXME|XXX+|[Ll]orem ipsum)\b|\?\?+|\[(?:\.\.\.|…|\s*)\]")
PAIRS = ("()", "[]", "{}", "（）", "«»", "《》", "「」", "【】")
#: Enumerations such as “a)” close what nothing opened.
ENUMERATED = re.compile(r"(?:^|(?<=[;:.,،؛；：] ))\w{1,2}[)）]", re.MULTILINE)


def check(source, target, language):
    if len(source) >= LENGTH_FROM:
        least, most = RATIOS[language]
        ratio = len(target) / len(source)
        if ratio < least:
            yield warning("length", _("The text is much shorter than usual for its English."))
        elif ratio > most:
            yield warning("length", _("The text is much longer than usual for its English."))
    if BLANKS.search(target.strip()):
        yield warning("blanks", _("There are two blanks in a row."))
    if left := LEFT_BEHIND.findall(target):
        yield warning(
            "left-behind", _("A note seems to have been left in the text: %(notes)s.") % {"notes": in_a_row(left)}
        )
    if marks := _unpaired(target, language):
        yield warning("pairs", _("These marks do not come in pairs: %(marks)s") % {"marks": " ".join(marks)})


def _unpaired(text, language):
    text = ENUMERATED.sub("", text)
    # German opens with the mark that is low and closes with the one that opens elsewhere.
    quotes = "„“" if language == "de" else "“”"
    pairs = (*PAIRS, quotes)
    found = [pair for pair in pairs if text.count(pair[0]) != text.count(pair[1])]
    return found + (['"'] if text.count('"') % 2 else [])
