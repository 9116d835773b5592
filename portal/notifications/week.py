"""When letters go out: working weeks, quiet hours, the hour of the digest. Pure functions of time."""

from datetime import datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.core import get_global

#: ISO weekdays in the order in which a week is shown.
WEEK = "1234567"
#: Of the person's own clock: letters that bring several notices are read with the first coffee.
DIGEST_AT = time(7)


@cache
def working_days(zone):
    """Return the ISO weekdays on which people work where clocks are set to ``zone``, by CLDR's weekends.

    "12345" in Geneva, "71234" in Riyadh; the week begins after its rest.
    """
    try:
        place = Locale.parse(f"und_{get_global('zone_territories')[zone]}")
    except (KeyError, UnknownLocaleError):  # a clock of no country, or of Antarctica
        place = Locale.parse("und_001")
    first, length = place.weekend_start, (place.weekend_end - place.weekend_start) % 7 + 1
    return "".join(str((first + length + day) % 7 + 1) for day in range(7 - length))


def next_moment(now, zone, habits):
    """Return the first moment from ``now`` on at which ``habits`` let a letter go out.

    ``now`` is aware; ``zone`` a name as in the account. The answer is ``now``
    itself or the beginning of an open stretch of a later hour or day.
    """
    local = now.astimezone(ZoneInfo(zone))
    for ahead in range(9):
        day = local.date() + timedelta(days=ahead)
        if habits.working_days_only and str(day.isoweekday()) not in habits.working_days:
            continue
        for begins, ends in open_stretches(habits.quiet_from, habits.quiet_until):
            opens = datetime.combine(day, begins, tzinfo=local.tzinfo)
            closes = datetime.combine(day + timedelta(days=ends is None), ends or time(0), tzinfo=local.tzinfo)
            if local < closes:
                return max(opens, now)
    raise ValueError("These habits leave no moment of the week open.")


def open_stretches(quiet_from, quiet_until):
    """Return (begin, end) of the stretches of a day that are not quiet; None is midnight at its end."""
    if quiet_from is None or quiet_from == quiet_until:
        return [(time(0), None)]
    if quiet_from > quiet_until:
        return [(quiet_until, quiet_from)]
    return [(time(0), quiet_from)] * (quiet_from > time(0)) + [(quiet_until, None)]


def digest_day(now, zone, habits, *, weekly):
    """Return the day whose digest should have gone out by ``now``, or None where its hour has not come.

    A daily one goes out on each working day, a weekly one on the first of the
    working week.
    """
    local = now.astimezone(ZoneInfo(zone))
    day = str(local.isoweekday())
    days = habits.working_days[:1] if weekly else habits.working_days
    return local.date() if day in days and local.time() >= DIGEST_AT else None
