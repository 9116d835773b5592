"""When something went wrong, the reader gets a page in her language with a way on; a script gets the code."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.utils import translation

from portal import errors
from portal.languages import CODES, direction, html_code
from tests.portal.same_text import untranslated


@pytest.mark.parametrize(("language", "side"), [("en", "ltr"), ("ar", "rtl"), ("fr", "ltr")])
@pytest.mark.django_db
def test_an_unknown_address_is_answered_in_the_readers_language(client, language, side):
    response = client.get(f"/{language}/guidelines/no-such-set/e2026/1/")
    html = response.content.decode()
    assert response.status_code == 404
    assert f'<html lang="{language}" dir="{side}">' in html
    assert f'href="/{language}/guidelines/"' in html
    assert f'href="/{language}/"' in html
    assert 'content="noindex"' in html


@pytest.fixture
def broken(client):
    """Return a function: what a visitor meets at an address that fails so."""
    client.raise_request_exception = False
    return lambda language, status: client.get(f"/{language}/broken/{status}/")


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500])
@pytest.mark.parametrize("language", CODES)
@pytest.mark.urls("tests.portal.broken_addresses")
@pytest.mark.django_db
def test_every_error_is_told_in_every_language_and_leaves_a_way_on(broken, language, status):
    page = broken(language, status)
    html = page.content.decode()
    assert page.status_code == status
    assert f'<html lang="{html_code(language)}" dir="{direction(language)}">' in html
    assert f'href="/{language}/"' in html.partition("<main")[2]
    assert len(re.findall(r"<h1", html)) == 1
    if language != "en":
        alike = [f"Code {status}"] if language == "fr" else []
        assert untranslated(broken("en", status), page, names=alike) == []


@pytest.mark.parametrize(
    ("handler", "status"),
    [
        (errors.bad_request, 400),
        (errors.permission_denied, 403),
        (errors.page_not_found, 404),
        (errors.too_many_requests, 429),
    ],
)
@pytest.mark.django_db
def test_each_error_has_its_page_and_for_a_script_its_code(handler, status, anna):
    request = RequestFactory().get("/en/my/")
    request.user = anna
    response = handler(request, Exception())
    assert response.status_code == status
    assert 'href="/en/my/"' in response.content.decode()

    request = RequestFactory().get("/en/my/", headers={"HX-Request": "true"})
    request.user = anna
    response = handler(request, Exception())
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/json"


@pytest.mark.django_db
def test_a_refusal_shows_its_reason_as_text(anna):
    request = RequestFactory().get("/en/my/")
    request.user = anna
    html = errors.permission_denied(request, PermissionDenied("Only <b>an approver</b> signs.")).content.decode()
    assert "Only &lt;b&gt;an approver&lt;/b&gt; signs." in html


def test_when_we_fail_the_page_needs_no_database_and_no_frame():
    request = RequestFactory().get("/ar/my/")  # no user, no session; and no database mark on this test
    request.id = "abcdef123456"
    with translation.override("ar"):
        response = errors.server_error(request)
    html = response.content.decode()
    assert response.status_code == 500
    assert '<html lang="ar" dir="rtl">' in html
    assert "abcdef123456" in html
    assert 'href="/ar/"' in html


def test_when_even_the_template_fails_there_is_a_sentence(monkeypatch):
    def broken(*args, **kwargs):
        raise OSError

    monkeypatch.setattr(errors, "render_to_string", broken)
    response = errors.server_error(RequestFactory().get("/en/"))
    assert response.status_code == 500
    assert "went wrong" in response.content.decode()


@pytest.mark.django_db
def test_a_form_that_is_too_old_shows_what_was_entered():
    """Without script, nothing that was typed is lost when the token has changed."""
    client = Client(enforce_csrf_checks=True)
    response = client.post("/en/account/login/", {"login": "anna@example.org", "password": "secret"})
    assert response.status_code == 403
    assert "Nothing was saved" in response.content.decode()
    assert "secret" not in response.content.decode()
