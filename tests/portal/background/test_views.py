"""Staff see what waits, runs and failed, and let a failed task run again."""

import pytest
from django.urls import reverse

from portal.audit.models import Entry
from portal.background.models import QueuedTask, TaskState, Worker

pytestmark = pytest.mark.django_db


def queued(state=TaskState.FAILED, **given):
    return QueuedTask.objects.create(
        task="tests.portal.background.work.note", state=state, arguments={"args": ["x"], "kwargs": {}}, **given
    )


@pytest.fixture
def admin(client_of, staff):
    return client_of(staff("administrator"))


def test_each_state_is_counted_and_the_done_ones_are_kept_apart(admin):
    for state in TaskState:
        queued(state)
    response = admin.get(reverse("background_tasks"))
    assert [(state.value, count) for state, count, _current in response.context["counts"]] == [
        ("waiting", 1),
        ("running", 1),
        ("done", 1),
        ("failed", 1),
    ]
    assert {task.state for task in response.context["object_list"]} == {"waiting", "running", "failed"}
    done = admin.get(reverse("background_tasks"), {"state": "done"})
    assert {task.state for task in done.context["object_list"]} == {"done"}


def test_the_error_and_the_attempts_are_shown(admin):
    queued(attempts=12, error="Traceback: the mail server is down", error_class="smtplib.SMTPException")
    page = admin.get(reverse("background_tasks")).content.decode()
    assert "the mail server is down" in page and "smtplib.SMTPException" in page and "Try again" in page


def test_it_says_so_when_no_worker_runs(admin):
    assert "No worker is running" in admin.get(reverse("background_tasks")).content.decode()
    Worker.objects.create(name="one")
    assert "No worker is running" not in admin.get(reverse("background_tasks")).content.decode()


def test_a_failed_task_runs_again_and_the_trail_says_who_asked(admin, run_tasks):
    task = queued(attempts=12, error="broken")
    admin.post(reverse("background_retry", args=[task.uuid]))
    assert Entry.objects.get(verb="background.retry_queuedtask").target == f"background.queuedtask:{task.uuid}"
    run_tasks()
    task.refresh_from_db()
    assert (task.state, task.attempts, task.error) == (TaskState.DONE, 1, "")


def test_a_double_click_asks_once(admin):
    task = queued()
    for _click in range(2):
        admin.post(reverse("background_retry", args=[task.uuid]))
    assert Entry.objects.filter(verb="background.retry_queuedtask").count() == 1


def test_a_running_task_is_left_alone(admin):
    task = queued(TaskState.RUNNING, worker="one", attempts=1)
    admin.post(reverse("background_retry", args=[task.uuid]))
    task.refresh_from_db()
    assert (task.state, task.worker) == (TaskState.RUNNING, "one")


def test_all_failed_tasks_run_again(admin):
    queued(), queued(), queued(TaskState.DONE)
    admin.post(reverse("background_retry_all"))
    assert sorted(QueuedTask.objects.values_list("state", flat=True)) == ["done", "waiting", "waiting"]


def test_a_look_changes_nothing(admin):
    task = queued()
    assert admin.get(reverse("background_retry", args=[task.uuid])).status_code == 405


@pytest.mark.parametrize("role", ["account_manager", "service_desk", "translator"])
def test_other_staff_neither_see_nor_retry(role, client_of, staff):
    task = queued()
    client = client_of(staff(role))
    assert client.get(reverse("background_tasks")).status_code in {302, 403}
    client.post(reverse("background_retry", args=[task.uuid]))
    client.post(reverse("background_retry_all"))
    task.refresh_from_db()
    assert task.state == TaskState.FAILED


def test_members_do_neither(client_of, anna):
    task = queued()
    client_of(anna).post(reverse("background_retry", args=[task.uuid]))
    task.refresh_from_db()
    assert task.state == TaskState.FAILED


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_for_any_length(count, admin, django_assert_max_num_queries):
    for _number in range(count):
        queued(error="broken", error_class="builtins.RuntimeError")
    admin.get(reverse("background_tasks"))
    with django_assert_max_num_queries(22):
        admin.get(reverse("background_tasks"))
