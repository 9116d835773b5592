"""Real processes, real kills. Short here; ``make torture`` sets TORTURE_SECONDS=30 and runs them at length.

On PostgreSQL when DATABASE_URL names one, on SQLite files otherwise.
"""

import os
import signal
import sys
import uuid
from pathlib import Path

import pytest

from tests.portal.background.processes import PATIENCE, Machine, kill_group, lines_of, wait_until

SECONDS = int(os.environ.get("TORTURE_SECONDS", "4"))
POSTGRESQL = os.environ.get("DATABASE_URL", "")

pytestmark = pytest.mark.torture


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("machine")
    yield from on_postgresql(folder) if POSTGRESQL.startswith("postgres") else on_sqlite(folder)


def on_sqlite(folder):
    machine = Machine(folder)
    for database in ("default", "queue", "shared"):
        machine.manage("migrate", "--database", database, "--skip-checks")
    yield machine
    machine.stop()


def on_postgresql(folder):
    import psycopg

    name = f"torture_{uuid.uuid4().hex[:8]}"
    base, _slash, _old = POSTGRESQL.rpartition("/")
    with psycopg.connect(POSTGRESQL, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    machine = Machine(folder, f"{base}/{name}")
    try:
        machine.manage("migrate", "--skip-checks")
        yield machine
    finally:
        machine.stop()
        with psycopg.connect(POSTGRESQL, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def fresh(machine):
    """The machine with nothing running and nothing queued."""
    machine.stop()
    machine.started.clear()
    machine.python(
        "from portal.background.models import *\n"
        "for model in (QueuedTask, OutboxRow, Effect, Worker): model.objects.all().delete()"
    )
    yield machine
    machine.stop()


def test_a_worker_killed_in_the_middle_loses_nothing_and_the_effect_happens_once(fresh, tmp_path):
    started = tmp_path / "started"
    fresh.python(
        "from portal.background import outbox\nfrom tests.portal.background import work\n"
        f"outbox.add(work.effect_once, 'effect', {str(started)!r}, 2)"
    )
    worker = fresh.start_worker()
    wait_until(lambda: started.exists(), what="the task began")
    kill_group(worker)
    fresh.python("from portal.background.models import Effect\nassert not Effect.objects.exists()")
    fresh.start_worker()
    # The second attempt comes ten seconds after the lease has run out.
    wait_until(lambda: len(lines_of(started)) == 2, what="the task began again")
    wait_until(lambda: "done" in states(fresh, "effect_once"), what="the task was done")
    outcome = fresh.python(
        "from portal.background.models import *\n"
        "task = QueuedTask.objects.get(task__endswith='effect_once')\n"
        "print(task.state, task.attempts, Effect.objects.filter(key='effect').count())"
    )
    assert outcome == "done 2 1"


def test_a_promise_whose_process_died_before_the_queue_had_it_is_kept(fresh, tmp_path):
    runs = tmp_path / "runs"
    fresh.python(
        "import os\nfrom django.db import transaction\nfrom portal.background import outbox\n"
        "from tests.portal.background import work\n"
        "with transaction.atomic():\n"
        f"    outbox.add(work.count, 'promise', {str(runs)!r})\n"
        "    transaction.get_connection().run_on_commit.clear()  # as if killed right after the commit\n"
    )
    fresh.start_worker()
    wait_until(lambda: lines_of(runs) == ["promise"], what="the reaper moved it and it ran")


def test_sigterm_lets_the_task_in_hand_end(fresh, tmp_path):
    started = tmp_path / "started"
    fresh.python(
        "from portal.background import outbox\nfrom tests.portal.background import work\n"
        f"outbox.add(work.effect_once, 'gentle', {str(started)!r}, 2)"
    )
    worker = fresh.start_worker()
    wait_until(lambda: started.exists(), what="the task began")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=PATIENCE) == 0
    outcome = fresh.python(
        "from portal.background.models import *\n"
        "task = QueuedTask.objects.get(task__endswith='effect_once')\n"
        "print(task.state, task.attempts, Effect.objects.filter(key='gentle').count(), Worker.objects.count())"
    )
    assert outcome == "done 1 1 0"


def test_a_long_task_keeps_its_lease(fresh, tmp_path):
    """It runs for three leases while a second worker waits for something to do."""
    started = tmp_path / "started"
    fresh.python(
        "from portal.background import outbox\nfrom tests.portal.background import work\n"
        f"outbox.add(work.effect_once, 'long', {str(started)!r}, 6)"
    )
    fresh.start_worker(lease="2")
    fresh.start_worker(lease="2")
    wait_until(lambda: "done" in states(fresh, "effect_once"), what="the task was done")
    assert lines_of(started) == ["long"]


def states(machine, task):
    """Return the states of the tasks of this name, a word each."""
    return machine.python(
        "from portal.background.models import QueuedTask\n"
        f"print(*QueuedTask.objects.filter(task__endswith={task!r}).values_list('state', flat=True))"
    ).split()


def test_workers_whose_parent_was_killed_end_by_themselves(fresh):
    parent = fresh.start_worker(lease="1")
    children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
    wait_until(lambda: children.read_text().split(), what="the worker was forked")
    child = int(children.read_text().split()[0])
    wait_until(lambda: fresh_workers(fresh) == "1", what="the worker said that it lives")
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    wait_until(lambda: not Path(f"/proc/{child}").exists(), what="the orphan ended")


def fresh_workers(machine):
    return machine.python("from portal.background.models import Worker\nprint(Worker.objects.count())")


def test_a_worker_is_renewed_after_so_many_tasks(fresh, tmp_path):
    runs = tmp_path / "runs"
    fresh.python(
        "from portal.background import outbox\nfrom tests.portal.background import work\n"
        f"for place in range(6): outbox.add(work.count, f'renewed-{{place}}', {str(runs)!r})"
    )
    fresh.start_worker("--max-tasks", "2")
    wait_until(lambda: len(lines_of(runs)) == 6, what="all tasks ran")
    wait_until(lambda: int(workers_used(fresh)) >= 3, what="three workers had a part in it")


def workers_used(machine):
    return machine.python(
        "from portal.background.models import QueuedTask\n"
        "rows = QueuedTask.objects.filter(task__endswith='count', state='done')\n"
        "print(rows.order_by().values('worker').distinct().count())"
    )


def test_several_workers_never_run_one_task_twice(fresh, tmp_path):
    runs = tmp_path / "runs"
    count = 50 * SECONDS
    fresh.python(
        "from portal.background.models import QueuedTask\n"
        "QueuedTask.objects.bulk_create([QueuedTask(task='tests.portal.background.work.count', "
        f"arguments={{'args': [f'many-{{place}}', {str(runs)!r}], 'kwargs': {{}}}}) for place in range({count})])"
    )
    for _worker in range(2):
        fresh.start_worker(lease="10", processes="2")
    wait_until(lambda: len(lines_of(runs)) >= count, what="all tasks ran")
    wait_until(lambda: set(states(fresh, "count")) == {"done"}, what="all tasks were done")
    assert sorted(lines_of(runs)) == sorted(f"many-{place}" for place in range(count))


def test_four_web_processes_and_a_worker_write_at_once_and_nothing_is_lost(fresh, tmp_path):
    runs = tmp_path / "runs"
    fresh.start_worker(lease="10")
    writers = [
        fresh.start("-m", "tests.portal.background.writer", f"web{number}", str(SECONDS), str(runs))
        for number in range(4)
    ]
    for writer in writers:
        assert writer.wait(timeout=SECONDS + PATIENCE) == 0, fresh.logs()
    saved = {}
    for number in range(4):
        log = (fresh.folder / f"process-{number + 1}.log").read_text().split()
        saved[f"web{number}"] = int(log[-1])
    promised = {f"{name}-{place}" for name, count in saved.items() for place in range(count)}
    assert all(saved.values())
    wait_until(lambda: len(lines_of(runs)) >= len(promised), what="every promise was kept")
    assert sorted(lines_of(runs)) == sorted(promised)
    assert "locked" not in fresh.logs()
    entries = fresh.python(
        "from portal.audit.models import Entry\nprint(Entry.objects.filter(verb='test.write').count())"
    )
    assert int(entries) >= len(promised)
    sys.stdout.write(f"\n{len(promised)} actions in {SECONDS} s by four processes\n")


def test_two_people_who_click_at_once_move_each_thing_once(fresh):
    rounds = 20
    fresh.python(
        "from django.conf import settings\nfrom django.db import connection\n"
        "from portal.background.models import QueuedTask\nfrom portal.audit.models import Entry\n"
        "settings.QUEUE_DATABASE = 'default'\n"
        "if QueuedTask._meta.db_table not in connection.introspection.table_names():\n"
        "    with connection.schema_editor() as editor: editor.create_model(QueuedTask)\n"
        "for number in range(20):\n"
        "    QueuedTask.objects.create(task='x', key=f'click-{number}', arguments={})\n"
    )
    printed = fresh.at_once("tests.portal.background.clicker", *[(str(rounds),)] * 2)
    assert sum(int(words[-1]) for words in printed) == rounds
    lines = fresh.python(
        "from portal.audit.models import Entry\nprint(Entry.objects.filter(verb='background.click_queuedtask').count())"
    )
    assert int(lines) == rounds
