from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EditionState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("edition", "Proposed")
    DRAFT = "draft", pgettext_lazy("edition", "Draft")
    IN_REVIEW = "in-review", pgettext_lazy("edition", "In review")
    CONSULTATION = "consultation", pgettext_lazy("edition", "Consultation")
    CONSULTATION_CLOSED = "consultation-closed", pgettext_lazy("edition", "Consultation closed")
    FINAL_DRAFT = "final-draft", pgettext_lazy("edition", "Final draft")
    APPROVED = "approved", pgettext_lazy("edition", "Approved")
    IN_TRANSLATION = "in-translation", pgettext_lazy("edition", "In translation")
    PUBLISHED = "published", pgettext_lazy("edition", "Published")
    SUPERSEDED = "superseded", pgettext_lazy("edition", "Superseded")


#: What anybody may read: once published, for good.
PUBLIC = frozenset({EditionState.PUBLISHED, EditionState.SUPERSEDED})
#: Structure and English may still change. While members are consulted they stand still: a comment is about what was read.
EDITABLE = frozenset(
    {
        EditionState.PROPOSED,
        EditionState.DRAFT,
        EditionState.IN_REVIEW,
        EditionState.CONSULTATION_CLOSED,
        EditionState.FINAL_DRAFT,
    }
)
#: The commission is at work.
WRITTEN = frozenset({EditionState.DRAFT, EditionState.IN_REVIEW})
#: English stands, so a translation can be released for good.
SETTLED = frozenset({EditionState.APPROVED, EditionState.IN_TRANSLATION, *PUBLIC})


#: Those who are invited may comment.
COMMENTED = frozenset({EditionState.IN_REVIEW, EditionState.CONSULTATION})
#: What was said may still be taken up; afterwards the answers stand.
ANSWERED = COMMENTED | {EditionState.CONSULTATION_CLOSED, EditionState.FINAL_DRAFT}


class Disposition(models.TextChoices):
    """What became of a comment."""

    TAKEN = "taken", pgettext_lazy("comment", "taken")
    IN_PART = "taken-in-part", pgettext_lazy("comment", "taken in part")
    NOT_TAKEN = "not-taken", pgettext_lazy("comment", "not taken")


class SectionKind(models.TextChoices):
    PART = "part", _("part")
    SECTION = "section", _("section")
    SUBSECTION = "subsection", _("sub-section")


class Duty(models.TextChoices):
    COMMISSION_MEMBER = "commission-member", _("commission member")
    REVIEWER = "reviewer", _("reviewer")
    TRANSLATOR = "translator", _("translator")


class MappingKind(models.TextChoices):
    """What became of a guideline from one edition to the next."""

    UNCHANGED = "unchanged", pgettext_lazy("guideline", "unchanged")
    REWORDED = "reworded", pgettext_lazy("guideline", "reworded")
    SPLIT = "split", pgettext_lazy("guideline", "split")
    MERGED = "merged", pgettext_lazy("guideline", "merged")
    NEW = "new", pgettext_lazy("guideline", "new")
    DROPPED = "dropped", pgettext_lazy("guideline", "dropped")
