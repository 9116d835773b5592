"""Dates and numbers as the reader writes them: on the web, in the PDF, in charts and mails alike.

Babel formats everything, because Django prints ``1234567,5`` in Arabic.
Digits are Latin and the calendar is Gregorian in all seven languages, months
stand in words, and a time is never shown without its zone.
"""

from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale, dates, numbers, units
from babel.core import get_global
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from portal import clock
from portal.languages import current, direction

#: English as the association writes it; the others as CLDR has them.
LOCALES = {"en": "en_GB", "zh-hans": "zh_Hans"}
LATIN = "latn"


def isolate(value):
    """Keep a name, a date or a size together in a line that runs from the right; elsewhere it is as it was.

    The characters do what ``<bdi>`` does, also where an element cannot stand or is not understood (the PDF).
    """
    return f"\u2068{value}\u2069" if value and direction(current()) == "rtl" else value


def comma():
    """Return what stands between the members of a list: Arabic and Chinese have commas of their own."""
    return pgettext("between the members of a list", ", ")


@lru_cache(maxsize=16)
def locale_of(language):
    return Locale.parse(LOCALES.get(language, language))


def _locale(language):
    return locale_of(language or current())


def _day_of(value):
    """Return the reader's date of a moment; a date is a date everywhere."""
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def day(value: date | datetime | None, *, language=None):
    """Return “12 November 2026”."""
    if value is None:
        return ""
    return dates.format_date(_day_of(value), "long", locale=_locale(language))


def day_short(value: date | datetime | None, *, language=None):
    """Return “12 Nov 2026”, for tables."""
    if value is None:
        return ""
    return dates.format_skeleton("yMMMd", _day_of(value), locale=_locale(language))


def day_month(value: date | datetime | None, *, language=None):
    """Return “12 November”, where the year is plain."""
    if value is None:
        return ""
    return dates.format_skeleton("MMMMd", _day_of(value), locale=_locale(language))


def clock_time(value: datetime | None, *, language=None, seconds=False):
    """Return “10:42” in the reader's zone, for places that name the zone elsewhere."""
    if value is None:
        return ""
    return dates.format_skeleton(
        "Hms" if seconds else "Hm", timezone.localtime(value), tzinfo=None, locale=_locale(language)
    )


def is_today(value: datetime):
    """Say whether a moment lies in the present day of the reader's zone."""
    return timezone.localtime(value).date() == timezone.localtime(clock.now()).date()


def zone_name(zone=None, *, language=None):
    """Return what people call a zone: the city whose clocks it keeps, or UTC."""
    zone = zone or timezone.get_current_timezone()
    if str(zone) in {"UTC", "Etc/UTC", "GMT", "Etc/GMT"} or zone is UTC:
        return "UTC"
    return city_of(str(zone), language or current())


@lru_cache(maxsize=1_000)
def city_of(zone, language):
    """Return a zone's city; CLDR keeps some under a name that the zone no longer has."""
    known = locale_of(language).time_zones
    city = next((city for name in _names_of(zone) if (city := known.get(name, {}).get("city"))), "")
    return city or zone.rpartition("/")[2].replace("_", " ")


@lru_cache(maxsize=1_000)
def country_of(zone, language):
    """Return the country in which a zone's city lies, empty when nobody says."""
    known = get_global("zone_territories")
    code = next((known[name] for name in _names_of(zone) if name in known), "")
    return locale_of(language).territories.get(code, "")


@lru_cache(maxsize=1_000)
def _names_of(zone):
    return (zone, *(old for old, new in get_global("zone_aliases").items() if new == zone))


def moment(value: datetime | None, *, language=None, seconds=False):
    """Return “12 November 2026, 10:42 (Dakar time)”, in the reader's zone."""
    if value is None:
        return ""
    with override(language or current()):
        parts = {"day": day(value), "time": clock_time(value, seconds=seconds), "zone": zone_name()}
        if parts["zone"] == "UTC":
            return _("%(day)s, %(time)s UTC") % parts
        return _("%(day)s, %(time)s (%(zone)s time)") % parts


def deadline(value: date | None, *, language=None):
    """Return “12 November 2026, 24:00 Zurich time”: a deadline is the end of a day in one zone for all."""
    if value is None:
        return ""
    with override(language or current()):
        return _("%(day)s, 24:00 Zurich time") % {"day": day(value)}


def distance(value: date | None, *, language=None):
    """Return “in 4 days”, “today” or “3 days ago”, reckoned where deadlines end."""
    if value is None:
        return ""
    with override(language or current()):
        gap = value - clock.today()
        if not gap.days:
            return _("today")
        return dates.format_timedelta(gap, granularity="day", threshold=30, add_direction=True, locale=_locale(None))


def rounded(value, places):
    """Round half up, as people do; one rule, so that a table and a chart never differ."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def number(value, *, language=None):
    """Return a whole or broken number with its thousands set apart."""
    if value is None or value == "":
        return ""
    return numbers.format_decimal(value, locale=_locale(language), numbering_system=LATIN)


def decimal1(value, *, language=None):
    """Return a number with one figure after the point, such as a mean level."""
    if value is None or value == "":
        return ""
    return numbers.format_decimal(rounded(value, 1), format="#,##0.0", locale=_locale(language), numbering_system=LATIN)


def percent(value, *, language=None):
    """Return a share between 0 and 1 as whole per cent."""
    if value is None or value == "":
        return ""
    return numbers.format_percent(rounded(value, 2), locale=_locale(language), numbering_system=LATIN)


def size(octets: int | None, *, language=None):
    """Return the size of a file in kB, or in MB from one million on."""
    if octets is None:
        return ""
    value, unit = (octets / 1e6, "digital-megabyte") if octets >= 1_000_000 else (octets / 1e3, "digital-kilobyte")
    places = 1 if octets >= 1_000_000 else 0
    return units.format_unit(rounded(value, places), unit, "short", locale=_locale(language), numbering_system=LATIN)


def language_name(code, *, language=None):
    """Return what a language is called in the reader's own: “French” for ``fr``."""
    return _locale(language).languages.get(locale_of(code).language, code)
