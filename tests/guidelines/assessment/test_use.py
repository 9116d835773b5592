"""What the secretariat sees of self-assessments: that they are used, and nothing else."""

import pytest
from django.urls import reverse

from guidelines.assessment import actions
from portal.accounts.models import User
from portal.roles import ROLES
from tests.factories import AssessmentFactory


def test_the_account_manager_sees_institution_set_state_and_dates_and_no_word(client_of, rita, ada, handed_in):
    type(handed_in).objects.update(title="Planted title")
    actions.return_assessment(handed_in, reason="Planted reason", by=ada)
    text = client_of(rita).get(reverse("assessment_use")).content.decode()
    for expected in ("National Fund", "Information technology", "2026", "In progress"):
        assert expected in text
    for planted in ("Planted title", "Planted reason", "Anna", "Carl", str(handed_in.uuid)):
        assert planted not in text


@pytest.mark.parametrize("role", sorted(ROLES))
def test_only_those_whose_role_says_so_see_the_use(client_of, staff, assessment, role):
    status = client_of(staff(role)).get(reverse("assessment_use")).status_code
    assert (status == 200) == ("assessment.view_use" in ROLES[role].permissions)


def test_being_a_superuser_is_no_role(client_of, assessment):
    root = User.objects.create_superuser("root@example.org", "correct horse battery", name="Root")
    assert client_of(root).get(reverse("assessment_use")).status_code != 200


def test_what_was_discarded_is_seen_by_nobody(client_of, rita, assessment, anna):
    actions.discard_assessment(assessment, by=anna)
    assert "National Fund" not in client_of(rita).get(reverse("assessment_use")).content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_for_any_length(client_of, rita, edition, number, django_assert_num_queries):
    AssessmentFactory.create_batch(number, edition=edition)
    client = client_of(rita)
    client.get(reverse("assessment_use"))
    with django_assert_num_queries(6):
        client.get(reverse("assessment_use_results"))
