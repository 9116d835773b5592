"""``python -m tests.portal.background.clicker ROUNDS``: one of two people who click at the same time.

Both move one thing after the other through a workflow table, as an action does. Prints how many moves were its own.
"""

import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import transaction  # noqa: E402

from portal.background.models import QueuedTask  # noqa: E402
from portal.workflow import Move, MoveNotAllowed, Workflow  # noqa: E402
from tests.portal.background.meeting import meet  # noqa: E402

settings.QUEUE_DATABASE = "default"  # the thing that moves lies beside the audit trail here
TABLE = Workflow("background.queuedtask", Move("click", frozenset({"waiting"}), "done", "", "Click"))


def main(rounds):
    moved = 0
    for number in range(int(rounds)):
        thing = QueuedTask.objects.get(key=f"click-{number}")
        meet()
        try:
            with transaction.atomic():
                TABLE.apply("click", thing, by=None)
        except MoveNotAllowed:
            continue
        moved += 1
    sys.stdout.write(f"{moved}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
