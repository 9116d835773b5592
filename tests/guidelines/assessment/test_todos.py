"""What waits for whom, in which state of an assessment."""

import pytest

from guidelines.assessment import actions
from guidelines.assessment.models import Assessment
from guidelines.assessment.todos import todos
from portal.myissa.todo import Standing
from tests.factories import AssessmentFactory, EditionFactory


def lines(user):
    return [line.title for line in todos(user)]


def test_a_new_assessment_waits_for_those_who_answer(people, assessment):
    waiting = {name for name, user in people.items() if lines(user)}
    assert waiting == {"anna", "carl"}
    line = next(todos(people["carl"]))
    assert (line.title, line.standing) == ("Answer “ICT 2026”: 3 left", Standing.NEW)
    assert line.detail == "Information technology 2026, whole institution; 0 of 3 answered"


def test_what_is_begun_says_how_much_is_left(answer, carl):
    answer(carl, 1)
    line = next(todos(carl))
    assert (line.title, line.standing) == ("Answer “ICT 2026”: 2 left", Standing.BEGUN)


def test_when_all_is_answered_the_coordinator_hands_in(answered, anna, carl):
    assert lines(anna) == ["Hand in “ICT 2026”: everything is answered"]
    assert lines(carl) == []


def test_what_is_handed_in_waits_for_the_approver_alone(people, handed_in):
    assert {name for name, user in people.items() if lines(user)} == {"ada"}
    assert lines(people["ada"]) == ["Sign off “ICT 2026”, or return it"]


def test_what_was_returned_is_read_by_those_who_answer(people, handed_in):
    actions.return_assessment(handed_in, reason="More.", by=people["ada"])
    assert {name for name, user in people.items() if lines(user)} == {"anna", "carl"}
    assert lines(people["carl"]) == ["Read why “ICT 2026” was returned, and change it"]


@pytest.mark.parametrize("end", [actions.sign_off_assessment, actions.archive_assessment])
def test_what_is_finished_waits_for_nobody(people, handed_in, end):
    end(handed_in, by=people["ada"])
    assert [name for name, user in people.items() if lines(user)] == []


def test_a_percent_sign_in_a_title_is_a_percent_sign(carl, assessment):
    Assessment.objects.update(title="100 %(left)s <b>")
    assert lines(carl) == ["Answer “100 %(left)s <b>”: 3 left"]


def test_whoever_belongs_to_no_institution_costs_one_query(rita, assessment, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert lines(rita) == []


@pytest.mark.parametrize("number", [1, 30])
def test_all_lines_take_two_queries_the_roles_among_them(carl, fund, number, django_assert_num_queries):
    for edition in EditionFactory.create_batch(number, published=True):
        AssessmentFactory(institution=fund, edition=edition)
    with django_assert_num_queries(2):
        list(todos(carl))
