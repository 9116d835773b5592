"""With CACHE_URL the shared cache and the mark of kept pages are in Redis; while it is down, everything still opens."""

import json
import time

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client

from portal import redis_server
from portal.accounts import limits
from portal.health import checks
from portal.page_cache.generation import RedisMark
from tests.services import ThrowawayRedis, redis_program

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not redis_program(), reason="redis-server is not installed")]


@pytest.fixture(scope="module")
def server():
    server = ThrowawayRedis()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def redis(server, settings):
    """Redis as the shared cache, empty, with the table beside it that stands in while it is down."""
    if server.process.poll() is not None:
        server.start()
    settings.CACHE_URL = server.url
    settings.CACHES = {
        "default": {"BACKEND": "portal.shared_cache.RedisOrTable", "LOCATION": server.url, "KEY_PREFIX": "portal"},
        "without_redis": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"},
    }
    call_command("createcachetable", verbosity=0)
    redis_server.forget()
    caches["default"].clear()
    yield server
    redis_server.forget()


@pytest.fixture
def down(redis):
    redis.stop()
    return redis


def everything_asked():
    """Ask the shared cache in every way it can be asked, and return the answers."""
    cache = caches["default"]
    return [
        cache.add("a", 1),
        cache.add("a", 2),
        cache.get("a"),
        cache.incr("a"),
        cache.touch("a", 60),
        "a" in cache,
        cache.set_many({"b": 2, "c": 3}),
        cache.get_many(["b", "c", "d"]),
        cache.delete("b"),
        cache.delete_many(["c"]),
        cache.get("c", "nothing"),
        cache.get_or_set("e", 5),
        cache.set("f", [1, {"g": "h"}]),
        cache.get("f"),
    ]


def test_the_shared_cache_is_in_redis(redis):
    everything_asked()
    assert caches["without_redis"].get("f") is None
    with redis_server.asked() as server:
        assert server.exists(caches["default"].make_key("f"))


def test_while_redis_is_down_the_table_answers_the_same(redis):
    while_up = everything_asked()
    redis.stop()
    assert everything_asked() == while_up


def test_an_error_of_ours_is_not_taken_for_one_of_redis(redis):
    with pytest.raises(ValueError, match="not found"):
        caches["default"].incr("never-set")


def test_limits_of_tries_count_while_redis_is_down(down, rf, settings):
    settings.ACCOUNT_RATE_LIMITS = {"tried": "2/h/key"}
    asked = rf.get("/")
    assert [limits.allows(asked, "tried", key="x") for _time in range(3)] == [True, True, False]


def test_a_mark_of_redis_stands_until_it_is_changed(redis):
    mark = RedisMark()
    before = mark.current()
    assert before and mark.current() == before
    RedisMark().change()
    assert mark.current() not in {None, before}


def test_a_redis_that_lost_everything_has_another_mark(redis):
    mark = RedisMark()
    before = mark.current()
    redis.stop()
    redis.start()
    assert mark.current() not in {None, before}


def test_without_redis_no_page_is_given_from_the_store_and_no_write_fails(down):
    mark = RedisMark()
    assert mark.current() is None
    mark.change()


def test_every_page_opens_while_redis_is_down(down, processes, monkeypatch):
    from portal.page_cache import generation

    monkeypatch.setattr(generation, "mark", RedisMark)
    for path in ("/en/guidelines/", "/en/account/login/", "/robots.txt"):
        for _time in range(3):
            assert Client().get(path).status_code == 200, path
    assert len(processes.store) == 0


def test_kept_pages_are_given_under_a_mark_of_redis(redis, client, processes, monkeypatch, is_kept):
    from portal.page_cache import generation

    monkeypatch.setattr(generation, "mark", RedisMark)
    processes.read(client, "/en/guidelines/")
    assert is_kept(client, "/en/guidelines/")
    RedisMark().change()
    assert not is_kept(client, "/en/guidelines/")


def test_one_that_is_down_is_left_alone_for_a_while(down):
    """Each page asks several times; waiting each time would stop the portal."""
    with pytest.raises(redis_server.NotThere), redis_server.asked() as server:
        server.ping()
    began = time.monotonic()
    for _time in range(1000):
        caches["without_redis"] and RedisMark().current()
    assert time.monotonic() - began < 0.5


def test_one_that_is_back_is_asked_again(down, monkeypatch):
    assert RedisMark().current() is None
    down.start()
    monkeypatch.setattr(redis_server, "_absent_until", time.monotonic() - 1)
    assert RedisMark().current()


def test_monitoring_hears_that_redis_is_down(redis):
    assert checks.shared_cache() == {}
    redis.stop()
    with pytest.raises(checks.Unwell) as problem:
        checks.shared_cache()
    assert json.dumps(problem.value.figures) == '{"redis": false}'
