"""The pages around the answers: list, start, overview, and a page for each move."""

import re

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext

from crm.institutions.enums import PortalRole, UnitKind
from guidelines.assessment import actions
from guidelines.assessment.enums import State
from guidelines.assessment.models import Assessment
from guidelines.assessment.workflow import ASSESSMENT
from guidelines.library.enums import EditionState
from portal.workflow import MoveNotAllowed
from tests.factories import AssessmentFactory, EditionFactory, affiliate

LIST, NEW = "/en/my/assessments/", "/en/my/assessments/create/"


@pytest.fixture
def page(assessment):
    """Return a function: the address of one of its pages."""
    return lambda name: reverse(f"assessment:{name}", args=[assessment.uuid])


def state():
    return Assessment.objects.get().state


# The list


def test_the_list_shows_one_s_own_institutions_only(client_of, ben, cleo, assessment, elsewhere, edition):
    AssessmentFactory(institution=elsewhere, edition=edition, title="Theirs")
    assert [line.title.value for line in client_of(ben).get(LIST).context["lines"]] == ["ICT 2026"]
    assert [line.title.value for line in client_of(cleo).get(LIST).context["lines"]] == ["Theirs"]


def test_the_list_can_be_narrowed_and_sorted_by_address(client_of, anna, fund, assessment):
    AssessmentFactory(institution=fund, state=State.ARCHIVED, title="Another")
    client = client_of(anna)

    def titles(query):
        return [line.title.value for line in client.get(LIST + query).context["lines"]]

    assert titles("?show=open") == ["ICT 2026"]
    assert titles("?show=finished") == ["Another"]
    assert titles("?sort=title&show=open") == ["ICT 2026"]
    assert titles("?sort=no-such-thing&page=99") == ["Another", "ICT 2026"]


def test_the_list_sorts_both_ways_by_what_its_heads_say(client_of, anna, carl, fund, assessment, answer):
    """A title as its language does, a state as far as it has come, answers by their share; no due day comes last."""
    answer(carl, 2)
    edition = EditionFactory(published=True)
    others = {"unit": fund.units.create(kind=UnitKind.BRANCH, name_en="B"), "edition": edition}
    AssessmentFactory(institution=fund, title="Évaluation", title_lang="fr", due_on="2027-03-01", **others)
    AssessmentFactory(institution=fund, title="zebra", due_on="2027-01-01", state=State.IN_REVIEW)
    client = client_of(anna)

    def titles(query):
        return " ".join(line.title.value for line in client.get(LIST + query).context["lines"])

    assert titles("?sort=title") == "Évaluation ICT 2026 zebra"
    assert titles("?sort=-title") == "zebra ICT 2026 Évaluation"
    assert titles("?sort=state") == "Évaluation ICT 2026 zebra"
    assert titles("?sort=-state") == "zebra ICT 2026 Évaluation"
    assert titles("?sort=due") == "zebra Évaluation ICT 2026"
    assert titles("?sort=-due") == "Évaluation zebra ICT 2026"
    assert titles("?sort=-answered").startswith("ICT 2026")
    assert titles("?sort=moved") == "ICT 2026 Évaluation zebra"
    assert titles("") == titles("?sort=-moved") == "zebra Évaluation ICT 2026"


def test_tabs_and_pages_keep_the_order_and_an_order_keeps_the_tab(client_of, anna, fund, edition):
    for number in range(21):
        unit = fund.units.create(kind=UnitKind.BRANCH, name_en=f"Branch {number}")
        AssessmentFactory(institution=fund, edition=edition, unit=unit, title=f"T{number:02}")
    reply = client_of(anna).get(f"{LIST}?show=open&sort=-title")
    assert [(tab["url"], tab["is_current"]) for tab in reply.context["tabs"]] == [
        ("?sort=-title", False),
        ("?sort=-title&show=open", True),
        ("?sort=-title&show=finished", False),
    ]
    assert 'href="?show=open&amp;sort=-title&amp;page=2"' in reply.content.decode()
    assert reply.context["columns"][0].url == "?show=open&sort=title"
    last = client_of(anna).get(f"{LIST}?show=open&sort=-title&page=2").context["lines"]
    assert [line.title.value for line in last] == ["T00"]


def test_a_line_says_level_target_and_the_assessment_before(client_of, anna, fund, edition, answer, handed_in, ada):
    actions.sign_off_assessment(handed_in, by=ada)
    again = actions.create_assessment(fund, edition=edition, unit=fund.whole, title="Again", by=anna)
    answer(anna, 4, into=again)
    line = client_of(anna).get(LIST).context["lines"][0]
    assert (line.title.value, str(line.score.level), str(line.before.level)) == ("Again", "4.00", "2.00")
    assert line.ruler_label == "level 4.0 of 4, before 2.0"


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_for_any_length(client_of, anna, fund, number, django_assert_num_queries):
    for edition in EditionFactory.create_batch(number, published=True):
        AssessmentFactory(institution=fund, edition=edition)
    client = client_of(anna)
    client.get(LIST)
    with django_assert_num_queries(13):
        assert len(client.get(LIST).context["lines"]) == min(number, 20)


