"""``python -m tests.guidelines.library.at_once FIELD EMAIL STARTS_AT``: one of two who write the same guidelines at once.

Both opened every guideline before either saved; the n-th is saved at the n-th fifth of a second.
"""

import sys
import time

import django

django.setup()

from guidelines.library import actions  # noqa: E402
from guidelines.library.exceptions import ChangedByBoth  # noqa: E402
from guidelines.library.models import Guideline  # noqa: E402
from portal.accounts.models import User  # noqa: E402


def main(field, email, starts_at):
    user = User.objects.get(email=email)
    opened = list(Guideline.objects.filter(edition__set__code="GOV").order_by("pk"))
    for number, guideline in enumerate(opened):
        setattr(guideline, field, f"{user.name} {number}")
        time.sleep(max(0, float(starts_at) + number / 5 - time.time()))
        try:
            actions.save_guideline(guideline, by=user, seen=guideline.latest_revision_id)
            outcome = "saved"
        except ChangedByBoth:
            outcome = "asked"
        sys.stdout.write(f"{outcome}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
