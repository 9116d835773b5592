"""Background work in a test: nothing runs by itself, ``run_tasks()`` runs what waits."""

import pytest
from django.utils import timezone

from portal.background import execution, leases, outbox
from portal.background.models import OutboxRow, QueuedTask, TaskState

QUEUES = ("default", "reports")


@pytest.fixture
def run_tasks(db):
    """Return a function that runs everything promised and queued, and what that brings about.

    A failing task fails the test, unless ``failing=True``. ``later=True`` runs
    tasks that wait for their time as well. Returns the names of what ran.
    """

    def drain(*, failing=False, later=False):
        ran = []
        while True:
            while outbox.move():
                pass
            if later:
                QueuedTask.objects.filter(state=TaskState.WAITING).update(run_after=timezone.now())
            task = leases.claim("test", QUEUES)
            if task is None:
                return ran
            ran.append(task.task)
            if not execution.run(task) and not failing:
                raise AssertionError(QueuedTask.objects.get(pk=task.pk).error)

    return drain


@pytest.fixture
def promised(db):
    """Return a function that names the tasks promised so far, in order: ``promised() == ["…tasks.tell"]``."""

    def names():
        return [
            *QueuedTask.objects.order_by("pk").values_list("task", flat=True),
            *OutboxRow.objects.order_by("pk").values_list("task", flat=True),
        ]

    return names
