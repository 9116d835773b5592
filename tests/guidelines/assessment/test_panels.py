"""What assessments show in My ISSA and beside a guideline."""

import pytest
from django.test import RequestFactory

from crm.institutions.enums import PortalRole, UnitKind
from crm.institutions.models import Affiliation
from guidelines.assessment.panels import our_answer
from tests.factories import AnswerFactory, AssessmentFactory, EditionFactory, UserFactory, affiliate

HOME = "/en/my/"


def test_our_assessments_with_progress_and_what_colleagues_did(client_of, anna, answer, carl):
    answer(carl, 2, target=3)
    text = " ".join(client_of(anna).get(HOME).content.decode().split())
    assert "ICT 2026" in text
    assert "1 of 3" in text
    assert '<span class="timeline__what">Carl</span> answered <bdi>ICT-1</bdi>' in text


def test_one_goes_on_where_one_was(client_of, anna, carl, answer, edition):
    answer(carl, 2, guideline=edition.guidelines.get(number=3))
    assert client_of(carl).get(HOME).context["go_on"][0] == "Go on where you were: A.2"
    assert client_of(anna).get(HOME).context["go_on"] is None


def test_nothing_of_another_institution(client_of, cleo, carl, answer):
    answer(carl, 2, comment="Planted.")
    text = client_of(cleo).get(HOME).content.decode()
    assert "ICT 2026" not in text
    assert "Carl" not in text


@pytest.mark.parametrize("number", [1, 30])
def test_the_home_costs_the_same_for_any_number(client_of, anna, carl, fund, answer, number, django_assert_num_queries):
    answer(carl, 2)
    for edition in EditionFactory.create_batch(number, published=True):
        AssessmentFactory(institution=fund, edition=edition)
    client = client_of(anna)
    client.get(HOME)
    with django_assert_num_queries(20):
        client.get(HOME)


def request_of(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_a_guideline_shows_our_last_answer_to_our_own(people, answer, carl, guideline):
    answer(carl, 2, target=3)
    shown = {name for name, user in people.items() if our_answer(request_of(user), guideline)}
    assert shown == {"anna", "carl", "ben", "ada"}
    html = our_answer(request_of(people["ben"]), guideline).render_html({})
    assert "Partly in place" in html
    assert "Target 3" in html
    assert "ICT 2026" in html


def test_a_guideline_without_an_answer_shows_nothing(anna, answer, edition, guideline):
    answer(anna, 2)
    assert our_answer(request_of(anna), edition.guidelines.get(number=2)) is None
    assert our_answer(request_of(UserFactory()), guideline) is None


def test_the_guideline_page_carries_the_panel(client_of, anna, answer, edition):
    answer(anna, 2)
    text = client_of(anna).get("/en/guidelines/ict/e2026/1/").content.decode()
    assert "Our last answer" in text


def test_an_ex_colleague_is_not_led_back(client_of, carl, answer, fund, elsewhere):
    answer(carl, 2)
    assert client_of(carl).get(HOME).context["go_on"] is not None
    Affiliation.objects.filter(person__user=carl, institution=fund).update(starts_on="2020-01-01", ends_on="2024-12-31")
    affiliate(carl, elsewhere, PortalRole.CONTRIBUTOR)
    reply = client_of(carl).get(HOME)
    assert reply.context["go_on"] is None
    assert "Go on where you were" not in reply.content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_a_guideline_page_costs_the_same_for_any_number_of_answers(
    client_of, anna, fund, edition, guideline, answer, number, django_assert_num_queries
):
    answer(anna, 2)
    for place in range(number - 1):
        unit = fund.units.create(kind=UnitKind.BRANCH, name_en=f"Branch {place}")
        AnswerFactory(assessment=AssessmentFactory(institution=fund, edition=edition, unit=unit), guideline=guideline)
    client = client_of(anna)
    address = "/en/guidelines/ict/e2026/1/"
    client.get(address)
    with django_assert_num_queries(26):
        assert "Our last answer" in client.get(address).content.decode()