@pytest.mark.parametrize(("name", "offered"), [("anna", True), ("ben", False)])
def test_an_empty_list_offers_the_next_step_to_those_who_may_take_it(people, client_of, name, offered):
    text = client_of(people[name]).get(LIST).content.decode()
    assert "No self-assessment yet" in text
    assert (NEW in text) is offered


# Starting one


def entered(what, scope, **other):
    return {"edition": what.uuid, "unit": scope.uuid, "title": "ICT 2027", "due_on": "2099-03-01"} | other


def test_a_coordinator_starts_one(client_of, anna, fund, edition):
    reply = client_of(anna).post(NEW, entered(edition, fund.whole, period_starts_on="2027-01-01"))
    made = Assessment.objects.get()
    assert reply["Location"] == made.get_absolute_url()
    assert (made.title, made.unit, str(made.due_on), made.created_by) == ("ICT 2027", fund.whole, "2099-03-01", anna)


@pytest.mark.parametrize("name", ["carl", "ben", "ada", "otto", "rita"])
def test_nobody_else_starts_one(people, client_of, fund, edition, name):
    assert client_of(people[name]).post(NEW, entered(edition, fund.whole)).status_code == 403
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"edition": "no-uuid"}, "edition"),
        ({"unit": "00000000-0000-4000-8000-000000000000"}, "unit"),
        ({"due_on": "soon"}, "due_on"),
        ({"due_on": "2020-01-01"}, "due_on"),
        ({"period_starts_on": "2027-02-01", "period_ends_on": "2027-01-01"}, "period_ends_on"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_entries_are_kept(client_of, anna, fund, edition, wrong, field):
    reply = client_of(anna).post(NEW, entered(edition, fund.whole, **wrong))
    assert list(reply.context["form"].errors) == [field]
    assert 'value="2099-03-01"' in reply.content.decode() or "due_on" in wrong
    assert not Assessment.objects.exists()


def test_another_institution_s_unit_cannot_be_chosen(client_of, anna, edition, elsewhere):
    reply = client_of(anna).post(NEW, entered(edition, elsewhere.whole))
    assert list(reply.context["form"].errors) == ["unit"]


def test_a_second_one_under_way_is_refused_with_the_way_to_the_first(client_of, anna, fund, edition, assessment):
    reply = client_of(anna).post(NEW, entered(edition, fund.whole))
    assert list(reply.context["form"].errors) == ["unit"]
    assert reply.content.decode().count(f'href="{assessment.get_absolute_url()}"') == 1
    assert Assessment.objects.count() == 1


def test_a_second_correction_leads_to_the_first(client_of, anna, ada, handed_in):
    signed = actions.sign_off_assessment(handed_in, by=ada)
    address = f"{NEW}?copy_of={signed.uuid}"
    first = client_of(anna).post(address, {"title": "Corrected", "due_on": ""})["Location"]
    reply = client_of(anna).post(address, {"title": "Corrected again", "due_on": ""})
    assert f'href="{first}"' in reply.content.decode()
    assert 'value="Corrected again"' in reply.content.decode()
    assert Assessment.objects.count() == 2


def test_who_coordinates_two_institutions_says_which(client_of, anna, elsewhere, edition):
    affiliate(anna, elsewhere, PortalRole.COORDINATOR)
    client_of(anna).post(f"{NEW}?institution={elsewhere.uuid}", entered(edition, elsewhere.whole))
    assert Assessment.objects.get().institution == elsewhere


def test_only_published_editions_are_offered(client_of, anna, edition):
    draft = EditionFactory(state=EditionState.DRAFT)
    offered = client_of(anna).get(NEW).context["form"].fields["edition"].queryset
    assert list(offered) == [edition]
    assert draft not in offered


def test_a_signed_one_is_corrected_by_a_copy(client_of, anna, ada, handed_in):
    signed = actions.sign_off_assessment(handed_in, by=ada)
    address = f"{NEW}?copy_of={signed.uuid}"
    assert client_of(anna).get(address).status_code == 200
    client_of(anna).post(address, {"title": "Corrected", "due_on": ""})
    copy = Assessment.objects.get(copied_from=signed)
    assert (copy.title, copy.answers.count()) == ("Corrected", 3)


@pytest.mark.parametrize(("name", "status"), [("carl", 403), ("cleo", 404), ("otto", 404)])
def test_others_cannot_copy(people, client_of, ada, handed_in, name, status):
    signed = actions.sign_off_assessment(handed_in, by=ada)
    assert client_of(people[name]).post(f"{NEW}?copy_of={signed.uuid}", {"title": "x"}).status_code == status


def test_a_mistyped_copy_is_not_there(client_of, anna, fund):
    assert client_of(anna).get(f"{NEW}?copy_of=17").status_code == 404


# The overview


def test_the_overview_says_how_far_who_and_what_next(client_of, anna, carl, page, answer, assessment):
    answer(carl, 2, target=3)
    reply = client_of(anna).get(page("detail"))
    text = reply.content.decode()
    assert "1 of 3" in text
    assert reply.context["go_on"]["section"].code == "A.1"
    assert [move["name"] for move in reply.context["moves"]] == ["hand_in", "discard"]
    assert [entry["move"] for entry in reply.context["timeline"]] == ["begin", "answer"]
    assert "ICT-1" in text
    assert "UNDEFINED(" not in text


def main_buttons(reply):
    return re.findall(r'class="button button--main" href="[^"]*/([a-z-]*)/"', reply.content.decode())


def test_the_main_button_leads_on_and_never_back(client_of, anna, ada, page, answer, answered, assessment):
    assert main_buttons(client_of(anna).get(page("detail"))) == ["hand-in"]
    actions.hand_in_assessment(assessment, by=anna)
    reply = client_of(ada).get(page("detail"))
    assert [move["name"] for move in reply.context["moves"]][0] == "sign_off"
    assert main_buttons(reply) == ["sign-off"]


def test_a_reader_is_offered_no_move(client_of, ben, page, answered):
    reply = client_of(ben).get(page("detail"))
    assert (reply.context["moves"], reply.context["go_on"]) == ([], None)


def test_the_reason_of_a_return_stands_on_top_in_its_language(client_of, carl, ada, page, handed_in):
    actions.return_assessment(handed_in, reason="Numéro <2> ?", reason_lang="fr", by=ada)
    text = client_of(carl).get(page("detail")).content.decode()
    assert "Numéro &lt;2&gt; ?" in text
    assert 'lang="fr"' in text


@pytest.mark.parametrize("answers", [1, 3])
def test_the_overview_costs_the_same_for_any_number_of_answers(
    client_of, anna, page, assessment, edition, answer, answers, django_assert_num_queries
):
    for guideline in edition.guidelines.all()[:answers]:
        answer(anna, 2, guideline=guideline)
    client = client_of(anna)
    client.get(page("detail"))
    with django_assert_num_queries(17):
        client.get(page("detail"))


# The moves


def test_the_review_names_what_is_open_before_handing_in(client_of, anna, carl, page, answer, assessment):
    answer(carl, is_not_applicable=True)
    reply = client_of(anna).get(page("hand_in"))
    assert [line["code"] for line in reply.context["unanswered"]] == ["ICT-2", "ICT-3"]
    assert [line["code"] for line in reply.context["without_reason"]] == ["ICT-1"]
    assert client_of(anna).post(page("hand_in")).status_code == 302
    assert state() == State.IN_REVIEW


def test_returning_asks_for_a_reason_at_the_field(client_of, ada, page, handed_in):
    reply = client_of(ada).post(page("return"), {"reason": " "})
    assert list(reply.context["form"].errors) == ["reason"]
    assert client_of(ada).post(page("return"), {"reason": "More.", "reason_lang": "en"}).status_code == 302
    assert state() == State.IN_PROGRESS


def test_a_reason_longer_than_allowed_is_kept_on_the_page(client_of, ada, page, handed_in):
    reply = client_of(ada).post(page("return"), {"reason": "y" * 2001, "reason_lang": "en"})
    assert "y" * 2001 in reply.content.decode()
    assert state() == State.IN_REVIEW


def test_the_head_signs_what_the_page_showed(client_of, ada, page, handed_in):
    shown = client_of(ada).get(page("sign_off"))
    assert "Signing cannot be taken back" in shown.content.decode()
    assert client_of(ada).post(page("sign_off"), {"seen": shown.context["seen"]}).status_code == 302
    assert state() == State.SIGNED_OFF


@pytest.mark.parametrize("seen", ["", "yesterday", "2020-01-01T00:00:00+00:00", "2020-99-99T00:00:00"])
def test_signing_without_having_seen_the_page_is_refused(client_of, ada, page, handed_in, seen):
    client_of(ada).post(page("sign_off"), {"seen": seen})
    assert state() == State.IN_REVIEW


def test_archive_and_discard(client_of, anna, page, answered, fund, edition):
    assert client_of(anna).get(page("discard")).status_code == 200
    client_of(anna).post(page("discard"))
    assert state() == State.DISCARDED
    assert client_of(anna).get(page("detail")).status_code == 404


def test_a_move_that_is_no_longer_possible_leads_to_the_assessment_and_says_so(client_of, anna, page, handed_in):
    for method in ("get", "post"):
        reply = getattr(client_of(anna), method)(page("hand_in"), follow=True)
        assert "“Hand in” is no longer possible here." in reply.content.decode()
    assert state() == State.IN_REVIEW


def test_no_move_is_made_by_looking(client_of, anna, ada, page, handed_in):
    for name, user in (("return", anna), ("sign_off", ada), ("archive", anna)):
        client_of(user).get(page(name))
    assert state() == State.IN_REVIEW


WHO_MOVES = {
    "hand_in": {"anna"},
    "return": {"anna", "ada"},
    "sign_off": {"ada"},
    "archive": {"anna"},
    "discard": {"anna"},
}


@pytest.mark.parametrize("name", WHO_MOVES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_each_move_is_open_to_its_roles_and_the_assessment_to_its_institution(
    people, client_of, page, name, method, assessment
):
    for person, user in sorted(people.items(), key=lambda pair: pair[0] in WHO_MOVES[name]):
        status = getattr(client_of(user), method)(page(name)).status_code
        if person in {"cleo", "otto", "rita"}:
            assert status == 404, person
        elif person not in WHO_MOVES[name]:
            assert status == 403, person
        else:
            assert status in {200, 302}, person


def test_a_scope_is_called_by_kind_and_name(client_of, anna, fund, edition):
    branch = fund.units.create(kind=UnitKind.BRANCH, name_en="Pensions")
    actions.create_assessment(fund, edition=edition, unit=branch, title="Pensions 2026", by=anna)
    assert client_of(anna).get(LIST).context["lines"][0].scope == "branch of social security: Pensions"


@pytest.mark.parametrize("title", ["\u202e", "\x07", "\u2066\u2069"])
def test_a_title_without_a_letter_is_refused_at_its_field(client_of, anna, fund, edition, title):
    entries = {"edition": edition.uuid, "unit": fund.whole.uuid, "title": title}
    reply = client_of(anna).post(NEW, entries)
    assert reply.status_code in (200, 400, 422)
    assert "title" in reply.context["form"].errors
    assert not Assessment.objects.exists()


# In the reader's language


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize(
    ("title", "english"), [("", "This field is required."), ("\u202e", "Give it a title of letters that can be seen.")]
)
def test_what_is_wrong_is_said_in_the_language_of_the_page(client_of, anna, fund, edition, language, title, english):
    with translation.override(language):
        sentence = gettext(english)
    assert sentence != english
    reply = client_of(anna).post(NEW.replace("/en/", f"/{language}/"), entered(edition, fund.whole, title=title))
    field = re.search(r'<label[^>]* for="id_title">.*?<input[^>]* name="title"', reply.content.decode(), re.DOTALL)[0]
    assert escape(sentence) in field
    assert english not in field


# What is signed or archived


@pytest.mark.parametrize(
    ("closed_as", "name"),
    [(State.SIGNED_OFF, name) for name in WHO_MOVES if name != "archive"]
    + [(State.ARCHIVED, name) for name in WHO_MOVES],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_moves_what_is_signed_or_archived(people, client_of, page, closed, closed_as, name, method):
    """But into the archive, where what is signed may still go."""
    assessment = closed(closed_as)
    before = Assessment.objects.values().get(), list(assessment.answers.order_by("pk").values())
    form = {"reason": "More.", "reason_lang": "en", "seen": assessment.handed_in_at.isoformat()}
    for person in sorted(WHO_MOVES[name]):
        reply = getattr(client_of(people[person]), method)(page(name), form, follow=True)
        assert reply.redirect_chain == [(assessment.get_absolute_url(), 302)], person
        said = [str(message) for message in reply.context["messages"]]
        assert said == [str(MoveNotAllowed(ASSESSMENT.moves[name], closed_as))], person
        assert said[0] in reply.content.decode().replace("&#x27;", "'")
    assert (Assessment.objects.values().get(), list(assessment.answers.order_by("pk").values())) == before


@pytest.mark.parametrize("closed_as", [State.SIGNED_OFF, State.ARCHIVED])
def test_the_overview_of_what_is_signed_or_archived_leads_to_no_answering(people, client_of, page, closed, closed_as):
    closed(closed_as)
    for name, moves in {"anna": ["archive"] if closed_as == State.SIGNED_OFF else [], "carl": [], "ada": []}.items():
        context = client_of(people[name]).get(page("detail")).context
        assert ([move["name"] for move in context["moves"]], context["can_answer"]) == (moves, False), name
