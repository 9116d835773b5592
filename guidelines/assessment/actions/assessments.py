"""What happens to a self-assessment as a whole; the moves of ``workflow.py``."""

from dataclasses import asdict
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from crm.institutions.models import Institution
from guidelines.assessment import notices
from guidelines.assessment.actions.answers import EMPTY, Values
from guidelines.assessment.enums import State
from guidelines.assessment.models import Answer, AnswerChange, Assessment
from guidelines.assessment.scoring import CURRENT_RULES
from guidelines.assessment.workflow import ASSESSMENT, refuse_discarding_what_was_handed_in
from guidelines.library.enums import EditionState
from portal import clock, written
from portal.audit.record import name_of, record

FINISHED = frozenset({State.SIGNED_OFF, State.ARCHIVED})


class EditionNotPublished(ValidationError):
    """Only a published edition can be assessed; a superseded one only to correct what was signed under it."""

    def __init__(self):
        super().__init__(_("Only a published edition can be assessed."), code="edition")


class OpenAssessmentExists(ValidationError):
    """There is one under way for this edition and scope; ``existing`` is it."""

    def __init__(self, existing):
        self.existing = existing
        super().__init__(_("A self-assessment of this edition and scope is already under way."), code="open")


class HandedInAgain(ValidationError):
    """What lies before the signer is not what was handed in last."""

    def __init__(self):
        super().__init__(
            _("The answers were handed in again after you opened this page. Read them once more before you sign."),
            code="handed-in-again",
        )


@transaction.atomic
def create_assessment(
    institution, *, edition, unit, title, by, period=(None, None), due_on=None, title_lang="", copy_of=None
):
    """Start a self-assessment, empty or (to correct a signed one) as its copy. One under way per edition and unit."""
    Institution.objects.select_for_update().get(pk=institution.pk)
    title = written.line(title)
    if not title:
        raise ValidationError({"title": _("Give it a title of letters that can be seen.")})
    if unit.institution_id != institution.pk:
        raise ValidationError({"unit": _("Choose a part of your own institution.")})
    if due_on is not None and due_on < clock.today():
        raise ValidationError({"due_on": _("This day is over. Choose today or a later one, or none.")})
    if copy_of is not None:
        check_copy(copy_of, institution, edition, unit)
    elif edition.state != EditionState.PUBLISHED:
        raise EditionNotPublished
    existing = Assessment.objects.open().filter(institution=institution, edition=edition, unit=unit).first()
    if existing is not None:
        raise OpenAssessmentExists(existing)
    starts_on, ends_on = period or (None, None)
    assessment = Assessment.objects.create(
        institution=institution,
        edition=edition,
        unit=unit,
        title=title,
        title_lang=title_lang or by.language,
        period_starts_on=starts_on,
        period_ends_on=ends_on,
        due_on=due_on,
        scoring_rules=copy_of.scoring_rules if copy_of else CURRENT_RULES,
        copied_from=copy_of,
        created_at=clock.now(),
        created_by=by,
    )
    after = {"state": State.DRAFT, "edition": name_of(edition), "unit": name_of(unit)}
    if copy_of is not None:
        after["copied_from"] = name_of(copy_of)
        copy_answers(copy_of, assessment, by=by)
    record(assessment, "assessment.create_assessment", by=by, after=after)
    return assessment


def check_copy(copy_of, institution, edition, unit):
    same = (copy_of.institution_id, copy_of.edition_id, copy_of.unit_id) == (institution.pk, edition.pk, unit.pk)
    if not same or copy_of.state not in FINISHED:
        raise ValidationError(_("Only a finished self-assessment of the same edition and scope can be corrected."))


def copy_answers(source, assessment, *, by):
    """Copy every answer as a first version of its own; who gave it first stays readable in the source."""
    moment = assessment.created_at
    answers = [
        Answer(
            assessment=assessment,
            guideline_id=old.guideline_id,
            version=1,
            answered_at=moment,
            answered_by=by,
            read_lang=old.read_lang,
            **asdict(Values.of(old)),
        )
        for old in source.answers.all()
    ]
    Answer.objects.bulk_create(answers)
    AnswerChange.objects.bulk_create(
        AnswerChange(
            answer=answer,
            assessment=assessment,
            version=1,
            key=uuid4(),
            by=by,
            at=moment,
            before=asdict(EMPTY),
            after=asdict(Values.of(answer)),
            comment_lang=answer.comment_lang,
            read_lang=answer.read_lang,
        )
        for answer in answers
    )


@transaction.atomic
def hand_in_assessment(assessment, *, by):
    """Hand in for signature. What is unanswered is shown to the signer, never refused here."""
    assessment = locked(assessment)
    ASSESSMENT.apply("hand_in", assessment, by=by)
    assessment.handed_in_at, assessment.handed_in_by = clock.now(), by
    assessment.return_reason = assessment.return_reason_lang = ""
    assessment.save(update_fields=["handed_in_at", "handed_in_by", "return_reason", "return_reason_lang"])
    notices.handed_in(assessment, by=by)
    return assessment


@transaction.atomic
def return_assessment(assessment, *, reason, by, reason_lang=""):
    """Return for changes, with a reason that those who answer can act on."""
    reason = written.text(reason)
    if not reason:
        raise ValidationError({"reason": _("Say what is to be changed.")})
    assessment = locked(assessment)
    ASSESSMENT.apply("return", assessment, by=by, reason=reason)
    assessment.return_reason, assessment.return_reason_lang = reason, reason_lang or by.language
    assessment.save(update_fields=["return_reason", "return_reason_lang"])
    notices.returned(assessment, by=by)
    return assessment


@transaction.atomic
def sign_off_assessment(assessment, *, by, seen=None):
    """Sign for good and store the report in the same transaction.

    ``seen`` is the moment of handing in that the signer's page was about:
    nobody signs answers that were returned, changed and handed in again
    behind that page.
    """
    assessment = locked(assessment)
    if seen is not None and assessment.handed_in_at != seen and ASSESSMENT.allows("sign_off", assessment):
        raise HandedInAgain
    ASSESSMENT.apply("sign_off", assessment, by=by)
    assessment.signed_off_at, assessment.signed_off_by = clock.now(), by
    assessment.save(update_fields=["signed_off_at", "signed_off_by"])
    from guidelines.assessment import snapshot

    snapshot.store_report(assessment, by=by)
    notices.signed_off(assessment, by=by)
    return assessment


@transaction.atomic
def archive_assessment(assessment, *, by):
    """Put away what is signed, or what was handed in and will not be."""
    assessment = locked(assessment)
    ASSESSMENT.apply("archive", assessment, by=by)
    return assessment


@transaction.atomic
def discard_assessment(assessment, *, by):
    """Drop what was never handed in; the audit entry stays."""
    assessment = locked(assessment)
    refuse_discarding_what_was_handed_in(assessment)
    ASSESSMENT.apply("discard", assessment, by=by)
    return assessment


def locked(assessment):
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("institution", "edition__set", "unit")
    return rows.get(pk=assessment.pk)
