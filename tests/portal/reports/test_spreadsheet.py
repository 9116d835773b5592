"""Workbooks and CSV: what was text stays text, and the same tables make the same bytes."""

import csv
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from portal.languages import Text
from portal.reports.spreadsheet import Column, Sheet, csv_file, xlsx

DANGEROUS = ["=1+1", "@x", "+3", "-5", "\t=1+1", "\r=1+1", '=HYPERLINK("http://x","y")', "=cmd|'/c calc'!A1"]
COLUMNS = (Column("Code", 8), Column("=Head"), Column("Value"))


def made(rows, **options):
    return xlsx([Sheet("A/B: values", COLUMNS, rows)], **{"language": "en", "title": "T"} | options)


def opened(rows, **options):
    return load_workbook(BytesIO(made(rows, **options))).active


@pytest.mark.parametrize("value", DANGEROUS)
def test_what_looks_like_a_formula_is_text_in_a_workbook(value):
    page = opened([["ICT-1", value, None]])
    cell = page["B2"]
    assert (cell.value.strip(), cell.data_type, cell.quotePrefix) == (value.strip(), "s", True)
    content = zipfile.ZipFile(BytesIO(made([["ICT-1", value, None]])))
    assert b"<f>" not in content.read("xl/worksheets/sheet1.xml")


def test_a_head_that_looks_like_a_formula_is_text_too():
    assert (opened([])["B1"].value, opened([])["B1"].data_type) == ("=Head", "s")


@pytest.mark.parametrize("value", DANGEROUS)
def test_what_looks_like_a_formula_gets_an_apostrophe_in_csv(value):
    content = csv_file(Sheet("", (Column("A"),), [[value]])).decode("utf-8-sig")
    assert list(csv.reader(StringIO(content, newline="")))[1] == [f"'{value}"]


def test_each_cell_holds_what_was_given():
    rows = [
        ["ICT-1", Text("Énoncé", "fr", "fr"), Decimal("2.33")],
        ["007", 3, date(2026, 11, 22)],
        [None, "", "a\nb"],
        ["\x00x\x0b", True, -5],
    ]
    page = opened(rows)
    assert [[cell.value for cell in row] for row in page.iter_rows(min_row=2)] == [
        ["ICT-1", "Énoncé", 2.33],
        ["007", 3, page["C3"].value],
        [None, None, "a\nb"],
        ["x", "True", -5],
    ]
    assert page["C3"].value.date() == date(2026, 11, 22)
    assert (page["C2"].number_format, page["C3"].number_format) == ("0.00", "yyyy-mm-dd")


def test_the_same_tables_make_the_same_bytes(monkeypatch):
    first = made([["a", "b", 1]])
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert made([["a", "b", 1]]) == first
    assert {entry.date_time for entry in zipfile.ZipFile(BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"1980-01-01T00:00:00Z</dcterms:modified>" in zipfile.ZipFile(BytesIO(first)).read("docProps/core.xml")


def test_in_arabic_the_first_column_stands_on_the_right():
    assert opened([], language="ar").sheet_view.rightToLeft
    assert not opened([], language="fr").sheet_view.rightToLeft


def test_a_draft_says_so_at_the_head_of_every_printed_page():
    # An ampersand is doubled, or the program would take it for a code.
    assert opened([], mark="Draft & more").oddHeader.center.text == "Draft && more"


def test_a_sheet_takes_a_name_that_every_program_takes():
    assert opened([]).title == "A B  values"


def test_csv_keeps_numbers_and_dates_as_they_are():
    rows = [[Decimal("-2.50"), -5], [date(2026, 11, 22), None], ["a,b", 'c"d']]
    content = csv_file(Sheet("", (Column("A"), Column("B")), rows))
    assert content.decode("utf-8-sig").split("\r\n") == ["A,B", "-2.50,-5", "2026-11-22,", '"a,b","c""d"', ""]
    assert content.startswith(b"\xef\xbb\xbf")


def test_a_sheet_to_be_filled_in_locks_everything_else():
    sheet = Sheet(
        "Work", (Column("given"), Column("wanted")), [["=1+1", None], ["two", "-3"]], to_fill=frozenset({"wanted"})
    )
    page = load_workbook(BytesIO(xlsx([sheet], language="en", title="Work")))["Work"]
    assert page.protection.sheet is True
    assert [[cell.protection.locked for cell in row] for row in page.iter_rows()] == [
        [True, True],
        [True, False],
        [True, False],
    ]
    assert [(page.cell(line, 2).value, page.cell(line, 2).number_format) for line in (2, 3)] == [
        (None, "@"),
        ("-3", "@"),
    ]
    assert (
        load_workbook(BytesIO(xlsx([Sheet("A", (Column("a"),), [[1]])], language="en", title="A")))[
            "A"
        ].protection.sheet
        is False
    )
