"""Promises: a task is written down in the action's transaction and queued after it.

The queue may be another database than the one in which the action writes, so
one commit cannot cover both. The promise lives and dies with the action; it
is moved to the queue after commit, and by the reaper when the process died in
between. It bears the uuid of the task it becomes, so that moving it twice
makes one task.
"""

import json
import logging
from contextlib import nullcontext

import structlog
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connections, router, transaction
from django.utils import timezone

from portal.background.models import OutboxRow, QueuedTask

logger = logging.getLogger(__name__)

#: Promises moved at once; what is beyond waits for the next commit or the reaper.
BATCH = 200


def add(task, *args, key=None, run_after=None, **kwargs):
    """Promise ``task(*args, **kwargs)`` for when the transaction has been committed.

    Give uuids and codes, not objects. A ``key`` makes it run once: while a
    task with that key is known (until done tasks are cleared away after 30
    days), a second one is dropped.
    """
    task.get_backend().validate_task(task)
    row = OutboxRow.objects.create(
        task=task.module_path,
        queue=task.queue_name,
        priority=task.priority,
        arguments=as_json({"args": args, "kwargs": kwargs}),
        key=key,
        run_after=run_after or task.run_after or timezone.now(),
        request_id=structlog.contextvars.get_contextvars().get("request_id", ""),
    )
    # Robust: the action is committed, and nobody shall see an error because the queue is down.
    transaction.on_commit(move, using=row._state.db, robust=True)
    return row


def as_json(arguments):
    """Return the arguments as a worker will read them: uuids and dates become text."""
    return json.loads(json.dumps(arguments, cls=DjangoJSONEncoder))


def move(limit=BATCH):
    """Move committed promises to the queue; return how many. Safe to run anywhere, twice, at once."""
    home = router.db_for_write(OutboxRow)
    rows = OutboxRow.objects.using(home)
    locks = connections[home].features.has_select_for_update_skip_locked
    with transaction.atomic(using=home) if locks else nullcontext():
        promised = list((rows.select_for_update(skip_locked=True) if locks else rows)[:limit])
        if not promised:
            return 0
        # A row that the queue knows already, by uuid or by key, is passed over.
        QueuedTask.objects.using(settings.QUEUE_DATABASE).bulk_create(
            [queued(row) for row in promised], ignore_conflicts=True
        )
        rows.filter(pk__in=[row.pk for row in promised]).delete()
    return len(promised)


def queued(row):
    return QueuedTask(
        uuid=row.uuid,
        task=row.task,
        queue=row.queue,
        priority=row.priority,
        arguments=row.arguments,
        key=row.key,
        enqueued_at=row.written_at,
        run_after=row.run_after,
        request_id=row.request_id,
    )
