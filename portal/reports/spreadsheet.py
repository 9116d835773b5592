"""The one writer of workbooks and the one writer of CSV.

Text stays text: what somebody wrote is never taken for a formula, by us or by
the program that opens the file. The same tables make the same bytes: zip
times and properties are fixed.
"""

import csv
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, Protection
from openpyxl.utils import get_column_letter

from portal.languages import direction

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: A spreadsheet program takes a text that begins so for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
LONGEST_TEXT = 32_767  # of a cell
FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
STILL = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip file knows
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


@dataclass(frozen=True)
class Column:
    head: str
    width: int = 14


@dataclass(frozen=True)
class Sheet:
    """One table: values may be text, whole numbers, decimals, dates or nothing."""

    name: str
    columns: tuple[Column, ...]
    rows: list = field(default_factory=list)
    #: Heads of the columns to be filled in; with one, everything else on the sheet is locked, without a password.
    to_fill: frozenset = frozenset()


def xlsx(sheets, *, language, title, mark=""):
    """Return a workbook. ``mark`` stands at the head of every printed page, such as “Draft”."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _fill(book, sheet, from_the_right=direction(language) == "rtl", mark=mark)
    book.properties.title = title
    book.properties.creator = ""
    book.properties.language = language
    book.properties.created = datetime(*STILL)
    written = BytesIO()
    book.save(written)
    return _still(written)


def _fill(book, sheet, *, from_the_right, mark):
    page = book.create_sheet(_sheet_name(sheet.name))
    page.sheet_view.rightToLeft = from_the_right
    page.freeze_panes = "A2"
    page.oddHeader.center.text = mark.replace("&", "&&") or None
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    for number, column in enumerate(sheet.columns, start=1):
        _put(page.cell(1, number), column.head).font = Font(bold=True)
        page.column_dimensions[get_column_letter(number)].width = column.width
    for line, values in enumerate(sheet.rows, start=2):
        for number, value in enumerate(values, start=1):
            is_open = sheet.columns[number - 1].head in sheet.to_fill
            if is_open or (value is not None and value != ""):
                _put(page.cell(line, number), "" if value is None else value)
            if is_open:
                _open(page.cell(line, number))
    if sheet.to_fill:
        page.protection.sheet = True
        page.protection.formatColumns = page.protection.formatRows = page.protection.autoFilter = False  # allowed


def _open(cell):
    """Let a cell of a locked sheet be filled in; what is typed there stays the text that it is."""
    cell.protection = Protection(locked=False)
    cell.number_format = "@"
    if cell.value == "":
        cell.value = None


def _put(cell, value):
    """Write one value; whatever is not a number or a date is text, however it begins."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | date):
        value = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:LONGEST_TEXT]
        cell.value = value
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA_STARTS)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        return cell
    cell.value = value
    cell.alignment = Alignment(vertical="top")
    if isinstance(value, Decimal):
        places = max(0, -value.as_tuple().exponent)
        cell.number_format = f"0.{'0' * places}" if places else "0"
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd hh:mm" if isinstance(value, datetime) else "yyyy-mm-dd"
    return cell


def _sheet_name(name):
    return FORBIDDEN_IN_NAMES.sub(" ", str(name))[:31].strip("' ") or "1"


def _still(written):
    """Return the bytes of the workbook without the moment at which it was made."""
    made = BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, STILL)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return made.getvalue()


def csv_file(sheet):
    """Return a CSV file for programs and for spreadsheets alike: UTF-8 with its mark, commas, quoted where needed."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([plain(column.head) for column in sheet.columns])
    writer.writerows([plain(value) for value in row] for row in sheet.rows)
    return written.getvalue().encode("utf-8-sig")


def plain(value):
    """Return a value as CSV holds it: a text that looks like a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, int | Decimal | date) and not isinstance(value, bool):
        return value.isoformat() if isinstance(value, date) else f"{value:f}" if isinstance(value, Decimal) else value
    value = str(value)
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value
