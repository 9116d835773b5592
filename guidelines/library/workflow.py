"""When an edition may move. To propose one is to create it."""

from django.utils.translation import gettext_lazy as _

from guidelines.library.enums import EditionState as State
from portal.workflow import Move, Workflow

EDITION = Workflow(
    "library.edition",
    Move("draft", frozenset({State.PROPOSED}), State.DRAFT, "library.draft_edition", _("Start the draft")),
    Move("approve", frozenset({State.DRAFT}), State.APPROVED, "library.approve_edition", _("Approve")),
    Move("reopen", frozenset({State.APPROVED}), State.DRAFT, "library.reopen_edition", _("Reopen the draft")),
    Move("publish", frozenset({State.APPROVED}), State.PUBLISHED, "library.publish_edition", _("Publish")),
    # Nobody presses this: it is done to the predecessor when its successor is published.
    Move("supersede", frozenset({State.PUBLISHED}), State.SUPERSEDED, "library.supersede_edition", _("Supersede")),
)
