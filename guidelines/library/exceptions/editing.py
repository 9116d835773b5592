"""What is refused to whoever writes a text, or moves it to another place."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from guidelines.library.exceptions.refused import Refused


class EditionFrozen(Refused):
    """Structure and English stand once an edition is approved; after publication for good."""

    def __init__(self, edition):
        self.edition = edition
        super().__init__(
            _("Edition %(year)s of %(set)s is %(state)s: its structure and its English text can no longer be changed."),
            params={"year": edition.year, "set": edition.set.code, "state": edition.get_state_display()},
            code="edition-frozen",
        )


class WrongEdition(Refused):
    """A part of one edition was put into another."""

    def __init__(self):
        super().__init__(
            _("The section, the blocks and the levels must belong to the same edition."), code="wrong-edition"
        )


class ChangedMeanwhile(Refused):
    """Somebody saved between this person's reading and saving."""

    def __init__(self):
        super().__init__(
            _(
                "Somebody else saved this text while you were writing. "
                "Your text is still here; nothing was overwritten."
            ),
            code="changed-meanwhile",
        )


class ChangedByBoth(ChangedMeanwhile):
    """Two people changed the same thing, each in another way; the ``conflicts`` say what, before and after."""

    def __init__(self, conflicts):
        super().__init__()
        self.conflicts = conflicts


class BeginningUnknown(Refused):
    """Without the revision that the writer began with nobody can say what would be written over."""

    def __init__(self):
        super().__init__(
            _(
                "The form did not say which version of the text it began with, so nothing was saved. "
                "What you wrote is still here: compare it with what stands, and save again."
            ),
            code="beginning-unknown",
        )


class NotYourText(PermissionDenied):
    """The person may write in this edition, but not this part or language of it."""


class WrongPlace(Refused):
    """A thing of another edition, within itself, or deeper than a sub-section."""

    def __init__(self):
        super().__init__(_("It cannot stand there: a part holds sections, a section holds sub-sections."), code="place")


class NothingToSplit(Refused):
    """A guideline is split by some of its points, not by none or all."""

    def __init__(self):
        super().__init__(_("Choose some of the points, but not all: the others stay where they are."), code="split")


class SectionInUse(Refused):
    def __init__(self):
        super().__init__(_("A section that holds guidelines or sections cannot be removed."), code="section-in-use")


class GuidelineReferredTo(Refused):
    """Other guidelines point to this one; ``names`` are their titles."""

    def __init__(self, names):
        self.names = names
        super().__init__(
            _("Guidelines %(names)s refer to this one. Take these cross-references out first."),
            params={"names": ", ".join(f"“{name}”" for name in names)},
            code="guideline-referred-to",
        )
