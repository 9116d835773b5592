"""A list as a file: its own page gives it, with what the page has in its address."""

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.utils import translation
from openpyxl import load_workbook

from portal import exports
from portal.reports.spreadsheet import Column, Sheet

SHEET = Sheet(
    "People", (Column("Name"), Column("Level"), Column("Day")), [["=Ana", Decimal("2.5"), date(2026, 11, 22)]]
)


def request(query):
    return RequestFactory().get(f"/list/{query}")


def test_the_files_of_a_page_keep_its_order_and_filter_and_hold_all_its_pages():
    assert exports.links(request("?show=open&sort=-title&page=2")) == [
        ("CSV", "?show=open&sort=-title&format=csv"),
        ("XLSX", "?show=open&sort=-title&format=xlsx"),
    ]


@pytest.mark.parametrize(
    ("query", "word"), [("", ""), ("?format=", ""), ("?format=csv", "csv"), ("?format=xlsx", "xlsx")]
)
def test_the_address_says_the_format(query, word):
    assert exports.asked_for(request(query)) == word


@pytest.mark.parametrize("query", ["?format=pdf", "?format=CSV", "?format=csv%00"])
def test_there_is_no_file_of_another_format(query):
    with pytest.raises(Http404):
        exports.asked_for(request(query))


def test_a_csv_is_kept_by_nobody_on_the_way_and_named_after_its_day(monkeypatch):
    monkeypatch.setattr("portal.clock.today", lambda: date(2026, 11, 26))
    answer = exports.made("csv", SHEET, "People a/b\u202e")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="People a b 2026-11-26.csv"'
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    text = answer.content.decode("utf-8-sig")
    assert list(csv.reader(StringIO(text, newline="")))[1] == ["'=Ana", "2.5", "2026-11-22"]


def test_a_workbook_speaks_the_reader_s_language():
    with translation.override("ar"):
        answer = exports.made("xlsx", SHEET, "الأشخاص")
    book = load_workbook(BytesIO(answer.content))
    assert (book.active.title, book.active.sheet_view.rightToLeft) == ("People", True)
    assert (book.active["A2"].value, book.active["A2"].data_type) == ("=Ana", "s")
    assert "filename*=utf-8''" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"
