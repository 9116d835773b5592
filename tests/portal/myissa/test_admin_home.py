"""The administration speaks the person's language, and its first page says what waits."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from portal import clock, doors
from portal.myissa.todo import Todo

HOME = "/admin/"


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl"), ("zh-hans", "ltr")])
def test_the_administration_speaks_the_language_of_the_account(client_of, rita, language, direction):
    rita.language = language
    rita.save()
    # What the browser would rather have does not count.
    page = client_of(rita).get(HOME, headers={"accept-language": "es"}).content.decode()
    assert re.search(rf'<html[^>]*\blang="{language}"[^>]*\bdir="{direction}"', page)


def test_its_heading_is_in_words_of_ours_too(client_of, rita):
    rita.language = "fr"
    rita.save()
    assert "Ce qui vous attend" in client_of(rita).get(HOME).content.decode()


def test_times_are_those_of_the_account(client_of, staff):
    ines = staff("administrator")
    ines.time_zone = "Asia/Tokyo"
    ines.save()
    with clock.set_to(datetime(2026, 11, 22, 20, 0, tzinfo=ZoneInfo("UTC"))):
        reply = client_of(ines).get(HOME)
    assert reply.wsgi_request.user.wagtail_userprofile.get_current_time_zone() == "Asia/Tokyo"


def test_no_second_profile_is_kept(client_of, rita):
    """Wagtail stores one once it has something to remember; what the account says goes before it."""
    UserProfile.objects.create(user=rita, preferred_language="de", current_time_zone="America/Lima")
    rita.language = "fr"
    rita.save()
    assert 'lang="fr"' in client_of(rita).get(HOME).content.decode()


def test_the_profile_of_the_administration_is_ours(client_of, rita):
    reply = client_of(rita).get(reverse("wagtailadmin_account"))
    assert (reply.status_code, reply["Location"]) == (302, "/en/account/profile/")


def test_what_waits_stands_on_the_first_page(client_of, rita, monkeypatch):
    def offers(user):
        yield Todo("Without date", "/one/")
        yield Todo("With <date>", "/two/", due_on=clock.today(), detail="A detail.")

    monkeypatch.setattr(doors, "todos", [offers])
    page = client_of(rita).get(HOME).content.decode()
    assert page.index("With &lt;date&gt;") < page.index("Without date")
    assert "A detail." in page


def test_an_empty_desk_says_so(client_of, rita):
    assert "Nothing waits for you." in client_of(rita).get(HOME).content.decode()
