"""Which page a visitor is given: the right one, the whole one, and nobody else's."""

import gzip
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from portal import clock
from portal.page_cache import middleware
from portal.page_cache.asking import is_public_page

#: It stands without a row in the library, so that a test costs little.
PAGE = "/en/guidelines/"
TITLE = "Guidelines"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("processes")]


@pytest.fixture
def visitor():
    return Client()


def text(answer):
    body = answer.content
    return (gzip.decompress(body) if answer.get("Content-Encoding") == "gzip" else body).decode()


def test_the_second_reader_lets_it_be_kept_and_the_third_is_given_it(visitor, is_kept):
    assert [is_kept(visitor, PAGE) for _time in range(4)] == [False, False, True, True]


def test_a_kept_page_is_the_page(visitor, processes):
    first, kept = visitor.get(PAGE), processes.read(visitor, PAGE)
    assert kept.content == first.content
    assert {name: value for name, value in kept.items() if name != "X-Request-Id"} == {
        name: value for name, value in first.items() if name != "X-Request-Id"
    }
    assert "frame-ancestors 'self'" in kept["Content-Security-Policy"]


def test_each_answer_has_an_id_of_its_own(visitor, processes):
    assert processes.read(visitor, PAGE)["X-Request-Id"] != visitor.get(PAGE)["X-Request-Id"]


