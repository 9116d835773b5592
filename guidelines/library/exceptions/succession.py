"""What keeps an edition from following another, and from saying what became of its guidelines."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from guidelines.library.exceptions.refused import Refused


class NotToFollow(Refused):
    """The next edition begins as a copy of one that readers know."""

    def __init__(self):
        super().__init__(_("A new edition can be started from a published edition only."), code="not-to-follow")


class YearNotLater(Refused):
    def __init__(self, edition):
        super().__init__(
            _("Choose a year after %(year)s, the year of the edition that this one follows."),
            params={"year": edition.year},
            code="year-not-later",
        )


class YearTaken(Refused):
    def __init__(self, edition):
        super().__init__(
            _("There is already an edition %(year)s of %(set)s."),
            params={"year": edition.year, "set": edition.set.code},
            code="year-taken",
        )


class NoPredecessor(Refused):
    """A first edition follows nothing."""

    def __init__(self):
        super().__init__(_("This set has no published edition that this one could follow."), code="no-predecessor")


class MappingFrozen(Refused):
    """What readers were told about a published edition stands."""

    def __init__(self):
        super().__init__(
            _("The edition is published: what became of the guidelines before it can no longer be changed."),
            code="mapping-frozen",
        )


class MappingOpen(Refused):
    """Readers of the old edition must find what became of each guideline; ``count`` rows are still open."""

    def __init__(self, edition, count):
        self.count = count
        super().__init__(
            ngettext_lazy(
                "Confirm first what became of the guidelines of edition %(year)s: %(count)d row is open.",
                "Confirm first what became of the guidelines of edition %(year)s: %(count)d rows are open.",
                count,
            )
            if count
            else _("Say first what became of the guidelines of edition %(year)s."),
            params={"year": edition.year, "count": count},
            code="mapping-open",
        )


class KindDoesNotFit(Refused):
    """So many guidelines of both editions cannot have become one another in this way."""

    def __init__(self, kind):
        super().__init__(
            _("“%(kind)s” does not fit the guidelines that are chosen from the two editions."),
            params={"kind": kind.label},
            code="kind-does-not-fit",
        )


class NotUnchanged(Refused):
    def __init__(self):
        super().__init__(
            _("The two guidelines do not have the same English text. Choose “reworded”."), code="not-unchanged"
        )
