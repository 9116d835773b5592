"""A passkey from set-up to removal, in a browser that has a device for it, and in others."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

#: A phone or a computer that asks for a finger, a face or a PIN, and is given it.
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Device:
    def __init__(self, page):
        self._session = page.context.new_cdp_session(page)
        self._session.send("WebAuthn.enable")
        made = self._session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        self._id = made["authenticatorId"]

    def knows_its_owner(self, yes):
        self._session.send("WebAuthn.setUserVerified", {"authenticatorId": self._id, "isUserVerified": yes})


def shows_again_who_it_is(somebody, password):
    somebody.page.locator("input[name=password]").fill(password)
    somebody.page.locator("main form button[type=submit]").first.click()


def test_a_passkey_is_set_up_opens_the_account_and_is_removed(person, portal, shot):
    row = next(row for row in portal.sign_ins() if row["role"] == "approver")
    one = person("Approver", width=360, locale="ar").signs_in("approver", "ar")
    device = Device(one.page)
    one.opens("/ar/account/2fa/webauthn/add/")
    shows_again_who_it_is(one, row["password"])
    expect(one.page.locator("input[name=name]")).not_to_have_value("")
    one.finds_the_page_accessible().sees_no_sideways_scroll()
    shot(one, "passkey-add-ar-360")
    one.page.locator("input[name=name]").fill("هاتفي")
    one.page.locator("main form[data-module=passkey] button").click()
    expect(one.page).to_have_url(re.compile("/2fa/recovery-codes/"))
    one.opens("/ar/account/2fa/").reads("هاتفي").finds_the_page_accessible().sees_no_sideways_scroll()
    shot(one, "passkeys-ar-360")

    one.opens("/ar/account/logout/")
    one.page.locator("main form button[type=submit]").first.click()
    one.opens("/ar/account/login/").sees_no_sideways_scroll()
    press = one.page.locator("form[data-module=passkey] button")
    device.knows_its_owner(False)
    press.click()
    expect(one.page.locator("form[data-module=passkey] [data-said]")).not_to_be_empty()
    one.finds_the_page_accessible()
    shot(one, "passkey-cancelled-ar-360")
    device.knows_its_owner(True)
    press.click()
    expect(one.page).to_have_url(re.compile("/my/"))

    one.opens("/ar/account/2fa/")
    one.page.locator("a[href$='/remove/']").click()
    if "reauthenticate" in one.page.url:
        one.finds_the_page_accessible().sees_no_sideways_scroll()
        shows_again_who_it_is(one, row["password"])
    one.page.locator("main form button.button--grave").click()
    expect(one.page).to_have_url(re.compile("/2fa/$"))
    expect(one.page.locator("main")).not_to_contain_text("هاتفي")
    one.opens("/ar/account/sign-ins/").finds_the_page_accessible().sees_no_sideways_scroll()
    shot(one, "sign-ins-ar-360")


def test_a_browser_without_passkeys_says_so_and_the_password_is_taken(person):
    one = person("Reader")
    one.page.add_init_script("delete window.PublicKeyCredential")
    one.opens("/en/account/login/").reads("This browser cannot use passkeys.")
    expect(one.page.locator("form[data-module=passkey] button")).to_be_disabled()
    one.signs_in("reader")


def test_without_script_nobody_is_offered_a_passkey(person):
    one = person("Reader", java_script_enabled=False)
    one.opens("/en/account/login/")
    expect(one.page.locator("form[action$='/webauthn/login/']")).to_be_hidden()
    one.signs_in("reader")
