"""Dates and numbers read right in seven languages: Latin digits, Gregorian calendar, months in words."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import engines
from django.utils import timezone, translation

from portal import clock, formats
from portal.languages import CODES

DAY = date(2026, 11, 12)
MOMENT = datetime(2026, 11, 12, 23, 42, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "12 November 2026"),
        ("fr", "12 novembre 2026"),
        ("es", "12 de noviembre de 2026"),
        ("de", "12. November 2026"),
        ("ar", "12 نوفمبر 2026"),
        ("ru", "12 ноября 2026\u202fг."),
        ("zh-hans", "2026年11月12日"),
    ],
)
def test_a_day_has_its_month_in_words(language, expected):
    assert formats.day(DAY, language=language) == expected


@pytest.mark.parametrize(
    ("language", "whole", "mean", "share"),
    [
        ("en", "1,234,567.5", "2.3", "64%"),
        ("fr", "1\u202f234\u202f567,5", "2,3", "64\xa0%"),
        ("es", "1.234.567,5", "2,3", "64\xa0%"),
        ("de", "1.234.567,5", "2,3", "64\xa0%"),
        ("ar", "1,234,567.5", "2.3", "64%"),
        ("ru", "1\xa0234\xa0567,5", "2,3", "64\xa0%"),
        ("zh-hans", "1,234,567.5", "2.3", "64%"),
    ],
)
def test_a_number_is_written_as_its_reader_writes_it(language, whole, mean, share):
    assert formats.number(1234567.5, language=language) == whole
    assert formats.decimal1("2.25", language=language) == mean
    # Arabic marks its sign with a direction; that mark is not a letter.
    assert re.sub("[\u200e\u200f\u061c]", "", formats.percent("0.635", language=language)) == share


@pytest.mark.parametrize("language", CODES)
def test_digits_are_latin_everywhere(language):
    printed = "".join(
        [
            formats.day(DAY, language=language),
            formats.day_short(DAY, language=language),
            formats.moment(MOMENT, language=language),
            formats.deadline(DAY, language=language),
            formats.size(1_400_000, language=language),
            formats.number(9_876_543, language=language),
        ]
    )
    assert all(letter in "0123456789" for letter in printed if letter.isdigit())


def test_a_moment_is_shown_in_the_readers_zone_and_names_it():
    with timezone.override(ZoneInfo("Asia/Tokyo")):
        assert formats.moment(MOMENT, language="en") == "13 November 2026, 08:42 (Tokyo time)"
        assert formats.day(MOMENT, language="en") == "13 November 2026"
    with timezone.override(UTC):
        assert formats.moment(MOMENT, language="en") == "12 November 2026, 23:42 UTC"


@pytest.mark.parametrize(
    ("zone", "language", "city"),
    [
        ("Africa/Dakar", "ar", "داكار"),
        ("Europe/Zurich", "ru", "Цюрих"),
        # CLDR keeps these two under the names they had before.
        ("America/Argentina/Buenos_Aires", "en", "Buenos Aires"),
        ("Asia/Kolkata", "ru", "Калькутта"),
    ],
)
def test_a_zone_has_its_citys_name(zone, language, city):
    assert formats.zone_name(ZoneInfo(zone), language=language) == city


def test_a_deadline_ends_at_midnight_in_zurich_for_everybody():
    with timezone.override(ZoneInfo("Pacific/Auckland")):
        assert formats.deadline(DAY, language="en") == "12 November 2026, 24:00 Zurich time"


@pytest.mark.parametrize(
    ("day", "words"), [(date(2026, 11, 16), "in 4 days"), (DAY, "today"), (date(2026, 11, 9), "3 days ago")]
)
def test_a_distance_is_reckoned_where_deadlines_end(day, words):
    # 23:30 in London on the 11th is the 12th in Zurich.
    with clock.set_to(datetime(2026, 11, 11, 23, 30, tzinfo=UTC)):
        assert formats.distance(day, language="en") == words


def test_half_is_rounded_up_as_people_do():
    assert [formats.decimal1(value, language="en") for value in ("0.05", "2.25", "2.35", "3.95")] == [
        "0.1",
        "2.3",
        "2.4",
        "4.0",
    ]


def test_the_size_of_a_file_has_a_fitting_unit():
    assert formats.size(340_400, language="en") == "340 kB"
    assert formats.size(1_400_000, language="fr") == "1,4\u202fMo"


def test_a_language_has_the_name_that_its_reader_gives_it():
    assert formats.language_name("fr", language="ru") == "французский"
    assert formats.language_name("zh-hans", language="en") == "Chinese"


@pytest.mark.parametrize(
    "form",
    [
        formats.day,
        formats.day_short,
        formats.day_month,
        formats.moment,
        formats.clock_time,
        formats.deadline,
        formats.distance,
        formats.number,
        formats.decimal1,
        formats.percent,
        formats.size,
    ],
)
def test_nothing_is_printed_as_nothing(form):
    assert form(None) == ""


def test_the_filters_follow_the_page():
    template = engines["django"].from_string("{% load formats %}{{ day|day }} · {{ value|decimal1 }}")
    with translation.override("de"):
        assert template.render({"day": DAY, "value": 2.25}) == "12. November 2026 · 2,3"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "a, b"), ("ar", "a، b"), ("zh-hans", "a、b"), ("ru", "a, b"), ("fr", "a, b")]
)
def test_a_list_has_the_commas_of_its_language(language, words):
    with translation.override(language):
        assert formats.comma().join("ab") == words
