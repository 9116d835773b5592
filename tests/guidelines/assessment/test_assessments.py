"""The life of a self-assessment: started, handed in, returned, signed, copied, put away."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from crm.institutions.enums import PortalRole, UnitKind
from crm.institutions.models import AffiliationRole
from guidelines.assessment import actions
from guidelines.assessment.actions import EditionNotPublished, HandedInAgain, OpenAssessmentExists, Values
from guidelines.assessment.enums import State
from guidelines.assessment.models import AnswerChange, Assessment
from guidelines.library.enums import EditionState
from portal import clock
from portal.audit.models import Entry
from portal.notifications.models import Notice
from portal.workflow import MoveNotAllowed
from tests.factories import EditionFactory


@pytest.fixture
def create(fund, edition, anna):
    def make(**other):
        fields = {"edition": edition, "unit": fund.whole, "title": "ICT 2026", "by": anna} | other
        return actions.create_assessment(fund, **fields)

    return make


def promised():
    """Return who was told what: the kind and the account."""
    told = Notice.objects.filter(kind__startswith="assessment.").values_list("kind", "recipient__uuid")
    return sorted((kind.partition(".")[2], str(uuid)) for kind, uuid in told)


def test_a_coordinator_starts_one(create, anna):
    assessment = create(period=(date(2026, 1, 1), date(2026, 12, 31)), due_on=date(2099, 12, 1))
    assert (assessment.state, assessment.created_by, assessment.scoring_rules) == (State.DRAFT, anna, 1)
    assert (assessment.period_ends_on, assessment.due_on) == (date(2026, 12, 31), date(2099, 12, 1))
    entry = Entry.objects.get()
    assert (entry.verb, entry.scope) == ("assessment.create_assessment", assessment.institution.audit_scope)


def test_one_under_way_for_an_edition_and_scope(create, anna, fund):
    first = create()
    with pytest.raises(OpenAssessmentExists) as caught:
        create()
    assert caught.value.existing == first
    branch = fund.units.create(kind=UnitKind.BRANCH, name_en="Pensions")
    assert create(unit=branch).unit == branch
    actions.discard_assessment(first, by=anna)
    assert create().state == State.DRAFT


@pytest.mark.parametrize("state", sorted(set(EditionState) - {EditionState.PUBLISHED}))
def test_only_a_published_edition_is_assessed(create, state):
    with pytest.raises(EditionNotPublished):
        create(edition=EditionFactory(state=state))


def test_a_unit_of_another_institution_is_refused(create, elsewhere):
    with pytest.raises(ValidationError):
        create(unit=elsewhere.whole)


def test_a_title_is_one_line_without_turns(create):
    assert create(title=" ICT\u202e 2026\n\x00 ").title == "ICT 2026"


def test_handing_in_is_dated_and_told_to_approvers_alone(answered, anna, ada, ben, carl, cleo):
    actions.hand_in_assessment(answered, by=anna)
    answered.refresh_from_db()
    assert (answered.state, answered.handed_in_by) == (State.IN_REVIEW, anna)
    assert promised() == [("handed_in", str(ada.uuid))]


def test_returning_needs_a_reason(handed_in, ada):
    for nothing in ("", "  \n\x00"):
        with pytest.raises(ValidationError) as caught:
            actions.return_assessment(handed_in, reason=nothing, by=ada)
        assert list(caught.value.message_dict) == ["reason"]
    assert Assessment.objects.get().state == State.IN_REVIEW


def test_returning_keeps_the_reason_and_tells_those_who_answer(handed_in, ada, anna, carl, ben):
    Notice.objects.all().delete()
    actions.return_assessment(handed_in, reason="Numéro 2 ?", reason_lang="fr", by=ada)
    handed_in.refresh_from_db()
    assert (handed_in.state, handed_in.return_reason, handed_in.return_reason_lang) == (
        State.IN_PROGRESS,
        "Numéro 2 ?",
        "fr",
    )
    assert Entry.objects.get(verb="assessment.return_assessment").after["reason"] == "Numéro 2 ?"
    assert promised() == sorted([("returned", str(anna.uuid)), ("returned", str(carl.uuid))])


def test_handing_in_again_clears_the_reason(handed_in, ada, anna):
    actions.return_assessment(handed_in, reason="More.", by=ada)
    actions.hand_in_assessment(handed_in, by=anna)
    assert Assessment.objects.get().return_reason == ""


def test_signing_stores_the_report_and_tells_those_who_answered(handed_in, ada, anna, carl):
    Notice.objects.all().delete()
    actions.sign_off_assessment(handed_in, by=ada)
    signed = Assessment.objects.get()
    assert (signed.state, signed.signed_off_by) == (State.SIGNED_OFF, ada)
    assert signed.stored_report.content_sha256
    told = [(name, user) for name, user in promised() if name == "signed_off"]
    assert told == sorted([("signed_off", str(anna.uuid)), ("signed_off", str(carl.uuid))])


def test_nobody_signs_what_was_handed_in_again_behind_the_page(handed_in, ada, anna):
    seen = handed_in.handed_in_at
    with clock.set_to(seen + timedelta(hours=1)):
        actions.return_assessment(handed_in, reason="More.", by=ada)
        actions.hand_in_assessment(handed_in, by=anna)
        with pytest.raises(HandedInAgain):
            actions.sign_off_assessment(handed_in, by=ada, seen=seen)
    assert Assessment.objects.get().state == State.IN_REVIEW


def test_a_correction_is_a_copy_with_its_own_answers(handed_in, create, ada, anna, answer, guideline):
    signed = actions.sign_off_assessment(handed_in, by=ada)
    copy = create(copy_of=signed)
    assert (copy.state, copy.copied_from) == (State.DRAFT, signed)
    assert [Values.of(a) for a in copy.answers.all()] == [Values.of(a) for a in signed.answers.all()]
    assert AnswerChange.objects.filter(assessment=copy, by=anna, version=1).count() == 3
    answer(anna, 4, into=copy)
    assert (copy.answers.get(guideline=guideline).level, signed.answers.get(guideline=guideline).level) == (4, 2)
    copy.refresh_from_db()
    assert copy.state == State.IN_PROGRESS


def test_a_correction_stays_with_the_edition_and_its_rules_even_when_superseded(handed_in, create, ada, edition):
    signed = actions.sign_off_assessment(handed_in, by=ada)
    type(edition).objects.filter(pk=edition.pk).update(state=EditionState.SUPERSEDED)
    edition.refresh_from_db()
    with pytest.raises(EditionNotPublished):
        create()
    assert create(copy_of=signed).edition == edition


def test_only_what_is_finished_and_the_same_can_be_corrected(handed_in, create, fund, ada):
    with pytest.raises(ValidationError):
        create(copy_of=handed_in)
    signed = actions.sign_off_assessment(handed_in, by=ada)
    with pytest.raises(ValidationError):
        create(copy_of=signed, unit=fund.units.create(kind=UnitKind.REGION, name_en="North"))


def test_what_was_handed_in_once_is_archived_never_discarded(handed_in, ada, anna):
    actions.return_assessment(handed_in, reason="More.", by=ada)
    with pytest.raises(MoveNotAllowed):
        actions.discard_assessment(handed_in, by=anna)
    actions.hand_in_assessment(handed_in, by=anna)
    actions.archive_assessment(handed_in, by=anna)
    assert Assessment.objects.get().state == State.ARCHIVED


def test_a_discarded_one_is_seen_by_nobody_and_its_entry_stays(answered, anna):
    actions.discard_assessment(answered, by=anna)
    assert not Assessment.objects.visible_to(anna).exists()
    assert Entry.objects.filter(verb="assessment.discard_assessment").count() == 1


def test_who_did_it_gets_no_letter_about_it(handed_in, anna, carl, ada, fund):
    """Anna returns what she handed in; she signs, as approver too: each time the others alone are told."""
    Notice.objects.all().delete()
    actions.return_assessment(handed_in, reason="More.", by=anna)
    assert promised() == [("returned", str(carl.uuid))]
    affiliation = fund.affiliations.get(person__user=anna)
    AffiliationRole.objects.create(affiliation=affiliation, role=PortalRole.APPROVER)
    actions.hand_in_assessment(handed_in, by=anna)
    assert [who for name, who in promised() if name == "handed_in"] == [str(ada.uuid)]
    actions.sign_off_assessment(handed_in, by=anna)
    assert [who for name, who in promised() if name == "signed_off"] == [str(carl.uuid)]
