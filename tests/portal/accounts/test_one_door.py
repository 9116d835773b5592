"""There is one place that checks passwords, and no secret gets out by a side door."""

import logging

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import authenticate
from django.contrib.auth.views import LoginView
from django.test import Client, RequestFactory
from wagtail.admin.views.account import LoginView as AdminLoginView

from crm.institutions import actions
from portal.accounts import sealed
from portal.accounts.links import invitation_secret
from portal.refused import where_from
from portal.settings.logs import RouteForAddress
from tests.addresses.routes import routes


@pytest.mark.parametrize("path", ["/admin/login/", "/en/_util/login/", "/ar/_util/login/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_doors_that_packages_bring_lead_to_ours(db, path, method):
    answer = getattr(Client(), method)(path, {"username": "x@example.org", "password": "a demo for everybody"})
    assert (answer.status_code, answer["Location"].split("?")[0][3:]) == (302, "/account/login/")


def test_no_address_answers_with_a_sign_in_of_its_own():
    views = {route.key: getattr(route.callback, "view_class", None) for route in routes()}
    assert [key for key, view in views.items() if view in (LoginView, AdminLoginView)] == []


def test_only_allauth_checks_passwords(carl, rf):
    """A client that names its fields as Django does, too, comes to the one that counts."""
    carl.set_password("a long enough password")
    carl.save()
    for name in ("username", "email"):
        found = authenticate(rf.get("/"), **{name: carl.email}, password="a long enough password")
        assert found.backend == "portal.accounts.backends.SignInBackend"


def test_signing_out_by_the_admin_s_address_goes_through_ours(rita, client_of):
    client = client_of(rita)
    assert client.get("/admin/logout/")["Location"] == "/en/account/logout/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("query", ["zz", ""])
def test_a_mistyped_edition_is_not_found(staff, client_of, query):
    client = client_of(staff("guideline_editor"))
    for method, path in (("get", "add/"), ("post", "preview/")):
        address = f"/admin/snippets/library/guideline/{path}?edition={query}"
        assert getattr(client, method)(address, follow=True).status_code == 404


def test_the_log_names_no_secret(fund, anna, cleo, client_of, caplog):
    row = actions.invite_colleague(fund, email="x@example.org", name="X", language="en", roles=["reader"], by=anna)
    secret = invitation_secret(row.invitation)
    lines = []

    class Keep(logging.Handler):
        def emit(self, record):
            lines.append(record.getMessage())

    handler = Keep()
    handler.addFilter(RouteForAddress())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        assert client_of(cleo).get(f"/en/account/invitation/{secret}/").status_code == 403
    finally:
        logger.removeHandler(handler)
    assert lines == ["Forbidden: en/account/invitation/<str:secret>/"]


def test_a_new_key_reads_what_the_old_one_sealed(settings):
    text = sealed.encrypt("the secret of an app")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key"
    assert sealed.decrypt(text) == "the secret of an app"


def test_a_lost_key_makes_every_code_wrong_and_no_page_fail(rita, settings):
    authenticator = TOTP.activate(rita, generate_totp_secret())
    settings.SECRET_KEY = "another key"
    assert authenticator.validate_code("000000") is False


def test_a_letter_names_our_address_whatever_the_request_says(carl, settings, run_tasks, mailoutbox):
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_URL = "https://portal.example.org"
    Client().post("/en/account/password/reset/", {"email": carl.email}, headers={"Host": "evil.example"})
    run_tasks()
    assert "evil.example" not in mailoutbox[0].body
    assert "https://portal.example.org/en/account/password/reset/key/" in mailoutbox[0].body


def test_the_way_back_leads_to_no_other_host():
    request = RequestFactory().post("/", headers={"Referer": "http://testserver//evil.example/x"})
    assert where_from(request) == "/"
