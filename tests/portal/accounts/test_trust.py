"""Browsers in which the second factor is not asked for, and for whom none is such."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.test import Client

from portal import clock
from portal.accounts import actions
from portal.accounts.models import Device, SignIn, User
from portal.audit.models import Entry

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "correct horse battery"
ASKED = "/en/account/2fa/authenticate/"
SESSIONS = "/en/account/sessions/"

pytestmark = pytest.mark.usefixtures("fresh_limits")


def code(steps=0):
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + steps))


def account(email, role=None):
    user = actions.create_account(email=email, name="Léa", password=PASSWORD)
    if role:
        actions.give_role(user, role, by=None)
    TOTP.activate(user, SECRET)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def lea(db):
    return account("lea@example.org")


def gives_the_password(client, user):
    return client.post("/en/account/login/", {"login": user.email, "password": PASSWORD})


def signs_in(user, *, trusts):
    client = Client()
    assert gives_the_password(client, user)["Location"].startswith(ASKED)
    values = {"code": code()} | ({"trust": "on"} if trusts else {})
    assert client.post(ASKED, values).status_code == 302
    return client


def is_asked(client, user):
    """Sign out and in again; say whether the second factor was asked for."""
    client.post("/en/account/logout/")
    return gives_the_password(client, user)["Location"].startswith(ASKED)


def test_a_trusted_browser_is_not_asked_and_another_one_is(lea):
    client = signs_in(lea, trusts=True)
    assert not is_asked(client, lea)
    assert client.get("/en/account/profile/").status_code == 200
    assert is_asked(Client(), lea)
    row = SignIn.objects.latest("pk")
    assert (row.means, row.second_factor) == ("password", "trusted")


def test_without_asking_for_it_no_browser_is_trusted(lea):
    assert is_asked(signs_in(lea, trusts=False), lea)


def test_trust_ends_after_thirty_days(lea):
    client = signs_in(lea, trusts=True)
    until = Device.objects.get(user=lea).trusted_until
    assert timedelta(days=29, hours=23) < until - clock.now() <= timedelta(days=30)
    with clock.set_to(until + timedelta(seconds=1)):
        assert is_asked(client, lea)


@pytest.mark.parametrize("role", ["administrator", "service_desk"])
def test_whoever_may_change_the_access_of_others_is_asked_each_time(db, role):
    user = account("ines@example.org", role)
    client = Client()
    gives_the_password(client, user)
    assert b'name="trust"' not in client.get(ASKED).content
    client.post(ASKED, {"code": code(), "trust": "on"})
    assert client.get("/admin/").status_code == 200
    assert is_asked(client, user)


def test_an_editor_may_trust_and_passes_the_wall(db):
    editor = account("tilda@example.org", "guideline_editor")
    client = signs_in(editor, trusts=True)
    assert not is_asked(client, editor)
    assert client.get("/admin/").status_code == 200


def test_a_role_that_comes_later_ends_the_trust(lea):
    client = signs_in(lea, trusts=True)
    actions.give_role(lea, "administrator", by=None)
    assert is_asked(client, lea)


def changes_the_password(user):
    user.set_password("another long enough one")
    user.save()
    user.set_password(PASSWORD)  # another salt, so another hash
    user.save()


@pytest.mark.parametrize(
    "change",
    [
        changes_the_password,
        lambda user: RecoveryCodes.activate(user),
        lambda user: actions.end_sessions(user, by=user),
        lambda user: actions.give_role(user, "guideline_editor", by=None),
    ],
)
def test_whatever_changes_the_protection_of_the_account_ends_the_trust(lea, change):
    client = signs_in(lea, trusts=True)
    change(lea)
    assert is_asked(client, lea)


def test_trust_is_shown_and_ended(lea):
    client = signs_in(lea, trusts=True)
    page = client.get(SESSIONS).content.decode()
    device = Device.objects.get(user=lea)
    path = f"/en/account/sessions/trust/{device.uuid}/end/"
    assert "Browsers that are not asked for the second factor" in page
    assert path in page
    assert b"is asked for the second factor again" in client.post(path, follow=True).content
    assert b"was not trusted any more" in client.post(path, follow=True).content
    assert "Browsers that are not asked" not in client.get(SESSIONS).content.decode()
    assert is_asked(client, lea)
    verbs = Entry.objects.filter(target=f"accounts.device:{device.uuid}").values_list("verb", flat=True)
    assert list(verbs) == ["accounts.trust_device", "accounts.end_trust"]


def test_nobody_ends_the_trust_of_somebody_else(lea, client_of, anna):
    signs_in(lea, trusts=True)
    device = Device.objects.get(user=lea)
    client_of(anna).post(f"/en/account/sessions/trust/{device.uuid}/end/")
    device.refresh_from_db()
    assert device.trusted_until


def test_signing_out_everywhere_else_ends_the_trust_there(lea, monkeypatch):
    there = signs_in(lea, trusts=True)
    begins = time.time()
    monkeypatch.setattr(time, "time", lambda: begins + 120)
    here = signs_in(lea, trusts=True)
    here.post("/en/account/sessions/others/end/")
    assert (is_asked(there, lea), is_asked(here, lea)) == (True, False)


def test_the_trust_of_one_person_is_none_of_the_next_at_the_same_browser(lea):
    client = signs_in(lea, trusts=True)
    other = account("carl@example.org")
    assert is_asked(client, other)


def test_a_cookie_made_up_is_no_trust(lea):
    signs_in(lea, trusts=True)
    client = Client()
    client.cookies[settings.DEVICE_COOKIE_NAME] = Device.objects.get(user=lea).secret_hash
    assert is_asked(client, lea)


def test_no_script_reads_the_cookie(lea):
    cookie = signs_in(lea, trusts=True).cookies[settings.DEVICE_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 180 * 24 * 3600)


def test_without_a_second_factor_there_is_none_to_leave_out(lea):
    client = signs_in(lea, trusts=True)
    Authenticator.objects.filter(user=lea).delete()
    assert not is_asked(client, lea)
    assert SignIn.objects.latest("pk").second_factor == ""
