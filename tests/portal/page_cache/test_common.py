"""What many pages have in common is asked for once while nothing has changed, and never remembered too early."""

from datetime import UTC, datetime, timedelta

import pytest

from portal import clock
from portal.page_cache import generation, known
from portal.page_cache.common import MOST, _answers

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _fresh(processes):
    _answers.clear()
    with clock.set_to(NOON):
        yield


@pytest.fixture
def ask():
    """Return a function that counts how often it was called."""
    called = []

    def ask():
        called.append(1)
        return len(called)

    return ask


def test_it_is_asked_once(ask):
    assert [known("a", ask), known("a", ask), known("b", ask)] == [1, 1, 2]


def test_a_change_lets_it_be_asked_again(ask):
    known("a", ask)
    generation.change()
    assert known("a", ask) == 2


def test_it_ends_as_a_page_does(ask):
    known("a", ask)
    with clock.set_to(NOON + timedelta(seconds=59)):
        assert known("a", ask) == 1
    with clock.set_to(NOON + timedelta(seconds=60)):
        assert known("a", ask) == 2


def test_within_a_transaction_nothing_is_remembered(db, ask):
    assert [known("a", ask), known("a", ask)] == [1, 2]


def test_what_was_remembered_before_is_not_given_within_a_transaction(ask, request):
    known("a", ask)
    request.getfixturevalue("db")
    assert known("a", ask) == 2


def test_without_a_mark_nothing_is_remembered(ask, monkeypatch):
    monkeypatch.setattr(generation, "current", lambda: None)
    assert [known("a", ask), known("a", ask)] == [1, 2]


def test_it_does_not_grow(ask):
    for number in range(MOST + 50):
        known(number, ask)
    assert len(_answers) == MOST
    assert known(MOST + 49, ask) == MOST + 50
