import json
import re
from html import unescape

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.accounts import actions
from portal.accounts.models import SignIn
from portal.audit.models import Entry
from tests.portal.accounts.phone import Phone

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "correct horse battery"
ADD = "/en/account/2fa/webauthn/add/"
LOGIN = "/en/account/2fa/webauthn/login/"
INDEX = "/en/account/2fa/"

pytestmark = pytest.mark.usefixtures("fresh_limits")


@pytest.fixture
def lea(db):
    return actions.create_account(email="lea@example.org", name="Léa", password=PASSWORD)


def sure(user):
    """A session that has not passed a second factor, and whose owner has just typed the password again."""
    client = Client()
    client.force_login(user)
    assert client.post("/en/account/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return client


def options(page):
    return json.loads(unescape(re.search(r'data-options="([^"]+)"', page.content.decode())[1]))


def add(client, phone, name="Phone"):
    made = phone.makes(options(client.get(ADD)))
    return client.post(ADD, {"name": name, "credential": made})


def sign_in(phone, client=None):
    client = client or Client()
    asked = client.get(LOGIN, headers={"Accept": "application/json"}).json()["request_options"]
    return client, client.post(LOGIN, {"credential": phone.shows(asked)})


@pytest.fixture
def phone(lea):
    phone = Phone()
    add(sure(lea), phone)
    return phone


def keys(user):
    return [row.wrap().name for row in Authenticator.objects.filter(user=user, type="webauthn").order_by("pk")]


def said(answer):
    return [str(message) for message in answer.context["messages"]]


def test_a_passkey_is_added_with_recovery_codes_and_its_owner_is_told(lea, mailoutbox, run_tasks):
    answer = add(sure(lea), Phone(), "My phone")
    assert (answer.status_code, keys(lea)) == (302, ["My phone"])
    assert Authenticator.objects.filter(user=lea, type="recovery_codes").exists()
    assert Entry.objects.filter(verb="accounts.add_second_factor", after={"second_factor": "webauthn"}).exists()
    run_tasks()
    assert [message.subject for message in mailoutbox] == ["A passkey was set up"]


def test_a_passkey_opens_the_account_without_password_and_code(lea, phone):
    client, answer = sign_in(phone)
    assert (answer.status_code, answer["Location"]) == (302, "/en/my/")
    row = SignIn.objects.latest("at")
    assert (row.user, row.means, row.second_factor, row.was_refused) == (lea, "passkey", "", False)
    assert client.get("/en/account/profile/").status_code == 200


def test_a_passkey_opens_what_a_role_may_without_another_question(rita):
    EmailAddress.objects.create(user=rita, email=rita.email, verified=True, primary=True)
    phone = Phone()
    add(sure(rita), phone)
    client, answer = sign_in(phone)
    assert answer["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_whoever_was_on_the_way_somewhere_gets_there_by_passkey(phone):
    client = Client()
    asked = client.get(LOGIN, headers={"Accept": "application/json"}).json()["request_options"]
    answer = client.post(LOGIN, {"credential": phone.shows(asked), "next": "/en/account/sessions/"})
    assert answer["Location"] == "/en/account/sessions/"


def test_enrolling_a_passkey_opens_everything_at_once(rita):
    client = sure(rita)
    add(client, Phone())
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        {"verifies": False},  # nobody's finger, face or PIN
        {"origin": "https://portal.example.com"},  # shown to another site
        {"origin": "http://testserver"},  # over a line that anybody reads
    ],
)
def test_a_passkey_shown_without_its_owner_or_to_another_site_opens_nothing(phone, change):
    for name, value in change.items():
        setattr(phone, name, value)
    client, answer = sign_in(phone)
    assert answer["Location"] == "/en/account/login/"
    assert "_auth_user_id" not in client.session
    assert said(client.get("/en/account/login/"))[0].startswith("This passkey is not one of this account")


def test_a_passkey_of_nobody_opens_nothing(lea, phone):
    stranger = Phone()
    stranger.user_handle = phone.user_handle
    client, _answer = sign_in(stranger)
    assert "_auth_user_id" not in client.session


