"""Who holds a task: leases, attempts and the reaper, moment by moment."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from portal.background import leases
from portal.background.models import QueuedTask, TaskState

pytestmark = pytest.mark.django_db
QUEUES = ["default"]


@pytest.fixture
def task():
    return QueuedTask.objects.create(task="tests.portal.background.work.note", arguments={"args": ["x"], "kwargs": {}})


def let_lease_run_out(task):
    QueuedTask.objects.filter(pk=task.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_task_goes_to_one_worker(task):
    assert leases.claim("one", QUEUES) == task
    assert leases.claim("two", QUEUES) is None


def test_the_update_decides_when_two_look_at_the_same_row(task, monkeypatch):
    """The second worker chose the row before the first one took it."""
    update = QuerySet.update

    def late(rows, **change):
        update(QueuedTask.objects.filter(pk=task.pk, worker=""), state=TaskState.RUNNING, worker="another", attempts=1)
        return update(rows, **change)

    monkeypatch.setattr(QuerySet, "update", late)
    assert leases.claim("one", QUEUES) is None
    assert QueuedTask.objects.get().worker == "another"


def test_urgent_tasks_come_first_and_then_the_oldest():
    now = timezone.now()
    for name, priority, age in (("young", 0, 1), ("old", 0, 9), ("urgent", 10, 0)):
        QueuedTask.objects.create(
            task=name, priority=priority, run_after=now - timedelta(minutes=age), arguments={"args": [], "kwargs": {}}
        )
    assert [leases.claim("one", QUEUES).task for _turn in range(3)] == ["urgent", "old", "young"]


def test_a_worker_takes_only_from_its_queues(task):
    assert leases.claim("one", ["reports"]) is None


def test_a_lease_that_runs_out_sends_the_task_back(task):
    held = leases.claim("one", QUEUES)
    assert leases.reap() == 0
    let_lease_run_out(task)
    assert leases.reap() == 1
    task.refresh_from_db()
    assert (task.state, task.attempts, task.error) == (TaskState.WAITING, 1, leases.LOST)
    assert not leases.renew(held)


def test_who_slept_through_the_lease_changes_nothing(task):
    slow = leases.claim("slow", QUEUES)
    let_lease_run_out(task)
    leases.reap()
    QueuedTask.objects.update(run_after=timezone.now())
    quick = leases.claim("quick", QUEUES)
    assert not leases.finish(slow, "stale result")
    assert leases.finish(quick, "result")
    task.refresh_from_db()
    assert (task.state, task.result) == (TaskState.DONE, "result")


def test_the_same_worker_cannot_mistake_a_later_attempt_for_its_own(task):
    first = leases.claim("one", QUEUES)
    leases.fail(first, error="broken")
    QueuedTask.objects.update(run_after=timezone.now())
    leases.claim("one", QUEUES)
    assert not leases.finish(first, "stale result")


def test_a_failed_attempt_waits_longer_each_time(task):
    waits = []
    for _attempt in range(4):
        QueuedTask.objects.update(run_after=timezone.now())
        leases.fail(leases.claim("one", QUEUES), error="broken")
        task.refresh_from_db()
        waits.append((task.run_after - timezone.now()).total_seconds())
    for wait, doubled in zip(waits, (10, 20, 40, 80), strict=True):
        assert doubled * 0.7 < wait < doubled * 1.3


def test_the_wait_is_never_longer_than_two_hours():
    assert leases.delay_after(60) <= leases.LONGEST_DELAY * 1.25


def test_after_the_last_attempt_it_has_failed(task):
    for _attempt in range(leases.MAX_ATTEMPTS):
        QueuedTask.objects.update(run_after=timezone.now())
        leases.fail(leases.claim("one", QUEUES), error="broken")
    task.refresh_from_db()
    assert (task.state, task.attempts) == (TaskState.FAILED, leases.MAX_ATTEMPTS)
    assert leases.claim("one", QUEUES) is None


def test_a_task_that_kills_its_workers_ends_as_failed(task):
    QueuedTask.objects.update(attempts=leases.MAX_ATTEMPTS - 1)
    leases.claim("one", QUEUES)
    let_lease_run_out(task)
    leases.reap()
    task.refresh_from_db()
    assert task.state == TaskState.FAILED


def test_renewing_puts_the_end_off(task):
    held = leases.claim("one", QUEUES, lease=timedelta(seconds=1))
    assert leases.renew(held, lease=timedelta(hours=1))
    task.refresh_from_db()
    assert task.lease_until > timezone.now() + timedelta(minutes=50)
