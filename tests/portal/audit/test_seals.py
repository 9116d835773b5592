"""The day's lines are sealed; what is changed afterwards shows."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from portal import clock
from portal.audit.models import Seal
from portal.audit.record import record
from portal.audit.seals import first_broken, seal_until

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 16, 12, tzinfo=UTC)


def write(day, word):
    with clock.set_to(MONDAY + timedelta(days=day)):
        return record(f"a:{word}", "test.verb", by=None, after={"word": word})


@pytest.fixture
def three_days():
    """Two lines a day from Monday to Wednesday, each day sealed in the night after it."""
    lines = []
    for day in range(3):
        lines += [write(day, f"{day}a"), write(day, f"{day}b")]
        seal_until((MONDAY + timedelta(days=day)).date())
    return lines


def tamper(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_untouched_days_fit(three_days, capsys):
    assert [seal.entries for seal in Seal.objects.all()] == [2, 2, 2]
    assert first_broken() is None
    call_command("verify_seals")
    assert "All 3 seals fit" in capsys.readouterr().out


def test_a_day_is_sealed_once(three_days):
    assert seal_until((MONDAY + timedelta(days=2)).date()) is None
    assert Seal.objects.count() == 3


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_entry SET verb = 'test.other' WHERE id = %s",
        "UPDATE audit_entry SET actor_id = NULL, request_id = 'x' WHERE id = %s",
        "DELETE FROM audit_entry WHERE id = %s",
    ],
    ids=["changed", "blurred", "removed"],
)
def test_the_first_broken_day_is_named(three_days, sql):
    tamper(sql, three_days[2].pk)
    assert first_broken().day == (MONDAY + timedelta(days=1)).date()
    with pytest.raises(CommandError, match="2026-11-17"):
        call_command("verify_seals")


def test_a_seal_made_anew_after_a_change_breaks_the_next_day(three_days):
    """Whoever can recompute one digest must recompute all that follow."""
    tamper("UPDATE audit_entry SET verb = 'test.other' WHERE id = %s", three_days[0].pk)
    from portal.audit.seals import digest_of

    _count, digest = digest_of("", 0, three_days[1].pk)
    Seal.objects.filter(day=MONDAY.date()).update(digest=digest)
    assert first_broken().day == (MONDAY + timedelta(days=1)).date()


def test_a_seal_that_was_removed_breaks_the_next_day(three_days):
    Seal.objects.filter(day=(MONDAY + timedelta(days=1)).date()).delete()
    assert first_broken().day == (MONDAY + timedelta(days=2)).date()


def test_a_missed_night_is_made_up_for():
    write(0, "monday")
    write(1, "tuesday")
    seal = seal_until((MONDAY + timedelta(days=1)).date())
    assert (seal.entries, first_broken()) == (2, None)


def test_todays_lines_are_not_sealed_yet():
    write(0, "monday")
    write(1, "tuesday")
    assert seal_until(MONDAY.date()).entries == 1


def test_a_quiet_day_has_a_seal_too():
    write(0, "monday")
    seal_until(MONDAY.date())
    quiet = seal_until((MONDAY + timedelta(days=1)).date())
    assert (quiet.entries, first_broken()) == (0, None)
