"""A book as a workbook: the sheet *structure*, and a sheet for each language. The same book makes the same bytes.

Heads are the same in every language, so that a file can be read whoever made
it. In the sheet of a translation the English text stands beside; it is for
the eye and is not read.
"""

from django.utils.translation import gettext as _

from guidelines.library.exchange.columns import FORMAT, RECORDS, STRUCTURE, Book, Row
from guidelines.library.exchange.exceptions import Problem, Unreadable
from portal.languages import CODES, SOURCE
from portal.reports.spreadsheet import LONGEST_TEXT, Column, Sheet, xlsx

SHEET = "structure"
WORDS = {True: "yes", False: "no"}
WIDTHS = {"key": 38, "within": 38, "to": 38, "address": 40, "record": 16, "text": 80, "english": 80, "field": 16}


def heads(code):
    """Return the columns of a language's sheet."""
    return ("record", "key", "field", "text") if code == SOURCE else ("record", "key", "field", "english", "text")


def write(book):
    sheets = [Sheet(SHEET, _columns(STRUCTURE), [_values(row) for row in book.rows])]
    for code in book.languages:
        rows = [line for row in book.rows for line in _lines(row, code)]
        sheets.append(Sheet(code, _columns(heads(code)), rows))
    return xlsx(sheets, language=SOURCE, title=FORMAT)


def template():
    """Return an empty workbook to be filled in, made from the table that the import reads by."""
    return write(Book())


def _columns(names):
    return tuple(Column(name, WIDTHS.get(name, 14)) for name in names)


def _values(row):
    given = {"record": row.record.name} | row.values
    return [WORDS.get(given.get(name), "") if name == "open" else given.get(name) for name in STRUCTURE]


def _lines(row, code):
    """Return a line for each text that has English or this language; a translator sees what is still empty."""
    for name in row.record.texts:
        english, text = row.texts.get((name, SOURCE), ""), row.texts.get((name, code), "")
        if max(len(english), len(text)) > LONGEST_TEXT:
            raise Unreadable(
                _("A text of this edition is longer than a cell of a workbook can be. Take the edition out as JSON.")
            )
        if english or text:
            key = None if row.record.is_single else row.key
            yield [row.record.name, key, name, *([] if code == SOURCE else [english]), text]


def read(sheets, formulas=()):
    """Return (book, problems) from ``sheets``: name → lines of cells, the first of them the heads.

    ``formulas``: sheet, line and place in the line of each; those cells are empty here.
    """
    if SHEET not in sheets:
        raise Unreadable(
            _("The workbook has no sheet “%(name)s”: it is not an edition. Begin with the template.") % {"name": SHEET}
        )
    book, problems = Book([code for code in CODES if code in sheets]), []
    if not book.languages:
        raise Unreadable(
            _("The workbook has no sheet of a language; these are named %(codes)s.") % {"codes": ", ".join(CODES)}
        )
    problems += formulas_told(sheets, formulas)
    for name in sheets:
        if name != SHEET and name not in CODES:
            problems.append(Problem(_sheet(name), _("This name is not known here.")))
    _read_structure(sheets[SHEET], book, problems)
    known = {}
    for row in book.rows:
        known.setdefault((row.record.name, "" if row.record.is_single else row.key), row)
    for code in book.languages:
        _read_texts(sheets[code], code, known, book, problems)
    return book, problems


def _read_structure(lines, book, problems):
    named = _named(SHEET, lines, STRUCTURE, problems)
    if named is None:
        book.lost = None
    for number, given in named or ():
        record = RECORDS.get(_text(given.get("record")))
        if record is None:
            problems.append(Problem(_cell(SHEET, number, "record"), _expected(RECORDS)))
            book.lost.add(_text(given.get("key")))
            continue
        values = {column.name: _value(column, given.get(column.name)) for column in record.columns}
        row = Row(record, values, place=_cell(SHEET, number))
        row.places = {column.name: _cell(SHEET, number, column.name) for column in record.columns}
        for name, value in given.items():
            if name != "record" and name not in values and value is not None:
                problems.append(
                    Problem(_cell(SHEET, number, name), _("“%(record)s” has no value here.") % {"record": record.name})
                )
        book.rows.append(row)


