"""What runs by the clock. A turn is queued under a key that names it, so that it runs once.

No table remembers the last turn: the queue itself does, by the key, on any
number of workers. A turn that was missed while no worker ran is made up for
once.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from portal.background import leases
from portal.background.models import QueuedTask


@dataclass(frozen=True)
class Job:
    """A task without arguments, every day at ``hour`` (UTC), or every hour when it names none."""

    name: str
    task: str
    hour: int | None = None
    queue: str = field(default="default")

    def last_turn(self, now: datetime) -> datetime:
        turn = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        if self.hour is None:
            return turn
        turn = turn.replace(hour=self.hour)
        return turn if turn <= now else turn - timedelta(days=1)

    def key(self, now):
        return f"schedule:{self.name}:{self.last_turn(now):%Y-%m-%dT%H}"


JOBS = [
    Job("clear ended sessions", "portal.background.tasks.clear_sessions", hour=2),
    Job("clear old tasks", "portal.background.tasks.clear_old_tasks", hour=3),
]


def every_day(job):
    """Add a job with its hour; apps call this in ``AppConfig.ready()``."""
    if job.hour is None:
        raise ValueError(f"At which hour of the day runs “{job.name}”?")
    _know(job)


def every_hour(job):
    """Add a job that has no hour of its own; apps call this in ``AppConfig.ready()``."""
    if job.hour is not None:
        raise ValueError(f"“{job.name}” runs every hour and names one.")
    _know(job)


def _know(job):
    if job not in JOBS:
        JOBS.append(job)


def queue_due(now=None):
    """Queue every turn that has come and is not known yet; return how many."""
    now = now or timezone.now()
    turns = {job.key(now): job for job in JOBS}
    known = set(leases.tasks().filter(key__in=turns).values_list("key", flat=True))
    new = [
        QueuedTask(task=job.task, queue=job.queue, key=key, arguments={"args": [], "kwargs": {}})
        for key, job in turns.items()
        if key not in known
    ]
    if new:
        leases.tasks().bulk_create(new, ignore_conflicts=True)
    return len(new)
