"""Who holds which task: every change of hands is one conditional UPDATE.

A worker claims a task by taking it out of *waiting*; it stays the holder as
long as it renews the lease. The holder is known by worker and attempt: one
who slept through its lease changes nothing any more.
"""

import random
from contextlib import nullcontext
from datetime import timedelta

from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from portal.background.models import QueuedTask, TaskState

#: Long beside a renewal (a quarter of it), short beside the patience of a person who waits.
LEASE = timedelta(seconds=60)
#: With the delays below the last attempt comes five hours after the first.
MAX_ATTEMPTS = 12
FIRST_DELAY = timedelta(seconds=10)
LONGEST_DELAY = timedelta(hours=2)
LOST = "The worker that ran this task died or was stopped in the middle of it."


def tasks():
    return QueuedTask.objects.using(settings.QUEUE_DATABASE)


def held(task):
    """Return the row, if it is still in the hands that hold ``task``."""
    return tasks().filter(pk=task.pk, state=TaskState.RUNNING, worker=task.worker, attempts=task.attempts)


def claim(worker, queues, *, lease=LEASE):
    """Return the next task for ``worker``, now running under its lease, or None.

    The UPDATE decides on every database. PostgreSQL is told to pass over rows
    that another worker is looking at, so that neither has to try again.
    """
    locks = connections[settings.QUEUE_DATABASE].features.has_select_for_update_skip_locked
    while True:
        now = timezone.now()
        due = tasks().filter(state=TaskState.WAITING, queue__in=queues, run_after__lte=now)
        with transaction.atomic(using=settings.QUEUE_DATABASE) if locks else nullcontext():
            task = (due.select_for_update(skip_locked=True) if locks else due).first()
            if task is None:
                return None
            before = task.attempts
            task.state, task.worker, task.attempts = TaskState.RUNNING, worker, before + 1
            task.started_at, task.lease_until = now, now + lease
            unchanged = tasks().filter(pk=task.pk, state=TaskState.WAITING, attempts=before)
            taken = unchanged.update(
                state=task.state,
                worker=task.worker,
                attempts=task.attempts,
                started_at=task.started_at,
                lease_until=task.lease_until,
            )
        if taken:
            return task


def renew(task, *, lease=LEASE):
    """Hold the task for another lease; False when it has gone to somebody else."""
    return bool(held(task).update(lease_until=timezone.now() + lease))


def finish(task, result):
    """Mark the task done; False when somebody else holds it by now."""
    return _let_go(task, state=TaskState.DONE, result=result, error="", error_class="", finished_at=timezone.now())


def fail(task, *, error, error_class="", final=False):
    """Let the task wait for its next attempt, or fail for good after the last one."""
    if final or task.attempts >= MAX_ATTEMPTS:
        change = {"state": TaskState.FAILED, "finished_at": timezone.now()}
    else:
        change = {"state": TaskState.WAITING, "run_after": timezone.now() + delay_after(task.attempts)}
    return _let_go(task, error=error, error_class=error_class, **change)


def _let_go(task, **change):
    return bool(held(task).update(lease_until=None, **change))


def delay_after(attempts):
    """Return how long to wait after so many attempts: doubling, and never the same for two tasks."""
    doubled = FIRST_DELAY * 2 ** min(attempts - 1, 20)
    return min(doubled, LONGEST_DELAY) * random.uniform(0.75, 1.25)


def reap():
    """Take back tasks whose lease has run out; return how many."""
    late = tasks().filter(state=TaskState.RUNNING, lease_until__lt=timezone.now())
    return sum(fail(task, error=LOST) for task in late[:200])
