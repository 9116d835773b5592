"""What staff may do with a task that failed."""

from django.db import transaction
from django.utils import timezone

from portal.audit.record import record
from portal.background import leases
from portal.background.models import TaskState


@transaction.atomic
def retry_task(task, *, by):
    """Let a failed task run again, with all its attempts; tell whether it was still a failed one."""
    if not _retry(leases.tasks().filter(pk=task.pk)):
        return False
    record(task, "background.retry_queuedtask", by=by, before={"state": task.state}, after={"state": "waiting"})
    return True


@transaction.atomic
def retry_all(*, by):
    """Let every failed task run again, after a mail server came back for example; return how many."""
    failed = list(leases.tasks().filter(state=TaskState.FAILED))
    return sum(retry_task(task, by=by) for task in failed)


def _retry(tasks):
    now = timezone.now()
    failed = tasks.filter(state=TaskState.FAILED)
    return failed.update(state=TaskState.WAITING, attempts=0, run_after=now, finished_at=None, worker="")
