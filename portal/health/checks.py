"""What must work for the portal to work; each check is short, and says nothing about the inside.

A check returns figures that monitoring may read and raises when something is
wrong. What went wrong stands in the log, never in the answer.
"""

import uuid
from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connections, router
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Count, Min
from django.utils import timezone

from portal import redis_server
from portal.background import leases
from portal.background.models import TaskState, Worker

#: No heartbeat for so long: the workers are dead or cut off.
SILENT = timedelta(minutes=2)
#: A task that could run has waited for so long: too few workers, or one that hangs.
OVERDUE = timedelta(minutes=15)


class Unwell(Exception):
    """A check found something that monitoring should know; carries the figures."""

    def __init__(self, **figures):
        self.figures = figures
        super().__init__(", ".join(f"{name}={value}" for name, value in figures.items()))


def database():
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT 1")
    return {}


def queue():
    """Is somebody working, and does nothing wait for too long?"""
    now = timezone.now()
    due = leases.tasks().filter(state=TaskState.WAITING, run_after__lte=now).order_by()
    waiting = due.aggregate(count=Count("pk"), oldest=Min("run_after"))
    age = int((now - waiting["oldest"]).total_seconds()) if waiting["oldest"] else 0
    figures = {
        "waiting": waiting["count"],
        "oldest_seconds": age,
        "failed": leases.tasks().filter(state=TaskState.FAILED).count(),
        "workers": Worker.objects.using(settings.QUEUE_DATABASE).filter(seen_at__gt=now - SILENT).count(),
    }
    if not figures["workers"] or age > OVERDUE.total_seconds():
        raise Unwell(**figures)
    return figures


def storage():
    """Can a report be stored? Writes, reads and removes a few bytes in both storages."""
    for alias in ("default", "private"):
        store = storages[alias]
        name = store.save(f"health/{uuid.uuid4().hex}.txt", ContentFile(b"well"))
        try:
            with store.open(name) as file:
                if file.read() != b"well":
                    raise Unwell()
        finally:
            store.delete(name)
    return {}


def migrations():
    """Does the code find the tables that it was written for?"""
    for alias in settings.DATABASES:
        executor = MigrationExecutor(connections[alias])
        if executor.migration_plan(leaves(executor.loader.graph.leaf_nodes(), alias)):
            raise Unwell()
    return {}


def leaves(nodes, alias):
    """Return the last migrations that concern a database: a file beside the first one has its own apps only."""
    if alias == "default":
        return nodes
    here = {model._meta.app_label for model in apps.get_models() if router.db_for_write(model) == alias}
    return [node for node in nodes if node[0] in here]


def shared_cache():
    """Does it keep what it is given? While Redis is down a table does it; pages open, but slower."""
    key, value = f"health:{uuid.uuid4().hex}", uuid.uuid4().hex
    cache.set(key, value, timeout=10)
    if cache.get(key) != value:
        raise Unwell()
    cache.delete(key)
    if not redis_server.answers():
        raise Unwell(redis=False)
    return {}


CHECKS = {
    "database": database,
    "queue": queue,
    "storage": storage,
    "migrations": migrations,
    "cache": shared_cache,
}
