"""Why an action of the library refuses, each with what a person needs to know."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from portal.languages import NAMES


class Refused(ValidationError):
    """The library does not do this now; the message is for the person who asked."""

    def __str__(self):
        return " ".join(self.messages)


class EditionFrozen(Refused):
    """Structure and English stand once an edition is approved; after publication for good."""

    def __init__(self, edition):
        self.edition = edition
        super().__init__(
            _("Edition %(year)s of %(set)s is %(state)s: its structure and its English text can no longer be changed."),
            params={"year": edition.year, "set": edition.set.code, "state": edition.get_state_display()},
            code="edition-frozen",
        )


class LanguageFrozen(Refused):
    """A released language stands as it was released."""

    def __init__(self, language):
        self.language = language
        super().__init__(
            _("%(language)s has been released and can no longer be changed."),
            params={"language": NAMES[language]},
            code="language-frozen",
        )


class EnglishNotSettled(Refused):
    """A translation of a text that may still change is not released."""

    def __init__(self):
        super().__init__(
            _("A language can be released once the edition is approved; until then the English text may change."),
            code="english-not-settled",
        )


class AlreadyReleased(Refused):
    def __init__(self, language):
        self.language = language
        super().__init__(
            _("%(language)s has already been released."), params={"language": NAMES[language]}, code="already-released"
        )


class LanguageIncomplete(Refused):
    """Something has no text in this language; ``gaps`` says what."""

    SHOWN = 10

    def __init__(self, language, gaps):
        self.language, self.gaps = language, gaps
        super().__init__(
            ngettext_lazy(
                "%(count)d text is missing in %(language)s: %(names)s.",
                "%(count)d texts are missing in %(language)s: %(names)s.",
                len(gaps),
            ),
            params={
                "count": len(gaps),
                "language": NAMES[language],
                "names": "; ".join(str(gap) for gap in gaps[: self.SHOWN]) + ("; …" if len(gaps) > self.SHOWN else ""),
            },
            code="language-incomplete",
        )


class NothingToPublish(Refused):
    def __init__(self):
        super().__init__(_("An edition without a guideline cannot be published."), code="nothing-to-publish")


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


class ScaleBroken(Refused):
    def __init__(self):
        super().__init__(
            _("The scale must count from 0 upward without a gap, with two levels at least."), code="scale-broken"
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


class AlreadyAssigned(Refused):
    def __init__(self):
        super().__init__(_("This person already has this duty on the edition."), code="already-assigned")


class NotYourText(PermissionDenied):
    """The person may write in this edition, but not this part or language of it."""
