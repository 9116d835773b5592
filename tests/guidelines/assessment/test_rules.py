"""Who may do what with a self-assessment."""

import pytest

from crm.institutions.enums import PortalRole
from crm.institutions.models import AffiliationRole
from guidelines.assessment.models import Answer, Assessment
from guidelines.assessment.rules import roles_in
from portal.access import get_or_deny
from portal.accounts.models import User
from tests.factories import AnswerFactory, AssessmentFactory, GuidelineFactory, UserFactory, affiliate

WHO_MAY = {
    "assessment.view_assessment": {"anna", "carl", "ben", "ada"},
    "assessment.create_assessment": {"anna"},
    "assessment.begin_assessment": {"anna", "carl"},
    "assessment.answer_assessment": {"anna", "carl"},
    "assessment.hand_in_assessment": {"anna"},
    "assessment.return_assessment": {"anna", "ada"},
    "assessment.sign_off_assessment": {"ada"},
    "assessment.archive_assessment": {"anna"},
    "assessment.discard_assessment": {"anna"},
}


@pytest.fixture
def assessment(fund, edition):
    return AssessmentFactory(institution=fund, edition=edition)


@pytest.mark.parametrize("permission", WHO_MAY)
def test_who_may(people, assessment, permission):
    assert {name for name, user in people.items() if user.has_perm(permission, assessment)} == WHO_MAY[permission]


@pytest.mark.parametrize("permission", WHO_MAY)
def test_roles_brought_along_give_the_same_rights(people, assessment, permission):
    allowed = {
        name
        for name, user in people.items()
        if user.has_perm(permission, Assessment.objects.with_roles_of(user).get(pk=assessment.pk))
    }
    assert allowed == WHO_MAY[permission]


def test_roles_brought_along_for_one_person_give_another_one_nothing(anna, ben, assessment):
    fetched_for_anna = Assessment.objects.with_roles_of(anna).get(pk=assessment.pk)
    assert roles_in(ben, fetched_for_anna) == {PortalRole.READER}


def test_the_institution_itself_may_be_asked_about(people, fund):
    assert {n for n, u in people.items() if u.has_perm("assessment.create_assessment", fund)} == {"anna"}


def test_lists_and_pages_agree(people, assessment):
    for name, user in people.items():
        listed = Assessment.objects.visible_to(user).contains(assessment)
        assert listed == user.has_perm("assessment.view_assessment", assessment), name


def test_no_permission_is_given_without_an_object(people):
    for name, user in people.items():
        for permission in WHO_MAY:
            assert not user.has_perm(permission), (name, permission)


def test_a_superuser_sees_no_answers(assessment, edition):
    root = User.objects.create_superuser("root@example.org", "correct horse battery", name="Root")
    answer = AnswerFactory(assessment=assessment, guideline=edition.guidelines.first())
    assert not Assessment.objects.visible_to(root).exists()
    assert not Answer.objects.visible_to(root).contains(answer)


def test_a_role_at_the_secretariat_opens_no_answers_but_tells_the_use(rita, staff, assessment):
    assert not Assessment.objects.visible_to(rita).exists()
    assert rita.has_perm("assessment.view_use")
    assert not staff("translator").has_perm("assessment.view_use")


def test_access_ends_with_the_role_while_the_affiliation_goes_on(anna, assessment):
    AffiliationRole.objects.filter(affiliation__person__user=anna).update(starts_on="2020-01-01", ends_on="2020-12-31")
    assert not Assessment.objects.visible_to(anna).exists()
    assert not anna.has_perm("assessment.view_assessment", assessment)


def test_an_account_that_is_closed_opens_nothing(anna, assessment):
    anna.is_active = False
    assert not Assessment.objects.visible_to(anna).exists()
    assert not anna.has_perm("assessment.view_assessment", assessment)


def test_roles_in_two_institutions_stay_apart(anna, elsewhere, edition):
    affiliate(anna, elsewhere, PortalRole.READER)
    theirs = AssessmentFactory(institution=elsewhere, edition=edition)
    assert anna.has_perm("assessment.view_assessment", theirs)
    assert not anna.has_perm("assessment.answer_assessment", theirs)


def test_somebody_without_any_affiliation_sees_nothing(assessment, rf):
    from django.http import Http404

    stranger = UserFactory()
    with pytest.raises(Http404):
        get_or_deny(stranger, Assessment.objects, "assessment.view_assessment", uuid=assessment.uuid)


def test_answers_are_seen_by_those_who_see_the_assessment(anna, cleo, assessment, edition):
    answer = AnswerFactory(assessment=assessment, guideline=GuidelineFactory(section=edition.sections.last()))
    assert Answer.objects.visible_to(anna).contains(answer)
    assert not Answer.objects.visible_to(cleo).contains(answer)
