"""``python -m tests.guidelines.library.at_once FIELD EMAIL``: one of two who write the same guidelines at once.

Both opened every guideline before either saved; they meet before each is saved.
"""

import sys

import django

django.setup()

from guidelines.library import actions  # noqa: E402
from guidelines.library.exceptions import ChangedByBoth  # noqa: E402
from guidelines.library.models import Guideline  # noqa: E402
from portal.accounts.models import User  # noqa: E402
from tests.portal.background.meeting import meet  # noqa: E402


def main(field, email):
    user = User.objects.get(email=email)
    opened = list(Guideline.objects.filter(edition__set__code="GOV").order_by("pk"))
    for number, guideline in enumerate(opened):
        setattr(guideline, field, f"{user.name} {number}")
        meet()
        try:
            actions.save_guideline(guideline, by=user, seen=guideline.latest_revision_id)
            outcome = "saved"
        except ChangedByBoth:
            outcome = "asked"
        sys.stdout.write(f"{outcome}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
