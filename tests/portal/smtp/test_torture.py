"""Five hundred letters, a real server, and workers that are killed in the middle of it."""

import contextlib
import os
import shutil
import signal
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests import made_once
from tests.journeys.server import database_of_its_own
from tests.portal.background.processes import Machine, wait_until
from tests.portal.smtp.server import post_office

pytestmark = [pytest.mark.torture, pytest.mark.one_database("sqlite")]

LETTERS, WORKERS = 500, 2
#: When so many have arrived one worker is killed, at whatever it does.
ANY_MOMENT = (100, 300, 400)
#: And here both, while the server has a letter in hand and has not answered: no protocol can tell it from one that never came.
UNANSWERED = 200
PROMISE = f"""
from django.db import transaction
from portal.background import outbox
from tests.portal.smtp import letters
with transaction.atomic():
    for number in range({LETTERS}): outbox.add(letters.write, number)
while outbox.move(): pass
"""
STATES = """
from portal.background import leases
print(*leases.tasks().filter(task__endswith="letters.write").order_by().values_list("state", flat=True).distinct())
"""


@pytest.fixture
def office():
    with post_office() as office:
        yield office


@pytest.fixture
def machine(office, tmp_path):
    with database_of_its_own(os.environ.get("DATABASE_URL", ""), "letters", template=made_once.template()) as url:
        machine = Machine(tmp_path, url)
        machine.env |= {"DJANGO_SETTINGS_MODULE": "tests.portal.smtp.torture_settings", "POST_OFFICE": office.port}
        migrate(machine, () if url else ("default", "queue", "shared"))
        yield machine
        machine.stop()


def migrate(machine, files):
    """Let every file begin as the one that was made with all tables in it; without one, each is migrated."""
    made_once.begin_in(machine.folder)
    made = machine.folder / "portal.sqlite3"
    for database in files if made.exists() else ():
        if database != "default":
            shutil.copy(made, machine.folder / f"{database}.sqlite3")
    if not made.exists():
        for database in files or ("default",):
            machine.manage("migrate", "--database", database, "--skip-checks")


def test_five_hundred_letters_arrive_once_each_though_workers_are_killed(machine, office):
    machine.python(PROMISE)
    parent = machine.start_worker(processes=str(WORKERS))
    killed = []

    def kill(how_many):
        """The parent lives and starts new ones, as after a machine has run out of memory."""
        for pid in Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()[:how_many]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)
                killed.append(pid)

    office.before_answer[UNANSWERED] = lambda: kill(WORKERS)
    for number in ANY_MOMENT:
        wait_until(lambda number=number: len(office.arrived) >= number, what=f"{number} letters arrived")
        kill(1)
    wait_until(lambda: len(set(office.recipients())) == LETTERS, what="every letter arrived")
    wait_until(lambda: machine.python(STATES) == "done", what="every task was done")

    copies = Counter(letter.message_id for letter in office.arrived)
    by_recipient = {recipient: set() for recipient in office.recipients()}
    for letter in office.arrived:
        by_recipient[letter.recipients[0]].add(letter.message_id)
    assert set(by_recipient) == {f"p{number}@example.org" for number in range(LETTERS)}
    # Who has it twice has it under one name, by which mail programs and servers know it again.
    assert {len(names) for names in by_recipient.values()} == {1} and len(copies) == LETTERS
    twice = sum(count - 1 for count in copies.values())
    # A worker has one letter in hand when it dies.
    assert 1 <= twice <= len(killed) and len(killed) >= len(ANY_MOMENT) + 1
    sys.stdout.write(f"\n{LETTERS} letters, {len(killed)} workers killed, {twice} letters came twice\n")
