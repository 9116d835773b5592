"""Time zones as people know them: places that exist, with their difference from UTC today."""

from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global

from portal import clock
from portal.formats import city_of, comma, country_of
from portal.languages import current

PREFIXES = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


def usual(name):
    """Return the name that a zone has today: “Asia/Kolkata” for “Asia/Calcutta”."""
    return get_global("zone_aliases").get(name, name)


def time_zones():
    """Return the choices of a select, in the reader's language, sorted by their difference from UTC."""
    now = clock.now()
    names = {usual(name) for name in available_timezones() if name.startswith(PREFIXES)} | {"UTC"}
    rows = []
    for name in names:
        minutes = int(now.astimezone(ZoneInfo(name)).utcoffset().total_seconds() // 60)
        rows.append((minutes, place(name, current()), name))
    return [(name, f"{_offset(minutes)} {shown}") for minutes, shown, name in sorted(rows)]


def place(name, language):
    """Return “Buenos Aires, Argentina”."""
    if name == "UTC":
        return name
    return comma().join(part for part in (city_of(name, language), country_of(name, language)) if part)


def _offset(minutes):
    sign = "−" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