def test_two_hosts_have_two_pages(visitor, processes, is_kept, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    processes.read(visitor, PAGE)
    assert not is_kept(visitor, PAGE, headers={"host": "other.example"})
    processes.read(visitor, PAGE, headers={"host": "other.example"})
    assert is_kept(visitor, PAGE, headers={"host": "OTHER.example"})
    assert len(processes.store) == 2


def test_http_and_https_have_two_pages(visitor, processes, is_kept):
    processes.read(visitor, PAGE)
    assert not is_kept(visitor, PAGE, secure=True)


def test_two_languages_have_two_pages(visitor, processes):
    english, french = processes.read(visitor, PAGE), processes.read(visitor, PAGE.replace("/en/", "/fr/"))
    assert '<html lang="en"' in text(english)
    assert '<html lang="fr"' in text(french)


def test_the_order_of_a_query_and_unknown_words_make_no_other_page(visitor, processes, is_kept):
    processes.read(visitor, f"{PAGE}?since=2020&with=fr")
    assert is_kept(visitor, f"{PAGE}?with=fr&since=2020")
    assert is_kept(visitor, f"{PAGE}?utm_source=x&with=fr&y=1&since=2020&with=fr")
    assert not is_kept(visitor, f"{PAGE}?with=ar&since=2020")
    assert not is_kept(visitor, PAGE)
    assert len(processes.store) == 1


def test_the_head_of_a_page_is_that_of_the_page(visitor, processes, is_kept):
    whole, head = processes.read(visitor, PAGE), visitor.head(PAGE)
    assert head.content == b""
    assert {name: head[name] for name in ("ETag", "Content-Length")} == {
        "ETag": whole["ETag"],
        "Content-Length": str(len(whole.content)),
    }


def test_asking_for_heads_lets_the_whole_page_be_kept(visitor, is_kept):
    for _time in range(2):
        assert visitor.head(PAGE).content == b""
    assert is_kept(visitor, PAGE)
    assert TITLE in text(visitor.get(PAGE))


def test_who_has_the_page_is_told_that_it_holds(visitor, processes):
    fresh = visitor.get(PAGE)
    for answer in (fresh, processes.read(visitor, PAGE)):
        again = visitor.get(PAGE, headers={"if-none-match": f'"x", W/{answer["ETag"]}'})
        assert (again.status_code, again.content) == (304, b"")
        assert {name: again[name] for name in ("ETag", "Cache-Control", "Vary")} == {
            name: fresh[name] for name in ("ETag", "Cache-Control", "Vary")
        }
    assert visitor.get(PAGE, headers={"if-none-match": '"another"'}).status_code == 200


def test_compressed_and_not_are_two_pages_with_one_text(visitor, processes):
    plain = processes.read(visitor, PAGE)
    packed = processes.read(visitor, PAGE, headers={"accept-encoding": "br, gzip;q=0.8"})
    assert "Content-Encoding" not in plain and packed["Content-Encoding"] == "gzip"
    assert packed["Content-Length"] == str(len(packed.content))
    assert text(packed) == text(plain)
    assert len(packed.content) < len(plain.content) / 2
    assert packed["ETag"] != plain["ETag"]
    assert {"accept-encoding", "cookie"} <= {name.strip().lower() for name in packed["Vary"].split(",")}


@pytest.mark.parametrize("header", ["", "identity", "gzip;q=0", "br", "gzip; q=0.0"])
def test_who_does_not_take_gzip_gets_none(visitor, processes, header):
    processes.read(visitor, PAGE, headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in visitor.get(PAGE, headers={"accept-encoding": header})


def test_who_is_signed_in_gets_an_own_page_that_nobody_keeps(visitor, client_of, anna, processes, is_kept):
    processes.read(visitor, PAGE)
    mine = client_of(anna)
    assert not is_kept(mine, PAGE)
    page = mine.get(PAGE)
    assert page["Cache-Control"] == "private, no-store"
    assert anna.name in text(page)
    assert "ETag" not in page
    assert anna.name not in text(visitor.get(PAGE))


def test_going_back_after_signing_out_shows_nothing_of_before(client_of, anna, processes):
    """Nothing was stored by the browser, so it asks again, and by then it is a visitor's."""
    mine = client_of(anna)
    assert mine.get(PAGE)["Cache-Control"] == "private, no-store"
    mine.post("/en/account/logout/")
    back = mine.get(PAGE)
    assert anna.name not in text(back)
    assert (back.status_code, len(processes.store)) == (200, 0)


def test_a_message_is_told_once_and_to_one_reader(visitor, processes, is_kept, client_of, anna):
    processes.read(visitor, PAGE)
    leaving = client_of(anna)
    leaving.post("/en/account/logout/")
    assert "You are signed out." in text(leaving.get(PAGE))
    assert "You are signed out." not in text(leaving.get(PAGE))
    assert "You are signed out." not in text(Client().get(PAGE))


def test_a_cookie_of_somebody_elses_changes_nothing(visitor, processes, is_kept):
    processes.read(visitor, PAGE)
    visitor.cookies["_analytics"] = "planted"
    visitor.cookies["csrftoken"] = "x" * 32
    assert is_kept(visitor, PAGE)


@pytest.mark.parametrize("header", ["HX-Request", "X-Requested-With", "Range", "Authorization"])
def test_other_wishes_are_not_met_from_the_store(visitor, processes, is_kept, header):
    processes.read(visitor, PAGE)
    assert not is_kept(visitor, PAGE, headers={header: "true"})


POISON = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "evil.example",
    "X-Original-URL": "/evil.example",
    "Forwarded": "host=evil.example",
    "Accept-Language": "fr",
    "User-Agent": "evil.example",
    "Referer": "https://evil.example/",
    "Cookie": "planted=evil.example",
    "Accept": "evil.example",
}


def test_no_header_and_no_query_of_one_reader_reaches_another(visitor, processes):
    clean = text(visitor.get(PAGE))
    processes.store.clear()
    poisoned = f"{PAGE}?planted=evil.example&%22%3E=evil.example&next=//evil.example"
    processes.read(visitor, poisoned, headers=POISON)
    assert len(processes.store) == 1
    assert text(visitor.get(PAGE)) == clean


def test_an_address_without_language_is_the_same_for_all(visitor, processes):
    given = processes.read(visitor, "/robots.txt", headers=POISON)
    assert given["Content-Language"] == "en"
    assert "evil" not in text(given)


@pytest.mark.parametrize("host", ["evil.example", "testserver:80:80", "testserver/evil", "<script>"])
def test_a_host_that_is_not_ours_gets_nothing_and_leaves_nothing(visitor, processes, host):
    for _time in range(3):
        assert visitor.get(PAGE, headers={"host": host}).status_code == 400
    assert len(processes.store) == 0


def test_behind_a_proxy_its_word_for_the_scheme_tells_two_pages_apart(visitor, processes, is_kept, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    processes.read(visitor, PAGE, headers={"x-forwarded-proto": "https"})
    assert is_kept(visitor, PAGE, headers={"x-forwarded-proto": "https"})
    assert not is_kept(visitor, PAGE, headers={"x-forwarded-proto": "http"})


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/en/no-such-page/", 404),
        ("/", 302),
        ("/en/guidelines", 301),
        ("/en/account/login/", 200),
        ("/health/live", 200),
    ],
)
def test_errors_redirects_and_pages_that_are_not_marked_are_not_kept(visitor, processes, path, status):
    for _time in range(3):
        answer = visitor.get(path)
        assert answer.status_code == status
    assert len(processes.store) == 0


