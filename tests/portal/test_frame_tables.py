"""Tables sort by their address; rulers and tints fit any number of levels."""

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from portal.ruler import ruler, tint
from portal.tables import Sorting, address


def sorting(query):
    keys = {"name": lambda row: row, "answered": lambda row: row and row % 2}
    return Sorting(RequestFactory().get(f"/{query}"), keys, "name")


@pytest.mark.parametrize(
    ("query", "changes", "expected"),
    [
        ("", {}, "?"),
        ("show=open&sort=-name&page=2", {"show": "finished", "page": None}, "?sort=-name&show=finished"),
        ("show=open&sort=-name", {"show": ""}, "?sort=-name"),
        ("sort=name", {"show": "open"}, "?sort=name&show=open"),
        ("q=a%26b%20%C3%A9", {"page": 3}, "?q=a%26b+%C3%A9&page=3"),
    ],
)
def test_an_address_keeps_what_is_not_changed(query, changes, expected):
    assert address(QueryDict(query), **changes) == expected


def test_a_column_leads_to_its_order_and_then_to_the_other():
    plain = sorting("?region=africa&page=3")
    assert plain.column("Name", "name").url == "?region=africa&sort=-name"
    assert plain.column("Name", "name").sorted == "ascending"
    assert plain.column("Answered", "answered").url == "?region=africa&sort=answered"
    assert plain.column("Answered", "answered").sorted == ""
    turned = sorting("?sort=-name")
    assert turned.column("Name", "name").url == "?sort=name"
    assert turned.column("Name", "name").sorted == "descending"


@pytest.mark.parametrize("query", ["?sort=secret", "?sort=-secret", "?sort=", "?sort=--name"])
def test_an_unknown_order_counts_as_the_usual_one(query):
    assert (sorting(query).key, sorting(query).descending) == ("name", False)


def test_rows_without_a_value_come_last_both_ways():
    rows = [3, None, 1, 2]
    assert sorting("").apply(rows) == [1, 2, 3, None]
    assert sorting("?sort=-name").apply(rows) == [3, 2, 1, None]


def test_rows_of_one_value_keep_their_order_both_ways():
    rows = [3, 2, 1, 4]
    assert sorting("?sort=answered").apply(rows) == [2, 4, 3, 1]
    assert sorting("?sort=-answered").apply(rows) == [3, 1, 2, 4]


@pytest.mark.parametrize(
    ("maximum", "tints"),
    [(4, "01234"), (3, "0134"), (6, "0112334"), (2, "024"), (1, "04")],
)
def test_only_nothing_has_the_lowest_tint_and_only_the_top_the_highest(maximum, tints):
    assert "".join(tint(level, maximum) for level in range(maximum + 1)) == tints


@pytest.mark.parametrize("value", [None, "", "n"])
def test_not_applicable_has_no_tint(value):
    assert tint(value) == "n"


def test_a_ruler_says_in_words_what_it_draws():
    drawing = ruler(value=2.3, target=3, before=1, label='Level 2.3 of 4, "target" 3')
    assert 'role="img" aria-label="Level 2.3 of 4, &quot;target&quot; 3"' in drawing
    assert 'cx="74.85"' in drawing
    assert all(mark in drawing for mark in ("c-read", "c-past", "c-asked"))
    assert "style=" not in drawing


def test_a_ruler_without_words_is_hidden_from_a_screen_reader():
    assert 'aria-hidden="true"' in ruler(width=160)
    assert "c-read" not in ruler(width=160)


def test_a_ruler_has_a_mark_for_each_level():
    assert ruler(maximum=6).count(" 5v8") == 7
