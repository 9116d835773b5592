"""Which answers may be kept at all, whatever view they come from."""

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse, StreamingHttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.test import RequestFactory

from portal.page_cache.middleware import PageCacheMiddleware

PATH = "/en/guidelines/"


@pytest.fixture
def asked(processes):
    """Return a function that lets a view answer three times at a marked address; gives the last answer."""

    def ask(view, **given):
        for _time in range(3):
            answer = PageCacheMiddleware(view)(RequestFactory(**given).get(PATH))
        return answer

    return ask


def test_a_whole_page_is_kept(asked, processes):
    assert asked(lambda request: HttpResponse("for all"))["ETag"]
    assert len(processes.store) == 1


@pytest.mark.parametrize(
    "answer",
    [
        HttpResponse("mine", headers={"Cache-Control": "private"}),
        HttpResponse("mine", headers={"Cache-Control": "max-age=0, No-Store"}),
        HttpResponse("mine", headers={"Set-Cookie": "planted"}),
        HttpResponse("gone", status=404),
        HttpResponse(status=302, headers={"Location": "/elsewhere"}),
        HttpResponse("broken", status=500),
        StreamingHttpResponse(["a", "b"]),
    ],
)
def test_anything_else_is_not(asked, processes, answer):
    if "Set-Cookie" in answer:
        del answer["Set-Cookie"]
        answer.set_cookie("planted", "x")
    given = asked(lambda request: answer)
    assert "ETag" not in given
    assert len(processes.store) == 0


def test_a_form_with_a_token_fits_the_cookie_that_its_reader_has(asked, processes):
    """As a password on an editorial page would bring it: forms open side by side are both taken."""
    view = CsrfViewMiddleware(lambda request: HttpResponse(f"token {get_token(request)}"))
    cookie = "x" * 32
    answer = asked(view, HTTP_COOKIE=f"csrftoken={cookie}")
    assert "csrftoken" not in answer.cookies or answer.cookies["csrftoken"].value == cookie
    assert answer["Cache-Control"] == "private, no-cache"
    assert len(processes.store) == 0


def test_a_page_made_from_a_private_table_is_not_kept(db, asked, processes):
    answer = asked(lambda request: HttpResponse(f"{get_user_model().objects.count()} people"))
    assert (answer.status_code, "ETag" in answer) == (200, False)
    assert len(processes.store) == 0


def test_what_was_begun_before_a_change_is_not_given_after_it(asked, processes):
    """A page that is made while an editor publishes has read the old text."""
    from portal.page_cache import generation

    texts = iter(["one", "two", "three"])

    def slowly(request):
        read = next(texts)
        generation.change()
        return HttpResponse(read)

    assert asked(slowly).content == b"three"


def test_a_view_sees_nothing_of_its_reader(asked):
    seen = {}

    def look(request):
        seen.update(cookies=request.COOKIES, get=dict(request.GET), body=request.body, headers=dict(request.headers))
        seen["address"] = request.META.get("REMOTE_ADDR")
        return HttpResponse("for all")

    asked(look, HTTP_COOKIE="planted=1", HTTP_USER_AGENT="planted", HTTP_ACCEPT_LANGUAGE="fr", REMOTE_ADDR="10.0.0.1")
    assert seen == {"cookies": {}, "get": {}, "body": b"", "headers": {"Host": "testserver"}, "address": None}
