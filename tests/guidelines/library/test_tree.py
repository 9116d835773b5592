"""The tree in the administration: one step or one drop at a time, for those who may build the draft."""

import pytest
from django.urls import reverse

from guidelines.library import actions
from guidelines.library.models import Guideline
from tests.factories import UserFactory
from tests.guidelines.library.conftest import add_guideline, approve
from tests.guidelines.library.test_moving import named, section, tree

SCRIPT = {"headers": {"X-Requested-With": "XMLHttpRequest"}}


@pytest.fixture
def place(desk, draft):
    def send(thing, **fields):
        entered = {"key": thing.key} | {name: getattr(value, "key", value) for name, value in fields.items()}
        return desk.post(reverse("library_desk:place", args=[draft.uuid]), entered, **SCRIPT)

    return send


def test_the_tree_shows_everything_with_its_code(desk, draft):
    page = desk.get(reverse("library_desk:tree", args=[draft.uuid])).content.decode()
    places = [page.index(text) for text in ("A.1</bdi>", "GOV-1</bdi>", "GOV-2</bdi>", "A.2</bdi>", "GOV-3</bdi>")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("title", "steps", "expected"),
    [
        ("Strategy 1", ["up"], {"A.1 Strategy": ["Strategy 1", "Strategy 0"], "A.2 People": ["People 0"]}),
        ("Strategy 0", ["down"], {"A.1 Strategy": ["Strategy 1", "Strategy 0"], "A.2 People": ["People 0"]}),
        ("Strategy 1", ["down"], {"A.1 Strategy": ["Strategy 0"], "A.2 People": ["Strategy 1", "People 0"]}),
        ("People 0", ["up"], {"A.1 Strategy": ["Strategy 0", "Strategy 1", "People 0"], "A.2 People": []}),
        ("People 0", ["up", "up"], {"A.1 Strategy": ["Strategy 0", "People 0", "Strategy 1"], "A.2 People": []}),
    ],
)
def test_a_guideline_goes_step_by_step_and_across_sections(place, draft, title, steps, expected):
    for step in steps:
        assert place(named(draft, title), step=step).status_code == 200
    found = {name: [title for _number, title in held] for name, held in tree(draft).items()}
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("title", "step", "codes"),
    [
        ("People", "up", ["A Direction", "A.1 People", "A.2 Strategy"]),
        ("Strategy", "down", ["A Direction", "A.1 People", "A.2 Strategy"]),
        ("People", "in", ["A Direction", "A.1 Strategy", "A.1.1 People"]),
        ("People", "out", ["A Direction", "A.1 Strategy", "B People"]),
    ],
)
def test_a_section_goes_step_by_step(place, draft, title, step, codes):
    assert place(section(draft, title), step=step).status_code == 200
    assert list(tree(draft)) == codes


@pytest.mark.parametrize(
    ("what", "fields"),
    [
        ("Direction", {"step": "up"}),
        ("Direction", {"step": "in"}),
        ("Direction", {"step": "out"}),
        ("Direction", {"step": "sideways"}),
        ("Direction", {"to": "no-such-section"}),
    ],
)
def test_a_step_that_leads_nowhere_is_said_and_changes_nothing(place, draft, what, fields):
    before = tree(draft)
    answer = place(section(draft, what), **fields)
    assert (answer.status_code, answer.content.decode()) == (
        409,
        "It cannot stand there: a part holds sections, a section holds sub-sections.",
    )
    assert tree(draft) == before


def test_a_line_is_dropped_in_front_of_another(place, draft):
    answer = place(named(draft, "People 0"), to=section(draft, "Strategy"), before=named(draft, "Strategy 0"))
    assert [title for _number, title in tree(draft)["A.1 Strategy"]] == ["People 0", "Strategy 0", "Strategy 1"]
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize(
    ("what", "to", "before"), [("People 0", "", ""), ("People 0", "People", "Strategy"), ("Strategy", "", "People 0")]
)
def test_a_drop_of_the_wrong_kind_is_refused(place, draft, what, to, before):
    def thing(title):
        return draft.guidelines.filter(title_en=title).first() or draft.sections.filter(title_en=title).first() or ""

    assert place(thing(what), to=thing(to), before=thing(before)).status_code == 409


