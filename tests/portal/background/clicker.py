"""``python -m tests.portal.background.clicker ROUNDS STARTS_AT``: one of two people who click at the same time.

Moves the n-th thing at the n-th tenth of a second through a workflow table, as
an action does. Prints how many moves were its own.
"""

import sys
import time

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import transaction  # noqa: E402

from portal.background.models import QueuedTask  # noqa: E402
from portal.workflow import Move, MoveNotAllowed, Workflow  # noqa: E402

settings.QUEUE_DATABASE = "default"  # the thing that moves lies beside the audit trail here
TABLE = Workflow("background.queuedtask", Move("click", frozenset({"waiting"}), "done", "", "Click"))


def main(rounds, starts_at):
    moved = 0
    for number in range(int(rounds)):
        thing = QueuedTask.objects.get(key=f"click-{number}")
        time.sleep(max(0, float(starts_at) + number / 10 - time.time()))
        try:
            with transaction.atomic():
                TABLE.apply("click", thing, by=None)
        except MoveNotAllowed:
            continue
        moved += 1
    sys.stdout.write(f"{moved}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
