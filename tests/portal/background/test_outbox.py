"""A promise lives and dies with the transaction in which it was given."""

import uuid
from datetime import timedelta

import pytest
from django.db import OperationalError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import default_task_backend
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from wagtail.tasks import update_reference_index_task

from portal.background import outbox
from portal.background.models import OutboxRow, QueuedTask
from tests.portal.background import work


def test_a_promise_is_kept_after_commit(transactional_db):
    with transaction.atomic():
        row = outbox.add(work.note, "hello", key="greeting")
        assert not QueuedTask.objects.exists()
    queued = QueuedTask.objects.get()
    assert (queued.uuid, queued.key, queued.arguments) == (row.uuid, "greeting", {"args": ["hello"], "kwargs": {}})
    assert not OutboxRow.objects.exists()


def test_a_transaction_that_fails_promises_nothing(transactional_db):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        outbox.add(work.note, "hello")
        raise ZeroDivisionError
    assert not OutboxRow.objects.exists() and not QueuedTask.objects.exists()


def test_the_action_succeeds_when_the_queue_is_down(transactional_db, monkeypatch):
    """What the person was told is saved; the reaper moves the promise when the queue is back."""

    def broken(*_args, **_kwargs):
        raise OperationalError("the queue is down")

    with monkeypatch.context() as patch:
        patch.setattr(QuerySet, "bulk_create", broken)
        with transaction.atomic():
            outbox.add(work.note, "hello")
        assert OutboxRow.objects.count() == 1
    assert outbox.move() == 1
    assert QueuedTask.objects.count() == 1


def test_a_crash_between_queue_and_outbox_makes_no_second_task(db):
    row = outbox.add(work.note, "hello")
    outbox.queued(row).save()  # the queue has it, the process died before it could forget the promise
    assert outbox.move() == 1
    assert QueuedTask.objects.count() == 1


def test_one_key_runs_once(db, run_tasks):
    work.log.clear()
    outbox.add(work.note, "first", key="k")
    outbox.add(work.note, "second", key="k")
    run_tasks()
    outbox.add(work.note, "third", key="k")
    run_tasks()
    assert work.log == ["first"]


def test_arguments_become_json(db):
    number = uuid.uuid4()
    outbox.add(work.note, number)
    assert OutboxRow.objects.get().arguments == {"args": [str(number)], "kwargs": {}}


def test_more_promises_than_one_batch_are_all_moved(db):
    for place in range(5):
        outbox.add(work.note, place)
    assert [outbox.move(limit=2) for _turn in range(4)] == [2, 2, 1, 0]


def test_wagtails_own_tasks_come_in_here(db):
    result = update_reference_index_task.enqueue("accounts", "user", "1")
    row = OutboxRow.objects.get()
    assert (str(row.uuid), row.task) == (result.id, "wagtail.tasks.update_reference_index_task")
    assert result.status == TaskResultStatus.READY


def test_queue_and_priority_are_the_tasks_own(db):
    outbox.add(work.urgent, "now")
    outbox.move()
    task = QueuedTask.objects.get()
    assert (task.queue, task.priority) == ("reports", 10)


def test_a_result_can_be_asked_for(db, run_tasks):
    work.log.clear()
    result = work.note.enqueue("hello")
    assert default_task_backend.get_result(result.id).status == TaskResultStatus.READY
    run_tasks()
    result.refresh()
    assert (result.status, result.return_value) == (TaskResultStatus.SUCCESSFUL, {"said": "hello"})


@pytest.mark.parametrize("unknown", ["00000000-0000-0000-0000-000000000000", "not a uuid"])
def test_an_unknown_result_is_said_to_be_unknown(db, unknown):
    with pytest.raises(TaskResultDoesNotExist):
        default_task_backend.get_result(unknown)


def test_a_task_waits_for_its_time(db, run_tasks):
    work.log.clear()
    outbox.add(work.note, "later", run_after=timezone.now() + timedelta(hours=1))
    assert run_tasks() == []
    run_tasks(later=True)
    assert work.log == ["later"]