def _read_texts(lines, code, known, book, problems):
    named = _named(code, lines, heads(code), problems)
    if named is None and code == SOURCE:
        book.english_is_whole = False
    # A row without its key may be the one that is meant.
    keyless = {row.record.name for row in book.rows if not row.record.is_single and not row.key}
    for number, given in named or ():
        record, key, name = (_text(given.get(head)) for head in ("record", "key", "field"))
        row = known.get((record, key))
        if row is None or name not in row.record.texts:
            _miss(code, key, row, known, book)
        if record not in RECORDS:
            problems.append(Problem(_cell(code, number, "record"), _expected(RECORDS)))
        elif row is None:
            if book.lost is not None and key not in book.lost and record not in keyless:
                told = _("“%(name)s” is nowhere in this file.") % {"name": key or record}
                problems.append(Problem(_cell(code, number, "key"), told))
        elif name not in row.record.texts:
            problems.append(Problem(_cell(code, number, "field"), _expected(row.record.texts)))
        elif (name, code) in row.texts:
            problems.append(
                Problem(
                    _cell(code, number, "field"),
                    _("This stands twice in the file, first at %(place)s.") % {"place": row.at((name, code))},
                )
            )
        else:
            row.texts[name, code] = _text(given.get("text"))
            row.places[name, code] = _cell(code, number, "text")


def _miss(code, key, row, known, book):
    """Note whose English was not read, so that it is not called missing as well."""
    if code != SOURCE:
        return
    meant = [row] if row else [other for (_record, name), other in known.items() if name == key]
    for one in meant:
        one.is_whole = False
    if not meant:
        book.english_is_whole = False


def _expected(values):
    return _("One of these is expected here: %(values)s.") % {"values": ", ".join(values)}


def _named(sheet, lines, expected, problems):
    """Return (number of the line, head → value) of each line that is not empty; None where the heads are wrong."""
    lines = iter(lines)
    found = [_text(value) for value in next(lines, (0, []))[1]]
    while found and not found[-1]:
        found.pop()
    missing = [name for name in expected if name not in found and name != "english"]
    if missing or len(set(found)) != len(found) or set(found) - set(expected):
        problems.append(
            Problem(
                _cell(sheet, 1),
                _("The heads of this sheet must be: %(names)s.") % {"names": ", ".join(expected)},
            )
        )
        return None
    named = ((number, dict(zip(found, values, strict=False))) for number, values in lines)
    return [(number, given) for number, given in named if any(value not in (None, "") for value in given.values())]


def _text(value):
    """Return a value as the text that it was typed as: a year in a text cell is a number to the program."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)


def _value(column, value):
    if value is None or value == "":
        return None
    if column.kind == "whole":
        text = _text(value)
        return int(text) if text.isdecimal() and text.isascii() and len(text) < 10 else text
    if column.kind == "yes-no":
        return {"yes": True, "no": False, "true": True, "false": False}.get(_text(value).strip().lower(), value)
    return _text(value)


def formulas_told(sheets, formulas):
    """Return a problem for each formula of a workbook, ``formulas`` as ``opening.sheets`` notes them."""
    heads_of = {name: dict(enumerate(sheets[name][0][1])) for name, _number, _place in formulas}
    return [
        Problem(_cell(name, number, heads_of[name].get(place)), _("A formula stands here. Put in its value."))
        for name, number, place in formulas
    ]


def _sheet(name):
    return _("sheet “%(sheet)s”") % {"sheet": name}


def _cell(sheet, number, column=None):
    if column is None:
        return _("sheet “%(sheet)s”, row %(row)s") % {"sheet": sheet, "row": number}
    return _("sheet “%(sheet)s”, row %(row)s, column “%(column)s”") % {"sheet": sheet, "row": number, "column": column}
