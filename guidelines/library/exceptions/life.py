"""What keeps an edition from its next state, and what does not belong to the state that it is in."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from guidelines.library.exceptions.refused import Refused


class ConsultationTooShort(Refused):
    """Nobody can be consulted until today."""

    def __init__(self):
        super().__init__(_("Choose a later day than today: people need time to answer."), code="consultation-too-short")


class NotCommentedNow(Refused):
    """Comments are asked for in review and consultation; what became of them is said until approval."""

    def __init__(self):
        super().__init__(_("This edition is not open for comments now."), code="not-commented-now")


class CommentsUnanswered(Refused):
    """Nobody who was asked is left without an answer; ``count`` comments are."""

    def __init__(self, count):
        self.count = count
        super().__init__(
            ngettext_lazy(
                "%(count)d comment has no answer yet. Say what became of it before you approve.",
                "%(count)d comments have no answer yet. Say what became of them before you approve.",
                "count",
            ),
            params={"count": count},
            code="comments-unanswered",
        )


class NothingToPublish(Refused):
    def __init__(self):
        super().__init__(_("An edition without a guideline cannot be published."), code="nothing-to-publish")


class ScaleBroken(Refused):
    def __init__(self):
        super().__init__(
            _("The scale must count from 0 upward without a gap, with two levels at least."), code="scale-broken"
        )
