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


class ConsultationTooShort(Refused):
    """Nobody can be consulted until today."""

    def __init__(self):
        super().__init__(_("Choose a later day than today: people need time to answer."), code="consultation-too-short")


class WrongPlace(Refused):
    """A thing of another edition, within itself, or deeper than a sub-section."""

    def __init__(self):
        super().__init__(_("It cannot stand there: a part holds sections, a section holds sub-sections."), code="place")


class NothingToSplit(Refused):
    """A guideline is split by some of its points, not by none or all."""

    def __init__(self):
        super().__init__(_("Choose some of the points, but not all: the others stay where they are."), code="split")


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


class LanguageNotReleased(Refused):
    """Only what the public may read is printed."""

    def __init__(self, language):
        self.language = language
        super().__init__(
            _("%(language)s is not released."), params={"language": NAMES[language]}, code="language-not-released"
        )


class NotCompared(Refused):
    """No published mapping leads from that edition to this one."""

    def __init__(self, old):
        super().__init__(
            _("This edition is not compared with edition %(year)s."), params={"year": old.year}, code="not-compared"
        )


class TooManyPapers(Refused):
    """One person has so many PDFs made in a day; those that are there may be had by everybody."""

    def __init__(self, most):
        super().__init__(
            _("You have asked for %(most)s PDFs since yesterday. More can be made tomorrow."),
            params={"most": most},
            code="too-many-papers",
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


class ChangedByBoth(ChangedMeanwhile):
    """Two people changed the same thing, each in another way; the ``conflicts`` say what, before and after."""

    def __init__(self, conflicts):
        super().__init__()
        self.conflicts = conflicts


class AlreadyAssigned(Refused):
    def __init__(self):
        super().__init__(_("This person already has this duty on the edition."), code="already-assigned")


class AlreadyInvited(Refused):
    """A letter to this address about this edition is unanswered: it is sent again instead."""

    def __init__(self):
        super().__init__(
            _("An invitation to this address is unanswered. Send it again, or withdraw it first."),
            code="already-invited",
        )


class InvitationOver(Refused):
    def __init__(self):
        super().__init__(_("This invitation was accepted or withdrawn in the meantime."), code="invitation-over")


class AccountClosed(Refused):
    """Nobody can sign in with it, so nothing can be given to its owner."""

    def __init__(self):
        super().__init__(_("The account with this address is closed."), code="account-closed")


class NoLanguage(Refused):
    def __init__(self):
        super().__init__(_("Choose at least one language."), code="no-language")


class NoEngine(Refused):
    """No address of an engine is set; no page offers one then."""

    def __init__(self):
        super().__init__(_("There is no engine for machine translation here."), code="no-engine")


class OnlyTranslatorsBySection(Refused):
    """Whoever writes or reviews has the whole edition before them."""

    def __init__(self):
        super().__init__(_("Only translators are given single sections."), code="only-translators-by-section")


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


class NotYetRead(Refused):
    """Errata tell readers what was wrong in what they have read."""

    def __init__(self):
        super().__init__(
            _("This edition is not published: nobody has read it yet, so there is nothing to correct by an erratum."),
            code="not-yet-read",
        )


class StillEdited(Refused):
    """What is not released is simply written."""

    def __init__(self, language):
        self.language = language
        super().__init__(
            _("%(language)s is not released: its texts are edited, not corrected by an erratum."),
            params={"language": NAMES[language]},
            code="language-not-released",
        )


class NotOfThisEdition(Refused):
    """The text to correct is none of this edition's."""

    def __init__(self):
        super().__init__(_("This text does not belong to the edition."), code="not-of-this-edition")


class NothingCorrected(Refused):
    def __init__(self):
        super().__init__(_("This is the text that stands. Change what is wrong in it."), code="nothing-corrected")


class TextNeeded(Refused):
    """A text that readers need is corrected, not taken away."""

    def __init__(self):
        super().__init__(_("This text cannot be left empty."), code="text-needed")


class ReasonNeeded(Refused):
    def __init__(self):
        super().__init__(_("Say in a sentence what was wrong."), code="reason-needed")


class NoLongerStands(Refused):
    """The text was corrected by another erratum between this person's reading and issuing; ``text`` stands now."""

    def __init__(self, text):
        self.text = text
        super().__init__(
            _("Somebody else corrected this text while you were writing. What you wrote is still here; compare."),
            code="no-longer-stands",
        )


class NotYourText(PermissionDenied):
    """The person may write in this edition, but not this part or language of it."""
