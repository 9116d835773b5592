"""When an edition may move. To propose one is to create it.

The path is the association's: the commission's draft is reviewed by invited
experts, then all members are consulted for a time, and what came of it is
approved. A small revision may go from the review to the final draft.
"""

from django.utils.translation import gettext_lazy as _

from guidelines.library.enums import EditionState as State
from portal.workflow import Move, Workflow


def move(name, sources, target, label, *, leads_back=False):
    return Move(name, frozenset(sources), target, f"library.{name}_edition", label, leads_back)


EDITION = Workflow(
    "library.edition",
    move("draft", {State.PROPOSED}, State.DRAFT, _("Start the draft")),
    move("review", {State.DRAFT}, State.IN_REVIEW, _("Give to the reviewers")),
    move("rework", {State.IN_REVIEW}, State.DRAFT, _("Return to the draft"), leads_back=True),
    move("consult", {State.IN_REVIEW}, State.CONSULTATION, _("Open the consultation")),
    move("conclude", {State.CONSULTATION}, State.CONSULTATION_CLOSED, _("Close the consultation")),
    move("finalise", {State.IN_REVIEW, State.CONSULTATION_CLOSED}, State.FINAL_DRAFT, _("Make the final draft")),
    move("approve", {State.FINAL_DRAFT}, State.APPROVED, _("Approve")),
    move(
        "reopen",
        {State.APPROVED, State.IN_TRANSLATION},
        State.FINAL_DRAFT,
        _("Reopen the final draft"),
        leads_back=True,
    ),
    move("translate", {State.APPROVED}, State.IN_TRANSLATION, _("Start the translations")),
    move("publish", {State.APPROVED, State.IN_TRANSLATION}, State.PUBLISHED, _("Publish")),
    # Nobody presses this: it is done to the predecessor when its successor is published.
    move("supersede", {State.PUBLISHED}, State.SUPERSEDED, _("Supersede")),
)
