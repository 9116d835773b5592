"""How one task runs: in English, under its request's id, and with its outcome kept."""

import pytest
import structlog
from django.utils import translation

from portal.background import effects, execution, leases, outbox
from portal.background.models import QueuedTask, TaskState
from tests.portal.background import work


@pytest.fixture(autouse=True)
def _empty_log():
    work.log.clear()


def test_the_result_is_kept(run_tasks):
    outbox.add(work.note, "hello")
    run_tasks()
    task = QueuedTask.objects.get()
    assert (task.state, task.result, task.error) == (TaskState.DONE, {"said": "hello"}, "")
    assert task.finished_at >= task.started_at


def test_a_failure_is_kept_and_tried_again(run_tasks):
    outbox.add(work.break_down)
    run_tasks(failing=True)
    task = QueuedTask.objects.get()
    assert (task.state, task.error_class) == (TaskState.WAITING, "builtins.RuntimeError")
    assert "the mail server is down" in task.error


def test_run_tasks_passes_a_failure_on(run_tasks):
    outbox.add(work.break_down)
    with pytest.raises(AssertionError, match="the mail server is down"):
        run_tasks()


def test_a_task_may_give_up_at_once(run_tasks):
    outbox.add(work.hopeless)
    run_tasks(failing=True)
    assert QueuedTask.objects.get().state == TaskState.FAILED


def test_a_function_that_is_gone_is_tried_again_and_breaks_nothing(db):
    QueuedTask.objects.create(task="tests.no.such.task", arguments={"args": [], "kwargs": {}})
    execution.run(leases.claim("one", ["default"]))
    task = QueuedTask.objects.get()
    assert (task.state, task.error_class) == (TaskState.WAITING, "builtins.ModuleNotFoundError")


def test_an_index_entry_for_something_deleted_is_no_failure(db, monkeypatch):
    name = "tests.portal.background.work.look_for_nobody"
    monkeypatch.setattr(execution, "GONE_IS_FINE", {name})
    QueuedTask.objects.create(task=name, arguments={"args": [], "kwargs": {}})
    assert execution.run(leases.claim("one", ["default"]))
    monkeypatch.setattr(execution, "GONE_IS_FINE", set())
    QueuedTask.objects.create(task=name, arguments={"args": [], "kwargs": {}})
    assert not execution.run(leases.claim("one", ["default"]))


def test_a_task_speaks_english_whatever_was_spoken_before(run_tasks):
    outbox.add(work.tell_language)
    with translation.override("ar"):
        run_tasks()
        assert translation.get_language() == "ar"
    assert work.log == ["en"]


def test_the_request_is_known_to_its_tasks(run_tasks):
    structlog.contextvars.bind_contextvars(request_id="abc12345")
    outbox.add(work.tell_request)
    structlog.contextvars.clear_contextvars()
    run_tasks()
    assert work.log == ["abc12345"]
    assert structlog.contextvars.get_contextvars() == {}


def test_a_task_can_ask_which_attempt_it_is(run_tasks):
    outbox.add(work.tell_attempt)
    run_tasks()
    assert work.log == [1]


def test_an_effect_happens_once_for_each_key(db):
    done = []
    assert effects.once("letter", lambda: done.append(1))
    assert not effects.once("letter", lambda: done.append(2))
    assert done == [1]


def test_an_effect_that_failed_is_tried_again(db):
    def fail():
        raise OSError

    with pytest.raises(OSError):
        effects.once("letter", fail)
    assert effects.once("letter", lambda: None)
