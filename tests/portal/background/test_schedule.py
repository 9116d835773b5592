"""What runs by the clock runs once for each turn, on any number of workers."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.module_loading import import_string

from portal.background import outbox, schedule, tasks
from portal.background.models import Effect, QueuedTask, TaskState, Worker
from tests.portal.background import work

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)


def test_each_turn_is_queued_once():
    assert schedule.queue_due(NIGHT) == len(schedule.JOBS)
    assert schedule.queue_due(NIGHT + timedelta(minutes=5)) == 0
    assert schedule.queue_due(NIGHT + timedelta(days=1)) == len(schedule.JOBS)


def test_a_turn_that_has_not_come_today_is_yesterdays():
    job = schedule.Job("seal", "x", hour=5)
    assert job.last_turn(NIGHT) == datetime(2026, 11, 21, 5, 0, tzinfo=UTC)


def test_a_job_without_an_hour_has_a_turn_every_hour(monkeypatch):
    monkeypatch.setattr(schedule, "JOBS", [])
    schedule.every_hour(schedule.Job("look", "x"))
    moments = [NIGHT, NIGHT + timedelta(minutes=59), NIGHT + timedelta(hours=1), NIGHT + timedelta(hours=5)]
    # Five hours later four turns were missed: they are made up for once.
    assert [schedule.queue_due(moment) for moment in moments] == [1, 0, 1, 1]
    keys = sorted(QueuedTask.objects.values_list("key", flat=True))
    assert keys == [f"schedule:look:2026-11-22T{hour}" for hour in ("04", "05", "09")]


def test_a_job_says_whether_it_has_an_hour(monkeypatch):
    monkeypatch.setattr(schedule, "JOBS", [])
    with pytest.raises(ValueError):
        schedule.every_day(schedule.Job("look", "x"))
    with pytest.raises(ValueError):
        schedule.every_hour(schedule.Job("look", "x", hour=0))
    assert schedule.JOBS == []


@pytest.mark.parametrize("job", schedule.JOBS, ids=lambda job: job.name)
def test_every_job_names_a_task_that_runs(job, run_tasks):
    task = import_string(job.task)
    assert task.module_path == job.task
    outbox.add(task)
    assert run_tasks() == [job.task]


def test_old_work_is_cleared_and_failed_work_stays(run_tasks):
    old = timezone.now() - tasks.KEEP - timedelta(days=1)
    for state in (TaskState.DONE, TaskState.FAILED):
        QueuedTask.objects.create(task=state, state=state, finished_at=old, arguments={"args": [], "kwargs": {}})
    Effect.objects.create(key="old", happened_at=old)
    Worker.objects.create(name="gone", seen_at=old)
    outbox.add(tasks.clear_old_tasks)
    run_tasks()
    assert set(QueuedTask.objects.values_list("task", flat=True)) == {"failed", tasks.clear_old_tasks.module_path}
    assert not Effect.objects.exists() and not Worker.objects.exists()


def test_ended_sessions_are_cleared(run_tasks):
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now() - timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=timezone.now() + timedelta(days=1))
    outbox.add(tasks.clear_sessions)
    run_tasks()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


def test_a_task_of_the_same_name_is_not_a_turn():
    QueuedTask.objects.create(task=work.note.module_path, arguments={"args": [], "kwargs": {}})
    assert schedule.queue_due(NIGHT) == len(schedule.JOBS)