def test_without_script_the_page_comes_back(desk, draft):
    url = reverse("library_desk:place", args=[draft.uuid])
    answer = desk.post(url, {"key": named(draft, "Strategy 1").key, "step": "up"})
    assert answer["Location"] == reverse("library_desk:tree", args=[draft.uuid])


@pytest.mark.parametrize("who", ["translator", "rita"])
def test_others_move_nothing(request, client_of, draft, who):
    client = client_of(request.getfixturevalue(who))
    client.post(reverse("library_desk:place", args=[draft.uuid]), {"key": named(draft, "Strategy 1").key, "step": "up"})
    assert [title for _number, title in tree(draft)["A.1 Strategy"]] == ["Strategy 0", "Strategy 1"]


def test_a_key_of_another_edition_is_not_moved_here(place, editor, draft):
    from tests.guidelines.library.conftest import write

    elsewhere = write(editor, year=2030)
    assert place(named(elsewhere, "People 0"), step="up").status_code == 409
    assert tree(elsewhere)["A.2 People"] == [(3, "People 0")]


def test_a_guideline_is_split_on_its_page(desk, draft):
    whole = named(draft, "Strategy 0")
    url = reverse("library_desk:split", args=[whole.key])
    refused = desk.post(url, {"title": "", "points": []})
    assert (refused.status_code, sorted(refused.context["form"].errors)) == (422, ["points", "title"])
    all_of_them = desk.post(url, {"title": "Half", "points": [point.key for point in whole.points.all()]})
    assert list(all_of_them.context["form"].errors) == ["points"]
    assert desk.post(url, {"title": "Half", "points": [whole.points.last().key]}).status_code == 302
    assert [title for _number, title in tree(draft)["A.1 Strategy"]] == ["Strategy 0", "Half", "Strategy 1"]


def test_two_guidelines_are_merged_after_a_look(desk, draft):
    url = reverse("library_desk:merge", args=[named(draft, "Strategy 0").key])
    assert "Strategy 1" in desk.get(url).content.decode()
    assert desk.post(url).status_code == 302
    assert [title for _number, title in tree(draft)["A.1 Strategy"]] == ["Strategy 0"]


def test_the_last_one_has_nothing_to_be_merged_with(desk, draft):
    answer = desk.get(reverse("library_desk:merge", args=[named(draft, "People 0").key]), follow=True)
    assert answer.status_code == 404


@pytest.mark.parametrize("page", ["split", "merge"])
def test_what_stands_is_not_split_or_merged(desk, draft, editor, page):
    key = named(draft, "Strategy 0").key
    approve(draft, by=editor)
    desk.post(reverse(f"library_desk:{page}", args=[key]), {"title": "Half"})
    assert Guideline.objects.count() == 3


def test_a_commission_member_without_the_administration_stays_outside(draft, editor, client_of):
    member = UserFactory()
    actions.assign(draft, user=member, duty="commission-member", by=editor)
    assert client_of(member).get(reverse("library_desk:tree", args=[draft.uuid])).status_code == 302


@pytest.mark.parametrize("count", [1, 30])
def test_the_tree_costs_the_same_for_any_number(desk, draft, editor, count, django_assert_num_queries):
    for number in range(count):
        add_guideline(section(draft, "People"), f"More {number}", by=editor)
    desk.get(reverse("library_desk:tree", args=[draft.uuid]))
    with django_assert_num_queries(12):
        desk.get(reverse("library_desk:tree", args=[draft.uuid]))


@pytest.mark.parametrize("page", ["split", "merge"])
def test_a_page_about_a_guideline_has_one_heading(desk, draft, page):
    url = reverse(f"library_desk:{page}", args=[named(draft, "Strategy 0").key])
    assert desk.get(url).content.decode().count("<h1") == 1


def test_points_to_choose_keep_the_direction_of_their_language(client_of, draft, editor):
    editor.language = "ar"
    editor.save()
    page = client_of(editor).get(reverse("library_desk:split", args=[named(draft, "Strategy 0").key])).content.decode()
    assert '<span lang="en" dir="ltr">quincunx structure</span>' in page
