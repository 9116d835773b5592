"""When a self-assessment may move, and what it may become."""

from django.utils.translation import pgettext_lazy

from guidelines.assessment.enums import EDITABLE, State
from portal.workflow import Move, MoveNotAllowed, Workflow

ASSESSMENT = Workflow(
    "assessment.assessment",
    Move(
        "create", frozenset(), State.DRAFT, "assessment.create_assessment", pgettext_lazy("self-assessment", "Create")
    ),
    Move(
        "begin",
        frozenset({State.DRAFT}),
        State.IN_PROGRESS,
        "assessment.begin_assessment",
        pgettext_lazy("self-assessment", "Begin"),
    ),
    Move(
        "hand_in",
        frozenset({State.IN_PROGRESS}),
        State.IN_REVIEW,
        "assessment.hand_in_assessment",
        pgettext_lazy("self-assessment", "Hand in"),
    ),
    Move(
        "return",
        frozenset({State.IN_REVIEW}),
        State.IN_PROGRESS,
        "assessment.return_assessment",
        pgettext_lazy("self-assessment", "Return for changes"),
        leads_back=True,
    ),
    Move(
        "sign_off",
        frozenset({State.IN_REVIEW}),
        State.SIGNED_OFF,
        "assessment.sign_off_assessment",
        pgettext_lazy("self-assessment", "Sign off"),
    ),
    Move(
        "archive",
        frozenset({State.IN_REVIEW, State.SIGNED_OFF}),
        State.ARCHIVED,
        "assessment.archive_assessment",
        pgettext_lazy("self-assessment", "Archive"),
        leads_back=True,
    ),
    Move(
        "discard",
        EDITABLE,
        State.DISCARDED,
        "assessment.discard_assessment",
        pgettext_lazy("self-assessment", "Discard"),
        leads_back=True,
    ),
)


def refuse_discarding_what_was_handed_in(assessment):
    """Raise when the assessment was handed in before: then it is archived in the end, never discarded."""
    if assessment.handed_in_at is not None:
        raise MoveNotAllowed(ASSESSMENT.moves["discard"], assessment.state)


def moves_for(assessment, user):
    """Return the moves that this person can make now by pressing a button.

    ``begin`` has none: it happens with the first answer.
    """
    return [
        move
        for move in ASSESSMENT.available(assessment, user)
        if move.name != "begin" and not (move.name == "discard" and assessment.handed_in_at is not None)
    ]
