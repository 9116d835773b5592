"""``python -m tests.guidelines.assessment.at_once STORY EMAIL``: one of two who do the same at the same time.

They meet before each thing. Prints what came of each.
"""

import sys

import django

django.setup()

from uuid import UUID  # noqa: E402

from guidelines.assessment import actions  # noqa: E402
from guidelines.assessment.actions import AnswersClosed, Conflict, OpenAssessmentExists, Values  # noqa: E402
from guidelines.assessment.models import Assessment  # noqa: E402
from portal.accounts.models import User  # noqa: E402
from portal.workflow import MoveNotAllowed  # noqa: E402
from tests.portal.background.meeting import meet  # noqa: E402

ROUNDS = 10


def things(name, user):
    """Yield a function for each round."""
    assessment = Assessment.objects.get(title=name)
    guidelines = list(assessment.edition.guidelines.order_by("number"))
    level = 1 if user.name == "Anna" else 3
    for number in range(ROUNDS):
        if name == "answer":
            yield answering(assessment, guidelines[number], user, level, UUID(int=number * 10 + level))
        elif name == "same-key":
            yield answering(assessment, guidelines[number], user, 2, UUID(int=number))
        elif name == "hand-in":
            yield lambda: actions.hand_in_assessment(assessment, by=user)
        elif name == "create":
            title = f"Created {number}"
            unit = assessment.institution.units.order_by("pk")[number + 1]
            yield lambda unit=unit, title=title: actions.create_assessment(
                assessment.institution, edition=assessment.edition, unit=unit, title=title, by=user
            )


def answering(assessment, guideline, user, level, key):
    return lambda: actions.save_answer(
        assessment, guideline.key, key=key, seen_version=0, values=Values(level=level), by=user
    )


def main(name, email):
    user = User.objects.get(email=email)
    for _number, act in enumerate(things(name, user)):
        meet()
        try:
            act()
            outcome = "done"
        except (Conflict, AnswersClosed, OpenAssessmentExists, MoveNotAllowed) as problem:
            outcome = type(problem).__name__
        sys.stdout.write(f"{outcome}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
