"""``python -m tests.guidelines.library.errata_at_once STORY``: one of two editors who correct at the same time.

They meet before each erratum. Prints what came of each: its number, or who was told no.
"""

import sys

import django

django.setup()

from guidelines.library import actions  # noqa: E402
from guidelines.library.exceptions import NoLongerStands  # noqa: E402
from guidelines.library.models import Guideline  # noqa: E402
from portal.accounts.models import User  # noqa: E402
from tests.portal.background.meeting import meet  # noqa: E402

ROUNDS = 10


def main(story, who):
    editor = User.objects.get(email="editor@example.org")
    guidelines = list(Guideline.objects.filter(edition__set__code=story.upper()).order_by("number"))
    for number in range(ROUNDS):
        # Both in one text, or each in the half of the guidelines that is his or hers.
        guideline = guidelines[number if story == "same" else number * 2 + int(who)]
        meet()
        try:
            erratum = actions.issue_erratum(
                guideline,
                part=guideline,
                field="statement",
                language="en",
                before=guideline.statement_en,
                after=f"Corrected by {who}.",
                reason="A wrong word.",
                by=editor,
            )
            outcome = erratum.number
        except NoLongerStands as problem:
            outcome = type(problem).__name__
        sys.stdout.write(f"{outcome}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
