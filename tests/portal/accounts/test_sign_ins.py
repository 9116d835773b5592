"""What is kept of sign-ins and of refused attempts, and who is told."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal import clock
from portal.accounts import actions, agents
from portal.accounts.models import Device, SignIn
from portal.accounts.sign_ins import Place
from portal.accounts.tasks import forget_sign_ins
from portal.background.models import OutboxRow, QueuedTask

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "correct horse battery"
PAGE = "/en/account/sign-ins/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) Safari/604.1"
HOME = Place("Firefox", "Linux", "192.0.2.*")

pytestmark = pytest.mark.usefixtures("fresh_limits")


@pytest.fixture
def lea(db):
    return actions.create_account(email="lea@example.org", name="Léa", password=PASSWORD)


def at_a(agent, password=PASSWORD, email="lea@example.org", address="192.0.2.77"):
    client = Client(headers={"User-Agent": agent}, REMOTE_ADDR=address)
    client.post("/en/account/login/", {"login": email, "password": password})
    return client


def rows():
    fields = ("means", "second_factor", "was_refused", "times", "browser", "system", "network", "is_new_device")
    return list(SignIn.objects.order_by("pk").values_list(*fields))


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("192.0.2.77", "192.0.2.*"),
        ("2001:db8:a:b::1", "2001:db8:a:*"),
        ("2001:db8::1", "2001:db8:0:*"),
        ("::ffff:192.0.2.77", "192.0.2.*"),
        ("", ""),
        ("nonsense", ""),
    ],
)
def test_an_address_is_kept_without_its_last_part(address, kept):
    assert agents.network(address) == kept


def test_a_sign_in_is_kept_in_words_its_owner_knows_again(lea):
    client = at_a(FIREFOX)
    assert rows() == [("password", "", False, 1, "Firefox", "Linux", "192.0.2.*", False)]
    text = client.get(PAGE).content.decode()
    assert re.search(r"Firefox on Linux\s+<bdi class=\"small\" dir=\"ltr\">192\.0\.2\.\*</bdi>", text)
    assert "192.0.2.77" not in text


def test_a_code_by_mail_is_named_as_the_means(lea, mailoutbox, run_tasks):
    client = Client()
    client.post("/en/account/login/code/", {"email": lea.email})
    run_tasks()
    client.post("/en/account/login/code/confirm/", {"code": "WRONG-ONE"})
    code = re.search(r"^[A-Z0-9-]{6,}$", mailoutbox[-1].body, re.M)[0]
    client.post("/en/account/login/code/confirm/", {"code": code})
    run_tasks()
    assert sorted((row[0], row[2]) for row in rows()) == [("code", False), ("code", True)]


def test_who_was_refused_stands_in_the_list_of_the_account(lea, run_tasks):
    for _time in range(3):
        at_a(PHONE, "a wrong password")
    at_a(FIREFOX, "a wrong password")
    run_tasks()
    assert [(row[2:6]) for row in rows()] == [(True, 3, "Safari", "iPhone"), (True, 1, "Firefox", "Linux")]
    text = at_a(FIREFOX).get(PAGE).content.decode()
    assert "3 times within an hour" in text


def test_after_an_hour_a_refusal_is_a_row_of_its_own(lea):
    actions.keep_refusal(lea, HOME, means="password")
    with clock.set_to(clock.now() + timedelta(hours=1, seconds=1)):
        actions.keep_refusal(lea, HOME, means="password")
    assert [row[3] for row in rows()] == [1, 1]


def test_a_wrong_second_factor_after_the_right_password_is_kept(lea):
    TOTP.activate(lea, SECRET)
    client = at_a(FIREFOX)
    client.post("/en/account/2fa/authenticate/", {"code": "000000"})
    assert [row[:3] for row in rows()] == [("password", "app", True)]


@pytest.mark.parametrize("email", ["lea@example.org", "nobody@example.org"])
def test_a_wrong_password_costs_the_same_for_any_address_and_no_queue_reads_it(lea, email):
    def asked(address):
        client = Client(REMOTE_ADDR="192.0.2.77")
        with CaptureQueriesContext(connection) as captured:
            client.post("/en/account/login/", {"login": address, "password": "a wrong password"})
        return [query["sql"].split(" ", 2)[0] for query in captured]

    asked("somebody@example.org")  # what is asked once in a process
    assert asked(email).count("INSERT") == asked("other@example.org").count("INSERT") > 0
    waiting = str([*OutboxRow.objects.values_list("arguments"), *QueuedTask.objects.values_list("arguments")])
    assert "keep" not in waiting
    assert email not in waiting
    assert "192.0.2" not in waiting


def test_nothing_is_kept_of_an_address_without_an_account(db, run_tasks):
    at_a(FIREFOX, "a wrong password", "nobody@example.org")
    run_tasks()
    assert rows() == []


def test_a_wrong_password_of_somebody_signed_in_is_no_attempt_to_sign_in(lea, run_tasks):
    client = at_a(FIREFOX)
    client.post("/en/account/reauthenticate/", {"password": "a wrong password"})
    run_tasks()
    assert [row[2] for row in rows()] == [False]


def test_a_new_browser_is_told_by_letter_and_the_first_one_is_no_news(lea, mailoutbox, run_tasks):
    home = at_a(FIREFOX)
    home.post("/en/account/logout/")
    home.post("/en/account/login/", {"login": lea.email, "password": PASSWORD})
    run_tasks()
    assert mailoutbox == []
    at_a(PHONE)
    run_tasks()
    (message,) = mailoutbox
    assert (message.to, message.subject) == ([lea.email], "Your account was opened in a new browser")
    assert "Safari on iPhone" in message.body
    assert "192.0.2.*" in message.body
    assert [row[-1] for row in rows()] == [False, False, True]
    assert Device.objects.filter(user=lea).count() == 2


def test_the_letter_is_in_the_language_of_the_account(lea, mailoutbox, run_tasks):
    lea.language = "fr"
    lea.save()
    at_a(FIREFOX)
    at_a(PHONE)
    run_tasks()
    assert mailoutbox[0].extra_headers["Content-Language"] == "fr"


def test_old_sign_ins_and_browsers_are_forgotten(lea):
    at_a(FIREFOX)
    with clock.set_to(clock.now() + timedelta(days=179)):
        forget_sign_ins.func()
        assert (SignIn.objects.count(), Device.objects.count()) == (1, 1)
    with clock.set_to(clock.now() + timedelta(days=181)):
        forget_sign_ins.func()
    assert (SignIn.objects.count(), Device.objects.count()) == (0, 0)


def test_everybody_sees_the_own_sign_ins_and_no_others(lea, client_of, anna):
    at_a(FIREFOX)
    assert b"Firefox on Linux" not in client_of(anna).get(PAGE).content
    assert b"None is kept yet." in client_of(anna).get(PAGE).content


def test_the_service_desk_sees_what_the_owner_sees(lea, staff, client_of):
    at_a(FIREFOX)
    actions.keep_refusal(lea, HOME, means="password")
    page = client_of(staff("service_desk")).get(f"/admin/accounts/{lea.uuid}/sign-ins/")
    text = page.content.decode()
    assert (page.status_code, "Firefox on Linux" in text, "refused" in text) == (200, True, True)
    assert client_of(staff("translator")).get(f"/admin/accounts/{lea.uuid}/sign-ins/").status_code == 302


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_list_takes_the_same_queries_for_one_and_for_many(lea, client_of, language):
    def queries():
        client = client_of(lea)
        client.get(f"/{language}/account/sign-ins/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/{language}/account/sign-ins/").status_code == 200
        return len(asked)

    actions.keep_refusal(lea, HOME, means="password")
    one = queries()
    for number in range(60):
        actions.keep_refusal(lea, Place("Edge", "", f"198.51.{number}.*"), means="code")
    assert queries() == one


def test_what_is_stored_about_somebody_includes_it(lea):
    client = at_a(FIREFOX)
    mine = client.get("/en/account/profile/my-data.json").json()
    assert [(row["means"], row["network"]) for row in mine["sign_ins"]] == [("password", "192.0.2.*")]
    assert [row["browser"] for row in mine["browsers"]] == ["Firefox"]


def test_an_invitation_that_was_accepted_is_the_first_sign_in(db, rita, client):
    from portal.accounts.links import invitation_secret

    invitation = actions.invite(email="new@example.org", name="Neu", language="en", by=rita)
    values = {"name": "Neu", "language": "en", "time_zone": "UTC", "password": ""}
    client.post(f"/en/account/invitation/{invitation_secret(invitation)}/", values)
    assert [(row[0], row[-1]) for row in rows()] == [("invitation", False)]