def test_no_stored_page_bears_a_cookie_or_an_id(visitor, processes):
    for path in (PAGE, "/fr/guidelines/", "/en/guidelines/glossary/", "/sitemap.xml", "/robots.txt"):
        processes.read(visitor, path)
    assert len(processes.store) == 5
    for page in processes.store._pages.values():
        assert not {"set-cookie", "x-request-id"} & page.headers.keys()
        assert b"csrfmiddlewaretoken" not in page.body
        assert b"nonce" not in page.body


def test_a_kept_page_ends_after_a_minute(visitor, processes, is_kept):
    begun = datetime(2026, 11, 27, 12, tzinfo=UTC)
    with clock.set_to(begun):
        processes.read(visitor, PAGE)
    with clock.set_to(begun + timedelta(seconds=59)):
        assert is_kept(visitor, PAGE)
    with clock.set_to(begun + timedelta(seconds=60)):
        assert not is_kept(visitor, PAGE)


@pytest.mark.parametrize(
    "midnight", [datetime(2026, 11, 26, 23, tzinfo=UTC), datetime(2026, 6, 1, 22, tzinfo=UTC)], ids=["winter", "summer"]
)
def test_no_page_outlives_the_day_on_which_deadlines_end(visitor, processes, is_kept, midnight):
    with clock.set_to(midnight - timedelta(seconds=2)):
        processes.read(visitor, PAGE)
        assert is_kept(visitor, PAGE)
    with clock.set_to(midnight):
        assert not is_kept(visitor, PAGE)


def test_while_the_mark_is_unknown_every_page_is_made(visitor, processes, is_kept, monkeypatch):
    processes.read(visitor, PAGE)
    monkeypatch.setattr(middleware.generation, "current", lambda: None)
    answer = visitor.get(PAGE)
    assert (answer.status_code, is_kept(visitor, PAGE)) == (200, False)


def test_only_marked_views_are_public_pages():
    assert is_public_page(PAGE) and is_public_page("/fr/guidelines/") and is_public_page("/robots.txt")
    for path in ("/en/account/login/", "/en/my/", "/admin/", "/health/", "/static/x.css", "/nowhere", "/xx/help/"):
        assert not is_public_page(path), path


def test_the_line_in_the_log_names_the_route_and_not_the_address(visitor, processes, caplog):
    processes.read(visitor, f"{PAGE}?planted=secret")
    with caplog.at_level("INFO", logger="portal.page_cache.lines"):
        given = middleware.lines.logger
        given.propagate = True
        try:
            answer = visitor.get(f"{PAGE}?planted=secret")
        finally:
            given.propagate = False
    *_before, line = [record.getMessage() for record in caplog.records if record.name == given.name]
    assert answer["X-Request-Id"] in line and '"kept": true' in line and '"status": 200' in line
    assert "planted" not in line
