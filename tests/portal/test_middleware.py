"""What every answer carries: an id, the policy, and, for a person, nothing that is stored."""

import json
import logging

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from portal import middleware
from portal.settings.logs import structured_logging


def answer(**given):
    request = RequestFactory().get(given.pop("path", "/en/"), **given)
    request.resolver_match = None
    return middleware.RequestIdMiddleware(lambda _request: HttpResponse("well"))(request)


def test_each_request_has_an_id_of_its_own():
    first, second = answer()["X-Request-Id"], answer()["X-Request-Id"]
    assert len(first) == 32 and first != second


def test_a_stranger_cannot_choose_the_id(settings):
    settings.TRUSTED_PROXIES = 0
    assert answer(headers={"X-Request-Id": "chosen-by-me"})["X-Request-Id"] != "chosen-by-me"


def test_our_proxy_may(settings):
    settings.TRUSTED_PROXIES = 1
    assert answer(headers={"X-Request-Id": "from-the-proxy"})["X-Request-Id"] == "from-the-proxy"


@pytest.mark.parametrize("value", ["short", "x" * 41, "a line\nand more", "<script>alert</script>"])
def test_a_strange_id_is_not_taken(settings, value):
    settings.TRUSTED_PROXIES = 1
    assert answer(headers={"X-Request-Id": value})["X-Request-Id"] != value


def test_one_log_line_for_each_request_without_the_address(client, caplog):
    """An address may hold the secret of an invitation; the route does not."""
    with caplog.at_level(logging.INFO, logger="portal.middleware"):
        client.get("/health/live?secret=planted")
    (line,) = [record.msg for record in caplog.records if record.name == "portal.middleware"]
    assert {key: line[key] for key in ("method", "route", "status")} == {
        "method": "GET",
        "route": "health/live",
        "status": 200,
    }
    assert line["milliseconds"] >= 0 and len(line["request_id"]) == 32
    assert "planted" not in str(line)


def test_a_log_line_is_json_with_the_requests_id():
    formatting = structured_logging(as_json=True)["formatters"]["line"]
    formatter = formatting["()"](**{name: value for name, value in formatting.items() if name != "()"})
    record = logging.LogRecord("portal", logging.INFO, __file__, 1, "the sentence %s", ("ends",), None)
    with middleware.structlog.contextvars.bound_contextvars(request_id="abc12345"):
        line = json.loads(formatter.format(record))
    assert (line["event"], line["request_id"], line["level"]) == ("the sentence ends", "abc12345", "info")


def test_public_pages_have_the_strict_policy(client):
    assert client.get("/health/live")["Content-Security-Policy"] == middleware.PUBLIC_POLICY
    assert "unsafe" not in middleware.PUBLIC_POLICY and "nonce" not in middleware.PUBLIC_POLICY


@pytest.mark.django_db
def test_the_admin_has_its_own_policy_and_only_the_admin(client):
    assert client.get("/admin/")["Content-Security-Policy"] == middleware.ADMIN_POLICY
    assert client.get("/en/admin/")["Content-Security-Policy"] == middleware.PUBLIC_POLICY


def test_what_a_person_reads_is_stored_nowhere(client_of, anna):
    response = client_of(anna).get("/en/my/")
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
class TestSignIn:
    """Anna is signed out."""

    def test_a_page_leads_to_the_sign_in(self, client):
        response = client.get("/en/my/", headers={"Accept": "text/html"})
        assert response.status_code == 302 and "/account/login/" in response.url

    @pytest.mark.parametrize(
        "headers",
        [{"HX-Request": "true"}, {"X-Requested-With": "XMLHttpRequest"}, {"Accept": "application/json"}],
        ids=["htmx", "fetch", "json"],
    )
    def test_a_script_is_told_401(self, client, headers):
        assert client.get("/en/my/", headers=headers).status_code == 401


def test_what_is_not_in_the_admin_is_not_found_and_leads_nowhere():
    answer = middleware.LanguageMiddleware(lambda request: HttpResponse(status=404))(
        RequestFactory().get("/admin/nothing-here/")
    )
    assert (answer.status_code, "Location" in answer.headers) == (404, False)
