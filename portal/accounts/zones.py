"""Time zones as people know them: places that exist, with their difference from UTC today."""

from zoneinfo import ZoneInfo, available_timezones

from babel.dates import get_timezone_location

from portal import clock
from portal.languages import current

LOCALES = {"zh-hans": "zh_Hans"}
PREFIXES = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


def time_zones():
    """Return the choices of a select, in the reader's language, sorted by their difference from UTC."""
    now = clock.now()
    locale = LOCALES.get(current(), current())
    rows = []
    for name in available_timezones():
        if name == "UTC" or name.startswith(PREFIXES):
            minutes = int(now.astimezone(ZoneInfo(name)).utcoffset().total_seconds() // 60)
            place = "UTC" if name == "UTC" else get_timezone_location(name, locale=locale, return_city=True)
            rows.append((minutes, place, name))
    return [(name, f"{_offset(minutes)} {place}") for minutes, place, name in sorted(rows)]


def _offset(minutes):
    sign = "−" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