def test_what_was_shown_once_is_taken_once(phone):
    client = Client()
    asked = client.get(LOGIN, headers={"Accept": "application/json"}).json()["request_options"]
    shown = phone.shows(asked)
    assert client.post(LOGIN, {"credential": shown})["Location"] == "/en/my/"
    client.post("/en/account/logout/")
    again = client.post(LOGIN, {"credential": shown})
    assert (again["Location"], "_auth_user_id" in client.session) == ("/en/account/login/", False)


def test_a_closed_account_does_not_open_by_passkey(lea, phone):
    lea.is_active = False
    lea.save(update_fields=["is_active"])
    client, _answer = sign_in(phone)
    assert "_auth_user_id" not in client.session


NONSENSE = [
    "",
    "null",
    "[]",
    "{",
    "17",
    '"text"',
    '{"id": 1}',
    "[" * 100_000,
    json.dumps({"type": "public-key", "id": "AA", "rawId": "AA", "response": {}}),
    json.dumps(
        {
            "type": "public-key",
            "id": "AA",
            "rawId": "AA",
            "response": {"clientDataJSON": "e30", "attestationObject": "_w"},
        }
    ),
    json.dumps(
        {
            "type": "public-key",
            "id": "AA",
            "rawId": "AA",
            "response": {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", "userHandle": "_w"},
        }
    ),
]


@pytest.mark.parametrize("credential", NONSENSE)
def test_anything_else_in_the_hidden_field_is_refused_with_a_sentence(lea, phone, credential):
    client = Client()
    client.get(LOGIN, headers={"Accept": "application/json"})
    assert client.post(LOGIN, {"credential": credential})["Location"] == "/en/account/login/"
    assert re.match("This passkey is not|Your browser has shown no", said(client.get("/en/account/login/"))[0])
    client = sure(lea)
    client.get(ADD)
    page = client.post(ADD, {"name": "Kept name", "credential": credential})
    text = page.content.decode()
    assert page.status_code == 200
    assert re.search("This passkey is not one|Your browser has shown no", text)
    assert 'value="Kept name"' in text
    assert keys(lea) == ["Phone"]


def test_after_the_password_a_passkey_does_and_a_wrong_one_is_kept(lea, phone):
    client = Client()
    client.post("/en/account/login/", {"login": lea.email, "password": PASSWORD})
    page = client.get("/en/account/2fa/authenticate/")
    assert b"type one of your recovery codes" in page.content
    wrong = client.post("/en/account/2fa/authenticate/", {"credential": Phone().shows(options(page))})
    assert "This passkey is not one of this account" in wrong.content.decode()
    right = client.post("/en/account/2fa/authenticate/", {"credential": phone.shows(options(wrong))})
    assert right["Location"] == "/en/my/"
    kept = SignIn.objects.order_by("pk").values_list("means", "second_factor", "was_refused")
    assert list(kept) == [("password", "passkey", True), ("password", "passkey", False)]


def test_whoever_has_only_a_passkey_gets_in_by_a_recovery_code(lea, phone):
    client = Client()
    client.post("/en/account/login/", {"login": lea.email, "password": PASSWORD})
    code = Authenticator.objects.get(user=lea, type="recovery_codes").wrap().get_unused_codes()[0]
    assert client.post("/en/account/2fa/authenticate/", {"code": code})["Location"] == "/en/my/"


def test_a_session_without_it_is_asked_for_the_passkey_and_goes_on(rita):
    phone = Phone()
    add(sure(rita), phone)
    client = Client()
    client.force_login(rita)
    way = client.get("/en/my/")["Location"]
    assert way == "/en/account/2fa/webauthn/reauthenticate/?next=%2Fen%2Fmy%2F"
    page = client.get(way)
    refused = client.post(way, {"credential": Phone().shows(options(page)), "next": "/en/my/"})
    assert (refused.status_code, b"This passkey is not one of this account" in refused.content) == (200, True)
    answer = client.post(way, {"credential": phone.shows(options(refused)), "next": "/en/my/"})
    assert answer["Location"] == "/en/my/"


@pytest.mark.parametrize("path", [ADD, "/en/account/2fa/totp/activate/"])
def test_a_second_way_in_is_no_way_round_the_first(rita, path):
    """Whoever knows the password of somebody with a passkey adds neither an app nor a passkey before showing it."""
    add(sure(rita), Phone())
    client = sure(rita)
    assert client.get(path)["Location"].startswith("/en/account/2fa/webauthn/reauthenticate/")


def test_renaming(lea, phone, client_of, anna):
    key = Authenticator.objects.get(user=lea, type="webauthn")
    page = f"/en/account/2fa/webauthn/keys/{key.pk}/edit/"
    client = sure(lea)
    assert client.post(page, {"name": ""}).status_code == 422
    assert client.post(page, {"name": "x" * 61}).status_code == 422
    assert client.post(page, {"name": "  Key at\u202e the office "}).status_code == 302
    assert keys(lea) == ["Key at the office"]
    foreign = client_of(anna)
    foreign.post("/en/account/reauthenticate/", {"password": PASSWORD})
    assert foreign.post(page, {"name": "Mine"}).status_code == 404


def test_removing_the_last_one_of_a_member_ends_the_recovery_codes_too(lea, phone, mailoutbox, run_tasks):
    client = sure(lea)
    (path,) = re.findall(r'href="(/en/account/2fa/webauthn/keys/\d+/remove/)"', client.get(INDEX).content.decode())
    assert b"your password or a mailed code alone" in client.get(path).content
    page = client.post(path, follow=True)
    assert "The passkey was removed." in said(page)
    assert not Authenticator.objects.filter(user=lea).exists()
    run_tasks()
    assert [message.subject for message in mailoutbox] == ["A passkey was set up", "A passkey was removed"]
    client, _answer = sign_in(phone)
    assert "_auth_user_id" not in client.session


def test_a_role_keeps_one_second_factor_whichever_it_is(rita):
    client = sure(rita)
    add(client, Phone())
    key = Authenticator.objects.get(user=rita, type="webauthn")
    path = f"/en/account/2fa/webauthn/keys/{key.pk}/remove/"
    assert b"this is the only one" in client.get(path).content
    client.post(path)
    assert keys(rita) == ["Phone"]
    TOTP.activate(rita, SECRET)
    client.post(path)
    assert keys(rita) == []


def test_nobody_removes_somebody_else_s(lea, phone, anna):
    key = Authenticator.objects.get(user=lea, type="webauthn")
    assert sure(anna).post(f"/en/account/2fa/webauthn/keys/{key.pk}/remove/").status_code == 404


def test_a_reset_removes_passkeys_too(rita, staff):
    phone = Phone()
    add(sure(rita), phone)
    actions.reset_second_factor(rita, by=staff("service_desk"), reason="Called back.")
    client, _answer = sign_in(phone)
    assert "_auth_user_id" not in client.session
    assert not Authenticator.objects.filter(user=rita).exists()


def test_a_passkey_belongs_to_our_own_address(lea):
    client = sure(lea)
    asked = options(client.get(ADD, headers={"Host": "localhost"}))["publicKey"]
    assert (asked["rp"]["id"], asked["authenticatorSelection"]["userVerification"]) == ("testserver", "required")
    assert asked["authenticatorSelection"]["residentKey"] == "required"


def test_a_new_passkey_is_offered_the_name_of_its_browser(lea):
    client = sure(lea)
    page = client.get(ADD, headers={"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) Safari/604.1"})
    assert 'value="Safari on iPhone"' in page.content.decode()


def test_the_list_takes_the_same_queries_for_one_and_for_three(lea, phone, client_of):
    def queries():
        client = client_of(lea)
        client.get(INDEX)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(INDEX).status_code == 200
        return len(asked)

    one, client = queries(), sure(lea)
    for number in range(2):
        add(client, Phone(), f"Another {number}")
    assert (len(keys(lea)), queries()) == (3, one)


@pytest.mark.parametrize("path", ["/en/account/login/", ADD, "/en/account/2fa/webauthn/reauthenticate/"])
def test_the_pages_hold_no_script_of_their_own(lea, phone, path):
    client = Client() if "login" in path else sure(lea)
    html = client.get(path).content.decode()
    assert 'data-module="passkey"' in html
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", html)
    assert "UNDEFINED(" not in html
