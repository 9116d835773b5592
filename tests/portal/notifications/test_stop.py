"""Stopping letters with one click, without signing in."""

import pytest
from django.test import Client

from portal.audit.models import Entry
from portal.notifications import stop
from portal.notifications.models import Choice, Rhythm


@pytest.fixture
def path(kinds, rea, settings):
    return stop.url(rea, kinds().code).removeprefix(settings.SITE_URL)


def test_opening_the_address_stops_nothing(path, rea):
    answer = Client().get(path)
    assert answer.status_code == 200
    assert "Something was tried" in answer.content.decode()
    assert not Choice.objects.exists()


def test_a_mail_program_stops_with_one_click_without_cookie_or_token(path, rea):
    answer = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert Choice.objects.get(user=rea).rhythm == Rhythm.OFF
    assert Entry.objects.get(verb="notifications.choose").actor == rea


def test_a_person_is_told_what_was_stopped(path, rea):
    answer = Client(enforce_csrf_checks=True).post(path)
    assert "These letters are stopped" in answer.content.decode()
    assert Choice.objects.get(user=rea).rhythm == Rhythm.OFF


def test_what_comes_together_is_stopped_together(kinds, rea, settings):
    daily, other = kinds("accounts.daily", rhythm=Rhythm.DAILY), kinds("accounts.other")
    Client().post(stop.url(rea, Rhythm.DAILY).removeprefix(settings.SITE_URL))
    assert dict(rea.notice_choices.values_list("kind", "rhythm")) == {daily.code: Rhythm.OFF}
    assert other.code not in rea.notice_choices.values_list("kind", flat=True)


@pytest.mark.parametrize("spoil", [lambda path: path[:-2] + "x/", lambda path: "/en/my/notices/stop/nonsense/"])
def test_nobody_makes_such_an_address(path, spoil):
    assert Client().post(spoil(path)).status_code == 404


def test_nothing_is_stopped_that_may_not_be(kinds, rea, settings):
    kind = kinds(may_stop=False)
    answer = Client().post(stop.url(rea, kind.code).removeprefix(settings.SITE_URL))
    assert answer.status_code == 404
    assert not Choice.objects.exists()


def test_an_account_that_is_closed_has_no_such_address(path, rea):
    rea.is_active = False
    rea.save()
    assert Client().get(path).status_code == 404
