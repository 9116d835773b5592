"""What invited people say about a draft, what became of it, and who never reads either."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from openpyxl import load_workbook

from guidelines.library import actions
from guidelines.library.exceptions import CommentsUnanswered, NotCommentedNow, NotYourText, WrongEdition
from guidelines.library.models import Comment, Edition, EditionAssignment
from guidelines.library.todos import todos
from portal import clock
from portal.audit.models import Entry
from tests.factories import UserFactory
from tests.guidelines.library.conftest import first, say

LIST = "/en/guidelines/gov/e2026/comments/"
FIRST = "/en/guidelines/gov/e2026/1/comments/"


@pytest.fixture
def vera(draft, editor):
    """Invited to review the edition; no role in the administration."""
    vera = UserFactory(name="Vera")
    actions.assign(draft, user=vera, duty="reviewer", by=editor)
    return vera


@pytest.fixture
def member(draft, editor):
    """Of the commission that writes it."""
    member = UserFactory(name="Mara")
    actions.assign(draft, user=member, duty="commission-member", by=editor)
    return member


@pytest.fixture
def outside_translator(draft, editor):
    translator = UserFactory(name="Théo")
    actions.assign(draft, user=translator, duty="translator", language="fr", by=editor)
    return translator


@pytest.fixture
def in_review(draft, editor):
    return actions.review_edition(draft, by=editor)


def test_a_reviewer_comments_on_a_point_and_it_keeps_what_it_was_about(in_review, vera):
    point = first(in_review).points.first()
    comment = say(in_review, vera, point=point, text="Ce point est <b>vague</b>.")
    assert (comment.place, comment.quoted, comment.phase) == ("GOV-1 Strategy 0", point.text_en, "in-review")
    assert Entry.objects.last().verb == "library.comment_guideline"


def test_a_point_of_another_guideline_is_refused(in_review, vera):
    other = in_review.guidelines.get(title_en="Strategy 1").points.first()
    with pytest.raises(WrongEdition):
        say(in_review, vera, point=other)


def test_it_stays_when_its_guideline_goes(in_review, vera, editor):
    comment = say(in_review, vera)
    actions.remove_guideline(first(in_review), by=editor)
    comment.refresh_from_db()
    assert (comment.guideline, comment.place) == (None, "GOV-1 Strategy 0")


@pytest.mark.parametrize("moves", [[], ["review", "finalise"]])
def test_comments_are_asked_for_in_review_and_consultation_only(draft, editor, vera, moves):
    actions.go_through(draft, *moves, by=editor)
    with pytest.raises(NotCommentedNow):
        say(draft, vera)


def test_a_consultation_is_commented_as_such(in_review, editor, vera):
    actions.consult_edition(in_review, ends_on=clock.today() + timedelta(days=30), by=editor)
    assert say(in_review, vera).phase == "consultation"


@pytest.mark.parametrize("who", ["outside_translator", "anna", "rita"])
def test_who_is_not_invited_says_nothing(request, in_review, who):
    with pytest.raises(NotYourText):
        say(in_review, request.getfixturevalue(who))


@pytest.mark.parametrize("text", ["", "   ", "\x00\x01", "x" * 4001])
def test_a_comment_says_something(in_review, vera, text):
    with pytest.raises(ValidationError) as refusal:
        say(in_review, vera, text=text)
    assert list(refusal.value.message_dict) == ["text"]


def test_an_edition_is_approved_when_everybody_has_an_answer(in_review, editor, member, vera):
    comment = say(in_review, vera)
    actions.finalise_edition(in_review, by=editor)
    with pytest.raises(CommentsUnanswered):
        actions.approve_edition(in_review, by=editor)
    answered = actions.answer_comment(comment, disposition="taken", answer="", lang="en", by=member)
    assert (answered.disposition, answered.answered_by) == ("taken", member)
    assert actions.approve_edition(in_review, by=editor).state == "approved"
    with pytest.raises(NotCommentedNow):
        actions.answer_comment(comment, disposition="not-taken", answer="After all, no.", lang="en", by=member)


def test_what_is_not_taken_has_a_reason(in_review, editor, vera):
    comment = say(in_review, vera)
    with pytest.raises(ValidationError) as refusal:
        actions.answer_comment(comment, disposition="taken-in-part", answer=" ", lang="en", by=editor)
    assert list(refusal.value.message_dict) == ["answer"]


def test_a_reviewer_does_not_answer(in_review, vera):
    with pytest.raises(NotYourText):
        actions.answer_comment(say(in_review, vera), disposition="taken", answer="", lang="en", by=vera)


# Pages


@pytest.mark.parametrize("path", [LIST, FIRST])
@pytest.mark.parametrize(
    ("who", "status"),
    [("vera", 200), ("member", 200), ("editor", 200), ("translator", 200), ("outside_translator", 404), ("anna", 404)],
)
def test_who_reads_the_comments(request, in_review, client_of, path, who, status):
    assert client_of(request.getfixturevalue(who)).get(path).status_code == status


def test_visitors_are_led_to_sign_in(in_review, client):
    assert client.get(LIST).status_code == 302


def test_a_reviewer_comments_on_the_page_of_the_guideline(in_review, vera, client_of):
    client = client_of(vera)
    page = client.get("/en/guidelines/gov/e2026/1/").content.decode()
    assert f'href="{FIRST}"' in page
    point = first(in_review).points.last()
    answer = client.post(FIRST, {"about": str(point.key), "text": "Say <i>when</i>.", "lang": "en"})
    assert answer["Location"] == FIRST
    comment = Comment.objects.get()
    assert (comment.point, comment.text, comment.by) == (point, "Say <i>when</i>.", vera)
    page = client.get(FIRST).content.decode()
    assert "Say &lt;i&gt;when&lt;/i&gt;." in page
    assert "no answer yet" in page


@pytest.mark.parametrize(
    ("wrong", "field"), [({"text": ""}, "text"), ({"about": "no-such-point"}, "about"), ({"lang": "xx"}, "lang")]
)
def test_what_is_wrong_is_said_at_the_field_and_kept(in_review, vera, client_of, wrong, field):
    answer = client_of(vera).post(FIRST, {"about": "", "text": "My words.", "lang": "en"} | wrong)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert "My words." in answer.content.decode() or "text" in wrong


def test_a_closed_edition_keeps_what_was_typed(in_review, editor, vera, client_of):
    actions.finalise_edition(in_review, by=editor)
    answer = client_of(vera).post(FIRST, {"about": "", "text": "Too late?", "lang": "en"})
    assert answer.status_code == 422
    assert "Too late?" in answer.content.decode()
    assert "not open for comments now" in answer.content.decode()


def test_a_staff_translator_reads_and_says_nothing(in_review, translator, client_of):
    assert client_of(translator).post(FIRST, {"text": "x", "lang": "en"}).status_code == 403


def test_the_commission_answers_from_the_list(in_review, vera, member, client_of):
    comment = say(in_review, vera)
    client = client_of(member)
    url = reverse("library:comment_answer", args=["gov", 2026, comment.uuid])
    assert f'href="{url}"' in client.get(LIST).content.decode()
    refused = client.post(url, {"disposition": "not-taken", "answer": "", "lang": "en"})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["answer"])
    answer = client.post(url, {"disposition": "not-taken", "answer": "The law says so.", "lang": "en"})
    assert answer["Location"] == f"{LIST}#c-{comment.uuid}"
    page = client_of(vera).get(LIST).content.decode()
    assert "not taken" in page and "The law says so." in page


def test_the_answer_does_not_lead_to_itself(in_review, vera, member, client_of):
    comment = say(in_review, vera)
    path = reverse("library:comment_answer", args=["gov", 2026, comment.uuid])
    client = client_of(member)
    lead = f'<a href="{path}">Answer<'
    assert [lead in client.get(page).content.decode() for page in (path, FIRST, LIST)] == [False, True, True]
    assert "may stay empty" not in client.get(path).content.decode()


@pytest.mark.parametrize(("who", "status"), [("vera", 403), ("outside_translator", 404), ("anna", 404)])
def test_others_do_not_open_the_answer(request, in_review, vera, client_of, who, status):
    url = reverse("library:comment_answer", args=["gov", 2026, say(in_review, vera).uuid])
    assert client_of(request.getfixturevalue(who)).get(url).status_code == status


def test_a_comment_of_another_edition_is_not_answered_here(in_review, vera, editor, client_of):
    comment = say(in_review, vera)
    other = Edition.objects.create(set=in_review.set, year=2030)
    url = reverse("library:comment_answer", args=["gov", other.year, comment.uuid])
    assert client_of(editor).get(url).status_code == 404


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_the_list_is_taken_along_with_formulas_as_text(in_review, vera, editor, client_of, format):
    actions.answer_comment(say(in_review, vera, "=1+1"), disposition="taken", answer="", lang="en", by=editor)
    content = client_of(editor).get(f"{LIST}?format={format}").content
    if format == "csv":
        assert "'=1+1" in content.decode("utf-8-sig")
    else:
        cell = load_workbook(BytesIO(content)).active["D2"]
        assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_list_filters_what_has_no_answer(in_review, vera, editor, client_of):
    actions.answer_comment(say(in_review, vera, "First."), disposition="taken", answer="", lang="en", by=editor)
    say(in_review, vera, "Second.")
    page = client_of(editor).get(f"{LIST}?show=unanswered").content.decode()
    assert ("First." in page, "Second." in page) == (False, True)


def test_the_list_follows_the_order_of_the_edition(in_review, vera, editor, client_of):
    for title in ("People 0", "Strategy 1", "Strategy 0"):
        guideline = in_review.guidelines.get(title_en=title)
        actions.comment_guideline(guideline, code="GOV", text=f"About {title}", lang="en", by=vera)
    page = client_of(editor).get(LIST).content.decode()
    places = [page.index(f"About {title}") for title in ("Strategy 0", "Strategy 1", "People 0")]
    assert places == sorted(places)


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("path", [LIST, FIRST])
def test_the_pages_cost_the_same_for_any_number(in_review, vera, editor, client_of, path, count, request):
    for number in range(count):
        actions.answer_comment(say(in_review, vera, f"{number}"), disposition="taken", answer="", lang="en", by=editor)
    client = client_of(editor)
    client.get(path)
    with request.getfixturevalue("django_assert_num_queries")(COSTS[path]):
        client.get(path)


COSTS = {LIST: 13, FIRST: 20}

# What waits


def test_a_reviewer_is_told_and_by_when(in_review, editor, vera):
    assert [line.title for line in todos(vera)] == ["Comment on Steering, edition 2026"]
    ends_on = clock.today() + timedelta(days=20)
    actions.consult_edition(in_review, ends_on=ends_on, by=editor)
    say(in_review, vera)
    (line,) = todos(vera)
    assert (line.due_on, line.detail) == (ends_on, "1 comment of yours so far")


def test_those_who_answer_are_told_how_many_wait(in_review, editor, member, vera):
    say(in_review, vera)
    say(in_review, vera)
    for user in (editor, member):
        lines = [line.title for line in todos(user) if line.kind == "library-answer"]
        assert lines == ["Answer 2 comments on Steering, edition 2026"]
    assert list(todos(UserFactory())) == []


def asked(user):
    return [line.title for line in todos(user) if line.kind == "library-answer"]


def test_nobody_is_asked_to_answer_an_own_comment_while_somebody_else_can(in_review, editor, member, vera):
    say(in_review, editor)
    assert (asked(editor), asked(member)) == ([], ["Answer 1 comment on Steering, edition 2026"])
    say(in_review, vera)
    assert [asked(user) for user in (editor, member)] == [
        ["Answer 1 comment on Steering, edition 2026"],
        ["Answer 2 comments on Steering, edition 2026"],
    ]


def test_whoever_works_on_it_alone_is_asked_all_the_same(in_review, editor):
    say(in_review, editor)
    assert asked(editor) == ["Answer 1 comment on Steering, edition 2026"]
    gone = UserFactory(is_active=False)
    actions.assign(in_review, user=gone, duty="reviewer", by=editor)
    EditionAssignment.objects.filter(user=gone).update(duty="commission-member")
    assert asked(editor) == ["Answer 1 comment on Steering, edition 2026"]
    colleague = UserFactory()
    colleague.groups.add(*editor.groups.all())
    assert (asked(editor), asked(colleague)) == ([], ["Answer 1 comment on Steering, edition 2026"])


def test_the_commission_is_told_while_the_edition_is_in_draft_or_in_review(draft, editor, member):
    (line,) = todos(member)
    assert (line.title, line.detail) == ("Work on Steering, edition 2026", "Draft")
    assert line.url == "/en/guidelines/gov/e2026/"
    actions.review_edition(draft, by=editor)
    assert [line.detail for line in todos(member)] == ["In review"]
    actions.finalise_edition(draft, by=editor)
    assert list(todos(member)) == []


def test_a_member_of_the_commission_who_may_enter_the_administration_is_led_to_the_desk(draft, editor, staff):
    officer = staff("finance_officer")
    actions.assign(draft, user=officer, duty="commission-member", by=editor)
    (line,) = todos(officer)
    assert line.url == reverse("library_desk:edition", args=[draft.uuid])


@pytest.mark.parametrize(
    ("duty", "answers"), [("commission-member", True), ("reviewer", False)], ids=["commission", "reviewer"]
)
def test_whoever_writes_or_reviews_gets_a_letter_in_the_own_language(
    duty, answers, draft, editor, run_tasks, mailoutbox
):
    mara = UserFactory(name="Mara", language="fr")
    actions.assign(draft, user=mara, duty=duty, due_on=date(2027, 4, 1), by=editor)
    run_tasks()
    (message,) = mailoutbox
    assert (message.to, message.extra_headers["Content-Language"]) == ([mara.email], "fr")
    assert "GOV 2026" in message.subject
    assert "/fr/guidelines/gov/e2026/" in message.body
    assert "avril 2027" in message.body
    assert ("Vous répondez aux commentaires" in message.body) is answers
    # Without the administration nobody writes, whatever the duty.
    assert "administration" not in message.body


def test_the_letter_to_somebody_in_the_administration_leads_to_the_desk(draft, editor, staff, run_tasks, mailoutbox):
    officer = staff("finance_officer")
    actions.assign(draft, user=officer, duty="commission-member", by=editor)
    run_tasks()
    assert reverse("library_desk:edition", args=[draft.uuid]) in mailoutbox[0].body
    assert "You write it, in the administration." in mailoutbox[0].body


def test_of_a_duty_that_was_ended_before_the_letter_left_nobody_hears(draft, editor, run_tasks, mailoutbox):
    actions.unassign(actions.assign(draft, user=UserFactory(), duty="reviewer", by=editor), by=editor)
    run_tasks()
    assert mailoutbox == []
