"""The lines of "what waits for you": their order, and when they press."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal import clock
from portal.myissa.todo import Standing, Todo, in_order

NOON = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("UTC"))


def todo(name, days=None):
    return Todo(title=name, url="/", due_on=None if days is None else NOON.date() + timedelta(days=days))


def test_the_first_due_comes_first_and_what_has_no_date_last():
    lines = [todo("never"), todo("late", 9), todo("soon", 1), todo("never either"), todo("gone", -3)]
    assert [line.title for line in in_order(lines)] == ["gone", "soon", "late", "never", "never either"]


@pytest.mark.parametrize(("days", "presses"), [(None, False), (8, False), (7, True), (0, True), (-1, True)])
def test_a_line_presses_when_it_is_due_within_a_week(days, presses):
    with clock.set_to(NOON):
        assert todo("x", days).presses is presses


def test_each_standing_has_its_shape_and_its_word():
    assert {standing: (Todo("x", "/", standing=standing).state_kind) for standing in Standing} == {
        Standing.YOURS: "asked",
        Standing.BEGUN: "open",
        Standing.NEW: "off",
    }
