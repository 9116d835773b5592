"""The signed-in home: what waits, our work, and what a new member, staff and an assessor find."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from portal import clock, doors
from portal.myissa.todo import Todo
from tests.factories import UserFactory

HOME = "/en/my/"


def words(reply):
    return " ".join(reply.content.decode().split())


def test_visitors_are_led_to_sign_in(db):
    assert Client().get(HOME).status_code == 302


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [(4, "Good evening"), (5, "Good morning"), (11, "Good morning"), (12, "Good afternoon"), (18, "Good evening")],
)
def test_the_greeting_knows_the_hour_where_the_person_is(client_of, anna, hour, greeting):
    anna.time_zone = "Asia/Tokyo"
    anna.save()
    with clock.set_to(datetime(2026, 11, 22, hour, 30, tzinfo=ZoneInfo("Asia/Tokyo"))):
        assert f"{greeting}, Anna" in words(client_of(anna).get(HOME))


def test_what_apps_offer_is_shown_in_order_with_its_date(client_of, anna, monkeypatch):
    def offers(user):
        yield Todo("Without date", "/one/")
        yield Todo("With <date>", "/two/", due_on=clock.today(), detail="A detail.")

    monkeypatch.setattr(doors, "todos", [offers])
    text = words(client_of(anna).get(HOME))
    assert text.index("With &lt;date&gt;") < text.index("Without date")
    assert "2 things wait for you." in text
    assert "A detail." in text


def test_a_new_member_finds_nothing_waiting_and_where_things_will_be(client_of, ben):
    text = words(client_of(ben).get(HOME))
    assert "Nothing waits for you." in text
    assert "No self-assessment yet" in text
    assert "UNDEFINED(" not in text


def test_somebody_without_institution_is_told_what_will_be_here(client_of, db):
    assert "Nothing is assigned to you yet" in words(client_of(UserFactory()).get(HOME))


def test_somebody_without_institution_who_has_work_is_not_told_that_there_is_none(client_of, db, monkeypatch):
    monkeypatch.setattr(doors, "todos", [lambda user: [Todo("Translate", "/one/")]])
    text = words(client_of(UserFactory()).get(HOME))
    assert ("One thing waits for you." in text, "Nothing is assigned to you yet" in text) == (True, False)


def test_staff_find_the_way_to_the_administration_and_no_member_data(client_of, rita, fund):
    text = words(client_of(rita).get(HOME))
    assert "You work in the administration" in text
    assert "Our assessments" not in text


def test_an_assessor_without_files_is_told_so(client_of, asma):
    assert "Nothing is assigned to you yet" in words(client_of(asma).get(HOME))


def test_the_page_is_kept_by_nobody(client_of, anna):
    assert client_of(anna).get(HOME)["Cache-Control"] == "private, no-store"
