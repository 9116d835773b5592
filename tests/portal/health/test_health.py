"""What monitoring reads: 200 when every part works, 503 and no secrets when one does not."""

import json
import threading
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.storage import storages
from django.db import DatabaseError, connections
from django.utils import timezone

from portal.background.models import QueuedTask, Worker
from portal.health import checks, views


@pytest.fixture(autouse=True)
def _ask_anew(monkeypatch):
    monkeypatch.setattr(views, "_answer", {"at": float("-inf"), "parts": {}})


@pytest.fixture
def parts(monkeypatch):
    """Put other checks in the place of the real ones."""
    return lambda **given: monkeypatch.setattr(views, "CHECKS", given)


def test_all_well(client, parts):
    parts(database=lambda: {}, queue=lambda: {"waiting": 3})
    response = client.get("/health/")
    assert (response.status_code, response.json()) == (
        200,
        {"status": "ok", "parts": {"database": {"ok": True}, "queue": {"ok": True, "waiting": 3}}},
    )


def test_one_part_that_fails_is_named_and_nothing_is_told(client, parts):
    def broken():
        raise DatabaseError("password authentication failed for user portal at db.internal")

    parts(database=broken, cache=lambda: {})
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json() == {"status": "failing", "parts": {"database": {"ok": False}, "cache": {"ok": True}}}


def test_a_part_that_hangs_does_not_hang_the_answer(client, parts, monkeypatch):
    monkeypatch.setattr(views, "SECONDS", 0.2)
    let_go, ended = threading.Event(), []

    def hanging():
        let_go.wait(30)
        ended.append("storage")
        return {}

    parts(storage=hanging)
    response = client.get("/health/")
    assert (response.status_code, ended) == (503, [])
    let_go.set()


def test_asking_often_costs_nothing_more(client, parts):
    asked = []
    parts(database=lambda: asked.append(1) or {})
    for _time in range(3):
        client.get("/health/")
    assert asked == [1]


def test_alive_asks_nothing(client, parts):
    parts(database=lambda: 1 / 0)
    assert client.get("/health/live").json() == {"status": "ok"}


@pytest.mark.parametrize("address", ["/health/", "/health/live"])
def test_it_is_never_cached_and_only_read(client, parts, address):
    parts(database=lambda: {})
    assert "no-store" in client.get(address)["Cache-Control"]
    assert client.post(address).status_code == 405


@pytest.mark.django_db
class TestParts:
    def test_database(self, monkeypatch):
        assert checks.database() == {}

        def gone(*_args):
            raise DatabaseError

        monkeypatch.setattr(connections["default"], "cursor", gone)
        with pytest.raises(DatabaseError):
            checks.database()

    def test_queue_with_a_worker(self):
        Worker.objects.create(name="one")
        assert checks.queue() == {"waiting": 0, "oldest_seconds": 0, "failed": 0, "workers": 1}

    @pytest.mark.parametrize("silent", [None, timedelta(minutes=5)], ids=["no worker", "a silent worker"])
    def test_queue_without_a_worker(self, silent):
        if silent:
            Worker.objects.create(name="one", seen_at=timezone.now() - silent)
        with pytest.raises(checks.Unwell) as problem:
            checks.queue()
        assert problem.value.figures["workers"] == 0

    def test_queue_in_which_a_task_waits_for_too_long(self):
        Worker.objects.create(name="one")
        QueuedTask.objects.create(
            task="x", arguments={"args": [], "kwargs": {}}, run_after=timezone.now() - checks.OVERDUE * 2
        )
        with pytest.raises(checks.Unwell):
            checks.queue()

    def test_queue_does_not_mind_what_is_not_due(self):
        Worker.objects.create(name="one")
        QueuedTask.objects.create(
            task="x", arguments={"args": [], "kwargs": {}}, run_after=timezone.now() + timedelta(days=1)
        )
        assert checks.queue()["waiting"] == 0

    def test_storage(self, monkeypatch):
        assert checks.storage() == {}

        def full(*_args, **_kwargs):
            raise OSError("No space left on device")

        monkeypatch.setattr(storages["private"].__class__, "_save", full)
        with pytest.raises(OSError):
            checks.storage()

    def test_migrations(self, monkeypatch):
        assert checks.migrations() == {}
        monkeypatch.setattr(checks.MigrationExecutor, "migration_plan", lambda _self, _targets: ["one is missing"])
        with pytest.raises(checks.Unwell):
            checks.migrations()

    def test_a_database_beside_the_first_needs_its_own_apps_only(self, settings):
        settings.QUEUE_DATABASE = "queue"
        nodes = [("background", "0001_initial"), ("library", "0001_initial")]
        assert checks.leaves(nodes, "queue") == nodes[:1]
        assert checks.leaves(nodes, "default") == nodes

    def test_cache(self, monkeypatch):
        assert checks.shared_cache() == {}
        monkeypatch.setattr(cache, "get", lambda _key: None)
        with pytest.raises(checks.Unwell):
            checks.shared_cache()


def test_every_part_answers_in_words_that_json_knows():
    assert set(checks.CHECKS) == {"database", "queue", "storage", "migrations", "cache"}
    assert json.dumps(sorted(checks.CHECKS))
