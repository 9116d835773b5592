"""A translators' file as a workbook, for those who have nothing else: English and the translation side by side.

Only the columns of the translation and of its state are open; the others are
locked, without a password. For Arabic the sheet stands from right to left.
"""

import re

from django.utils.translation import gettext as _

from guidelines.library.exchange.exceptions import Unreadable
from guidelines.library.translating.files.segments import FORMAT, TranslatorsFile, Unit
from portal.languages import CODES
from portal.reports.spreadsheet import LONGEST_TEXT, Column, Sheet, xlsx
from portal.translations.models import Status

TEXTS, ABOUT = "translation", "about"
HEADS = ("place", "english", "translation", "state", "key", "version")
WIDTHS = {"place": 32, "english": 70, "translation": 70, "state": 14, "key": 20, "version": 20}
#: As they stand in the file, the same in every language.
STATES = {
    Status.MISSING: "missing",
    Status.MACHINE: "machine",
    Status.STALE: "out of date",
    Status.HUMAN: "translated",
}
#: Excel reads such a word as one letter, unless its first sign is itself written so.
CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
#: Half a letter, of which no text can be made, stays as it is written.
LETTER = re.compile(r"_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")


def write(found):
    rows = []
    for one in found.units:
        if max(len(one.source), len(one.target)) > LONGEST_TEXT - 1000:
            raise Unreadable(
                _("A text of this edition is longer than a cell of a workbook can be. Take the texts out as XLIFF.")
            )
        rows.append([one.place, _coded(one.source), _coded(one.target), STATES[one.status], one.key, one.version])
    head = [("format", FORMAT), ("edition", found.edition), ("name", found.name), ("language", found.language)]
    sheets = [
        Sheet(TEXTS, _columns(HEADS), rows, to_fill=frozenset({"translation", "state"})),
        Sheet(ABOUT, _columns(("what", "value")), head, to_fill=frozenset({""})),
    ]
    return xlsx(sheets, language=found.language, title=found.name)


def _columns(names):
    return tuple(Column(name, WIDTHS.get(name, 40)) for name in names)


def _coded(text):
    return CODED.sub("_x005F_", text)


def read(sheets):
    """Return the file from ``sheets``: name → lines (number, cells), the first of them the heads."""
    if TEXTS not in sheets or ABOUT not in sheets:
        raise Unreadable(
            _("The workbook has no sheets “%(texts)s” and “%(about)s”. Take the texts out here and fill in that file.")
            % {"texts": TEXTS, "about": ABOUT}
        )
    about = {_text(values[0]): _text(values[1]) for _number, values in sheets[ABOUT] if len(values) > 1}
    (_number, heads), *lines = sheets[TEXTS] or [(1, [])]
    places = {_text(head): index for index, head in enumerate(heads)}
    if missing := [name for name in ("english", "translation", "key") if name not in places]:
        raise Unreadable(_("The heads of this sheet must be: %(names)s.") % {"names": ", ".join([*HEADS, *missing])})
    found = TranslatorsFile(
        edition=about.get("edition", ""),
        name=about.get("name", ""),
        language=about.get("language", "") if about.get("language", "") in CODES else "",
    )
    for _number, values in lines:
        given = {name: _text(values[index]) if index < len(values) else "" for name, index in places.items()}
        if given["key"] or given["translation"]:
            found.units.append(_unit(given))
    return found


def _unit(given):
    return Unit(
        key=given["key"],
        source=given["english"],
        target=given["translation"],
        version=given.get("version", ""),
        is_good=given.get("state", "").strip().lower() == STATES[Status.HUMAN],
    )


def _text(value):
    """Return a value as the text that it was typed as: a year in a text cell is a number to the program."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return LETTER.sub(lambda found: chr(int(found[1], 16)), str(value))
