"""When letters may go out: working weeks of the world, quiet hours, the hour of what comes together."""

from datetime import UTC, date, datetime, time

import pytest

from portal.notifications.forms import in_order
from portal.notifications.models import Habits
from portal.notifications.week import digest_day, next_moment, open_stretches, working_days

ZURICH = "Europe/Zurich"


def habits(days="12345", *, only=False, quiet=(None, None)):
    return Habits(working_days=days, working_days_only=only, quiet_from=quiet[0], quiet_until=quiet[1])


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "days"),
    [
        ("Europe/Zurich", "12345"),
        ("Asia/Riyadh", "71234"),
        ("Africa/Cairo", "71234"),
        ("Asia/Dubai", "12345"),
        ("Asia/Tehran", "671234"),
        ("Asia/Kabul", "67123"),
        ("Asia/Kolkata", "123456"),
        ("UTC", "12345"),
    ],
)
def test_the_working_week_is_that_of_the_place(zone, days):
    assert working_days(zone) == days


def test_every_zone_of_an_account_has_a_working_week():
    from zoneinfo import available_timezones

    assert all(4 < len(working_days(zone)) < 7 for zone in available_timezones())


@pytest.mark.parametrize(
    ("days", "week"),
    [(["1", "2", "3", "7"], "7123"), (["1", "3", "5"], "135"), (list("1234567"), "1234567"), ("3", "3")],
)
def test_chosen_days_are_a_week_that_begins_after_its_longest_rest(days, week):
    assert in_order(days) == week


def test_without_quiet_hours_letters_go_out_at_once():
    now = at("2026-11-28T02:00")  # a Saturday night
    assert next_moment(now, ZURICH, habits()) == now


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-27T18:59", "2026-11-27T18:59"),  # 19:59 in Zurich
        ("2026-11-27T19:00", "2026-11-28T06:00"),  # 20:00: until seven of the next day
        ("2026-11-28T05:59", "2026-11-28T06:00"),
        ("2026-11-28T06:00", "2026-11-28T06:00"),
    ],
)
def test_quiet_hours_over_midnight(now, then):
    assert next_moment(at(now), ZURICH, habits(quiet=(time(20), time(7)))) == at(then)


def test_quiet_hours_within_a_day():
    siesta = habits(quiet=(time(13), time(16)))
    assert next_moment(at("2026-11-27T12:30"), ZURICH, siesta) == at("2026-11-27T15:00")
    assert next_moment(at("2026-11-27T09:30"), ZURICH, siesta) == at("2026-11-27T09:30")


def test_days_of_rest_are_held_back_with_the_quiet_hours():
    sunday_to_thursday = habits("71234", only=True, quiet=(time(18), time(8)))
    thursday_evening = at("2026-11-26T16:00")  # 19:00 in Riyadh
    assert next_moment(thursday_evening, "Asia/Riyadh", sunday_to_thursday) == at("2026-11-29T05:00")


def test_the_clock_is_put_forward_in_the_night():
    assert next_moment(at("2027-03-27T22:00"), ZURICH, habits(quiet=(time(22), time(7)))) == at("2027-03-28T05:00")


def test_a_quiet_day_without_an_end_is_none():
    assert open_stretches(time(8), time(8)) == [(time(0), None)]


@pytest.mark.parametrize(
    ("now", "weekly", "day"),
    [
        ("2026-11-26T05:59", False, None),  # 6:59 in Zurich
        ("2026-11-26T06:00", False, date(2026, 11, 26)),
        ("2026-11-26T23:30", False, None),  # Friday 0:30
        ("2026-11-28T09:00", False, None),  # Saturday
        ("2026-11-26T09:00", True, None),  # Thursday
        ("2026-11-30T09:00", True, date(2026, 11, 30)),  # Monday
    ],
)
def test_the_hour_of_what_comes_together(now, weekly, day):
    assert digest_day(at(now), ZURICH, habits(), weekly=weekly) == day


def test_the_week_begins_on_sunday_where_it_does():
    assert digest_day(at("2026-11-29T05:00"), "Asia/Riyadh", habits("71234"), weekly=True) == date(2026, 11, 29)
