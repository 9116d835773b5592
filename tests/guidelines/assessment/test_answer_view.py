"""Saving over the line by script: acknowledged, refused, in conflict; and how an answer came about."""

from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from guidelines.assessment import actions
from guidelines.assessment.models import Answer, AnswerChange
from tests.factories import GuidelineFactory
from tests.guidelines.assessment.sending import SCRIPT, entered


@pytest.fixture
def send(client_of, answer_url):
    """Return a function: this person's script sends an answer."""

    def post(user, **other):
        return client_of(user).post(answer_url, entered(user, **other), **SCRIPT)

    return post


def test_the_acknowledgement_says_version_and_time_in_the_reader_s_own_zone(send, carl, guideline):
    carl.time_zone = "Asia/Tokyo"
    carl.save()
    reply = send(carl)
    said = reply.json()
    kept = Answer.objects.get()
    assert (reply.status_code, said["id"], said["version"]) == (200, str(guideline.key), 1)
    assert said["at"] == kept.answered_at.isoformat()
    assert said["saved_text"] == f"Saved {kept.answered_at.astimezone(ZoneInfo('Asia/Tokyo')):%H:%M}"
    assert said["history"].startswith("Carl, ")
    assert said["history"].endswith("; question read in English.")
    assert said["values"] == {"level": "2", "target": "3", "comment": "Some words.", "comment_lang": "en"}


def test_the_time_is_said_in_the_language_of_the_page(client_of, carl, answer_url):
    reply = client_of(carl).post(answer_url.replace("/en/", "/fr/"), entered(carl), **SCRIPT)
    assert reply.status_code == 200
    assert reply.json()["saved_text"]


def test_a_double_click_is_one_change(send, carl):
    key = str(uuid4())
    first, second = send(carl, key=key), send(carl, key=key)
    assert first.json() == second.json()
    assert AnswerChange.objects.count() == 1


def test_not_applicable(send, carl):
    assert send(carl, level="n").json()["values"]["level"] == "n"
    assert Answer.objects.get().is_not_applicable


def test_the_level_can_be_taken_back(send, carl):
    send(carl)
    assert send(carl, version="1", clear="1").json()["values"]["level"] == ""
    assert Answer.objects.get().level is None


def test_two_people_in_one_answer_see_both_values(send, anna, carl):
    send(anna, level="3", comment="Ses mots.", comment_lang="fr")
    reply = send(carl, level="1", comment="His <b>words</b>.")
    assert (reply.status_code, reply.json()["code"], reply.json()["version"]) == (409, "conflict", 1)
    html = reply.json()["html"]
    assert "You and Anna both changed this answer." in html
    assert "3 Largely in place" in html
    assert "1 Planned" in html
    assert '<bdi class="prewrap" lang="fr" dir="ltr">Ses mots.</bdi>' in html
    assert "His &lt;b&gt;words&lt;/b&gt;." in html
    assert 'name="version" value="1"' in html


def test_the_choice_between_two_answers_takes_a_side_for_each_field(send, anna, carl):
    send(anna, level="3", comment="Hers.", target="4")
    reply = send(
        carl,
        level="1",
        comment="His.",
        target="2",
        version="1",
        take_level="mine",
        take_comment="theirs",
        take_target="mine",
    )
    assert reply.status_code == 200
    kept = Answer.objects.get()
    assert (kept.level, kept.comment, kept.target, kept.version) == (1, "Hers.", 2, 2)


def test_a_choice_that_is_itself_too_late_is_asked_again(send, anna, carl):
    send(anna, level="3")
    send(anna, level="4", version="1")
    reply = send(carl, level="1", version="1", take_level="mine")
    assert reply.status_code == 409
    assert "4 Fully in place" in reply.json()["html"]


