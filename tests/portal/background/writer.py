"""``python -m tests.portal.background.writer NAME SECONDS RUN_FILE``: one web process that writes.

Each turn is an action as the portal writes it: audit entry and promise in one
transaction. Prints how many it was told are saved; any error ends it.
"""

import sys
import time

import django

django.setup()

from django.db import transaction  # noqa: E402

from portal.audit.record import record  # noqa: E402
from portal.background import outbox  # noqa: E402
from tests.portal.background import work  # noqa: E402


def main(name, seconds, run_file):
    ends = time.monotonic() + float(seconds)
    saved = 0
    while time.monotonic() < ends:
        key = f"{name}-{saved}"
        with transaction.atomic():
            record(f"test.turn:{key}", "test.write", by=None)
            outbox.add(work.count, key, run_file)
        saved += 1
    sys.stdout.write(f"{saved}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
