"""Codes for the day on which the telephone is lost: each opens the account once."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client

from portal.accounts import actions, sealed

PASSWORD = "correct horse battery"

pytestmark = pytest.mark.usefixtures("fresh_limits")


@pytest.fixture
def sven(db):
    user = actions.create_account(email="sven@example.org", name="Sven", password=PASSWORD)
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    return user


@pytest.fixture
def codes(sven):
    return Authenticator.objects.get(user=sven, type="recovery_codes").wrap().get_unused_codes()


def signs_in(code):
    """Return a client that has tried this code, and say whether it is signed in."""
    client = Client()
    client.post("/en/account/login/", {"login": "sven@example.org", "password": PASSWORD})
    client.post("/en/account/2fa/authenticate/", {"code": code})
    return client, "_auth_user_id" in client.session


def page_of_codes(client):
    """The page asks for the password again before it shows them."""
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    return client.get("/en/account/2fa/recovery-codes/")


def test_every_code_opens_the_account_once(codes):
    assert len(set(codes)) == 10
    assert [signs_in(code)[1] for code in codes] == [True] * 10
    cache.clear()
    assert [signs_in(code)[1] for code in codes[:3]] == [False] * 3


@pytest.mark.parametrize(
    ("used", "sentence"),
    [
        (1, "9 codes are left. Keep them where you find them without your phone; each works once."),
        (9, "1 code is left. Keep it where you find it without your phone; it works once."),
    ],
)
def test_the_page_says_how_many_are_left_and_shows_these(codes, used, sentence):
    clients = [signs_in(code)[0] for code in codes[:used]]
    html = page_of_codes(clients[-1]).content.decode()
    assert sentence in html
    assert [code for code in codes if f'<bdi class="code">{code}</bdi>' in html] == codes[used:]


def test_new_codes_make_the_old_ones_useless(codes):
    client, _signed_in = signs_in(codes[0])
    page_of_codes(client)
    client.post("/en/account/2fa/recovery-codes/generate/")
    new = page_of_codes(client).context["unused_codes"]
    assert (len(new), set(new) & set(codes)) == (10, set())
    assert (signs_in(codes[1])[1], signs_in(new[0])[1]) == (False, True)


def test_what_the_codes_are_made_of_is_sealed_in_the_database(sven):
    kept = Authenticator.objects.get(user=sven, type="recovery_codes").data["seed"]
    assert sealed.decrypt(kept) != kept