def test_a_conflict_about_the_language_of_a_comment_can_be_chosen(send, client_of, anna, carl, answer_url, answer):
    answer(anna, 2, comment="Mot.", comment_lang="fr", target=3)
    reply = send(carl, comment="Mot.", comment_lang="de")
    assert reply.status_code == 409
    html = reply.json()["html"]
    assert 'name="take_comment"' in html
    assert ("French" in html, "German" in html) == (True, True)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"level": "9"}, "level"),
        ({"level": "-1"}, "level"),
        ({"level": "²"}, "level"),
        ({"level": "two"}, "level"),
        ({"target": "9"}, "target"),
        ({"target": "x"}, "target"),
        ({"comment": "x" * 4001}, "comment"),
        ({"comment_lang": "xx"}, "comment_lang"),
        ({"key": "no-uuid"}, "key"),
        ({"version": "-1"}, "version"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(send, carl, wrong, field):
    reply = send(carl, **wrong)
    assert (reply.status_code, list(reply.json()["errors"])) == (400, [field])
    assert not Answer.objects.exists()


def test_the_error_is_in_the_reader_s_language_and_line_ends_do_not_count_twice(send, carl):
    assert send(carl, comment="x\r\n" * 2000).status_code == 200


def test_an_ended_session_is_told_to_the_script(answer_url, carl):
    reply = Client().post(answer_url, entered(carl), **SCRIPT)
    assert reply.status_code == 401
    assert not Answer.objects.exists()


def test_nothing_is_saved_under_another_name(client_of, anna, carl, answer_url):
    reply = client_of(anna).post(answer_url, entered(carl), **SCRIPT)
    assert (reply.status_code, reply.json()["code"]) == (401, "another-person")
    assert not Answer.objects.exists()


@pytest.mark.parametrize(("name", "status"), [("ben", 403), ("ada", 403), ("cleo", 404), ("otto", 404), ("rita", 404)])
def test_who_may_not_answer_is_refused(people, send, name, status):
    assert send(people[name]).status_code == status
    assert not Answer.objects.exists()


def test_an_assessment_that_is_closed_says_so(client_of, anna, carl, answer_url, answered):
    actions.hand_in_assessment(answered, by=anna)
    reply = client_of(carl).post(answer_url, entered(carl, version="1", level="4"), **SCRIPT)
    assert (reply.status_code, reply.json()["code"]) == (409, "closed")


def test_a_guideline_of_another_edition_is_not_there(client_of, carl, assessment):
    url = reverse("assessment:answer", args=[assessment.uuid, GuidelineFactory().key])
    assert client_of(carl).post(url, entered(carl), **SCRIPT).status_code == 404


def test_mistyped_addresses_are_not_there(client_of, carl, assessment, guideline):
    client = client_of(carl)
    for path in (
        f"{uuid4()}/answers/{guideline.key}/",
        f"{assessment.uuid}/answers/17/",
        f"17/answers/{guideline.key}/",
    ):
        assert client.post(f"/en/my/assessments/{path}", entered(carl), **SCRIPT).status_code == 404, path


def test_a_token_too_old_is_told_to_the_script_and_read_anew(carl, answer_url):
    client = Client(enforce_csrf_checks=True)
    client.force_login(carl)
    reply = client.post(answer_url, entered(carl), **SCRIPT)
    assert (reply.status_code, reply.json()) == (403, {"code": "csrf"})
    fresh = client.get(reverse("assessment:token"), **SCRIPT).json()
    assert fresh["user"] == str(carl.uuid)
    assert client.post(answer_url, entered(carl), HTTP_X_CSRFTOKEN=fresh["token"], **SCRIPT).status_code == 200


@pytest.mark.parametrize(
    "path", ["/en/my/", "/en/my/assessments/", "/en/my/assessments/{uuid}/", "/en/my/assessments/{uuid}/report/"]
)
def test_head_is_answered_as_get_is(client_of, carl, assessment, path):
    assert client_of(carl).head(path.format(uuid=assessment.uuid)).status_code == 200


# How an answer came about


def test_every_version_of_an_answer_can_be_read_by_colleagues(client_of, ben, carl, anna, answer_url, answer):
    answer(carl, 1, comment="First <i>words</i>.")
    answer(anna, 3, comment="Second words.")
    text = client_of(ben).get(answer_url).content.decode()
    assert "First &lt;i&gt;words&lt;/i&gt;." in text
    assert text.index("Second words.") < text.index("First &lt;i&gt;")
    assert "Question read in English." in text


def test_strangers_do_not_read_versions(client_of, cleo, answer_url, carl, answer):
    answer(carl, 1)
    assert client_of(cleo).get(answer_url).status_code == 404


# What it costs


@pytest.mark.parametrize("known", [False, True])
def test_saving_takes_eight_queries_at_most(
    client_of, carl, assessment, answer, edition, answer_url, known, django_assert_max_num_queries
):
    answer(carl, 1, guideline=edition.guidelines.get(number=3))  # begun
    if known:
        answer(carl, 1)
    client = client_of(carl)
    client.get(reverse("assessment:token"))  # the session learns that no second factor is needed
    with django_assert_max_num_queries(8 + 2):  # counts SAVEPOINT and RELEASE too
        assert client.post(answer_url, entered(carl, version="1" if known else "0"), **SCRIPT).status_code == 200


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("number", [1, 30])
def test_saving_costs_the_same_for_any_number_of_answers(
    client_of, carl, answer, edition, answer_url, number, known, django_assert_num_queries
):
    section = edition.sections.get(code="A.2")
    for place in range(number):
        answer(carl, 1, guideline=GuidelineFactory(section=section, position=place, number=100 + place))
    if known:
        answer(carl, 1)
    client = client_of(carl)
    client.get(reverse("assessment:token"))  # the session learns that no second factor is needed
    with django_assert_num_queries(9):
        assert client.post(answer_url, entered(carl, version="1" if known else "0"), **SCRIPT).status_code == 200
    assert Answer.objects.count() == number + 1
