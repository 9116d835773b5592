"""Where somebody is signed in, and how a session elsewhere is ended."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from portal.accounts import actions
from portal.accounts.tasks import forget_sessions

PASSWORD = "correct horse battery"
PAGE = "/en/account/sessions/"
OWN = "/en/account/profile/"

pytestmark = pytest.mark.usefixtures("fresh_limits")


@pytest.fixture
def lea(db):
    return actions.create_account(email="lea@example.org", name="Léa", password=PASSWORD)


def at_a(agent, user):
    client = Client(headers={"User-Agent": agent})
    client.post("/en/account/login/", {"login": user.email, "password": PASSWORD})
    assert client.get(OWN).status_code == 200
    return client


@pytest.fixture
def desk(lea):
    return at_a("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", lea)


@pytest.fixture
def phone(lea):
    return at_a("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) Safari/604.1", lea)


def devices(client):
    return re.findall(r'<th scope="row">(.*?)</th>', client.get(PAGE).content.decode())


def ways_to_end(client):
    return re.findall(r'action="(/en/account/sessions/\w{32}/end/)"', client.get(PAGE).content.decode())


def test_signing_out_there_ends_the_other_session_at_once(desk, phone):
    assert devices(desk) == ["Firefox on Linux", "Safari on iPhone"]
    (there,) = ways_to_end(desk)
    page = desk.post(there, follow=True)
    assert "You are signed out there." in page.content.decode()
    assert (phone.get(OWN).status_code, phone.get(OWN)["Location"]) == (302, f"/en/account/login/?next={OWN}")
    assert phone.get(OWN, headers={"HX-Request": "true"}).status_code == 401
    assert (desk.get(OWN).status_code, devices(desk)) == (200, ["Firefox on Linux"])


def test_signing_out_everywhere_else_leaves_the_session_at_hand(desk, phone, lea):
    third = at_a("Mozilla/5.0 (Windows NT 10.0) Edg/140.0", lea)
    assert len(devices(desk)) == 3
    desk.post("/en/account/sessions/others/end/")
    assert [client.get(OWN).status_code for client in (desk, phone, third)] == [200, 302, 302]
    assert devices(desk) == ["Firefox on Linux"]


def test_nobody_ends_somebody_else_s_session(desk, phone, carl, client_of):
    (there,) = ways_to_end(desk)
    page = client_of(carl).post(there, follow=True)
    assert "That session had ended already." in page.content.decode()
    assert phone.get(OWN).status_code == 200


def test_the_page_gives_no_session_s_key_away(desk, phone):
    html = desk.get(PAGE).content.decode()
    assert [client.session.session_key in html for client in (desk, phone)] == [False, False]


def test_reading_the_page_changes_nothing_and_the_night_clears_up(lea, desk):
    UserSession.objects.create(
        user=lea, session_key="gone", ip="192.0.2.1", user_agent="Firefox on Linux", created_at=timezone.now()
    )
    page = desk.get(PAGE)
    assert [place.is_current for place in page.context["places"]] == [True]
    assert UserSession.objects.filter(user=lea).count() == 2
    forget_sessions.func()
    assert [row.session_key for row in UserSession.objects.filter(user=lea)] == [desk.session.session_key]
    assert Session.objects.filter(session_key=desk.session.session_key).exists()


def test_no_statement_asks_two_databases_at_once(lea, django_assert_num_queries):
    """On SQLite the sessions have a file of their own, in which nothing else stands."""
    with django_assert_num_queries(2) as asked:
        forget_sessions.func()
    for query in asked.captured_queries:
        assert not {"django_session", "usersessions_usersession"} <= {*re.findall(r"\w+", query["sql"])}
