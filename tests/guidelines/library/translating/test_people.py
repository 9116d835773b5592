"""The editor gives the work out: to whom, which language, which sections, until when; and takes it back."""

import pytest
from django.urls import reverse

from guidelines.library import actions
from guidelines.library.exceptions import AlreadyAssigned, NotYourText, OnlyTranslatorsBySection, WrongEdition
from guidelines.library.models import EditionAssignment, Guideline
from guidelines.library.todos import todos
from guidelines.library.translating.people import known_translators
from guidelines.library.translating.progress import progress_of
from portal.audit.models import Entry
from tests.factories import UserFactory
from tests.guidelines.library.conftest import add_guideline, write


@pytest.fixture
def page(draft):
    return reverse("translating:people", args=[draft.uuid])


def test_the_editor_gives_a_section_to_an_account_by_its_address(client_of, editor, draft, page, strategy):
    petra = UserFactory(name="Petra", email="petra@example.org")
    sent = {"language": "es", "email": "Petra@example.org", "due_on": "2027-04-01", "sections": [str(strategy.key)]}
    answer = client_of(editor).post(page, sent)
    duty = EditionAssignment.objects.get(user=petra)
    assert (answer.status_code, duty.language, str(duty.due_on), duty.by_section) == (302, "es", "2027-04-01", True)
    assert [section.title_en for section in duty.sections.all()] == ["Strategy"]
    entry = Entry.objects.get(verb="library.assign", target__endswith=str(draft.uuid))
    assert entry.after["sections"] == [f"library.section:{strategy.key}"]


def test_who_translates_is_chosen_from_a_list_and_no_other_account_is_in_it(client_of, editor, lena, translator, page):
    UserFactory(name="Anybody", email="anybody@example.org")
    assert list(known_translators()) == [lena, translator]
    assert client_of(editor).post(page, {"language": "es", "person": str(lena.uuid)}).status_code == 302
    assert set(lena.edition_assignments.values_list("language", flat=True)) == {"fr", "es"}


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "person"),
        ({"email": "nobody@example.org"}, "email"),
        ({"email": "lena@example.org", "both": True}, "person"),
        ({"email": "lena@example.org", "language": "en"}, "language"),
        ({"email": "lena@example.org", "sections": ["5b0a7cf0-0000-0000-0000-000000000000"]}, "sections"),
        ({"email": "lena@example.org", "due_on": "soon"}, "due_on"),
        ({"email": "lena@example.org"}, "__all__"),  # she has it already
    ],
)
def test_what_is_wrong_is_said_at_its_field(client_of, editor, lena, page, sent, field):
    if sent.pop("both", False):
        sent = sent | {"person": str(lena.uuid)}
    answer = client_of(editor).post(page, {"language": "fr"} | sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert lena.edition_assignments.count() == 1


def test_the_list_says_who_has_what_and_how_far_it_is(client_of, editor, lena, omar, draft, page, strategy):
    draft.assignments.filter(user=omar).update(language="es")
    actions.assign(draft, user=omar, duty="translator", language="ar", sections=[strategy], by=editor)
    rows = client_of(editor).get(page).context["rows"]
    assert [(row["person"], row["language"], row["sections"]) for row in rows] == [
        ("Lena", "Français", []),
        ("Omar", "Español", []),
        ("Omar", "العربية", ["A.1 Strategy"]),
    ]
    # Introduction, 2 × 2 of the blocks, 3 levels, 3 titles of sections, 6 texts in each of 3 guidelines.
    assert [(row["progress"].done, row["progress"].due) for row in rows] == [(29, 29), (0, 29), (0, 13)]


def test_the_desk_says_that_somebody_has_single_sections_and_leads_to_them(
    client_of, editor, lena, draft, page, strategy
):
    desk = reverse("library_desk:edition", args=[draft.uuid])
    people = f'<a href="{page}">Sections</a>'
    assert people not in client_of(editor).get(desk).content.decode()
    actions.assign(draft, user=lena, duty="translator", language="ar", sections=[strategy], by=editor)
    assert people in client_of(editor).get(desk).content.decode()


def test_a_duty_that_ended_is_gone_and_opens_nothing(client_of, editor, lena, draft, page):
    duty = draft.assignments.get()
    answer = client_of(editor).post(reverse("translating:end", args=[draft.uuid, duty.uuid]))
    assert (answer.status_code, client_of(editor).get(page).context["rows"]) == (302, [])
    assert client_of(lena).get(reverse("translating:board", args=[draft.uuid])).status_code == 404


def test_a_duty_of_another_edition_or_kind_is_not_ended_here(client_of, editor, lena, draft):
    other = write(editor, code="ADM")
    member = actions.assign(draft, user=lena, duty="commission-member", by=editor)
    met = [
        client_of(editor).post(reverse("translating:end", args=[edition.uuid, duty.uuid])).status_code
        for edition, duty in ((other, draft.assignments.get(duty="translator")), (draft, member))
    ]
    assert (met, draft.assignments.current().count()) == ([404, 404], 2)


def test_only_whoever_gives_the_work_out_opens_the_list(client_of, editor, translator, lena, anna, page):
    met = {user.name: client_of(user).get(page).status_code for user in (editor, translator, lena, anna)}
    assert met == {"guideline_editor": 200, "translator": 403, "Lena": 403, anna.name: 404}


def test_the_action_refuses_what_does_not_go_together(draft, editor, lena, omar, strategy):
    other = write(editor, code="ADM")
    with pytest.raises(OnlyTranslatorsBySection):
        actions.assign(draft, user=lena, duty="reviewer", sections=[strategy], by=editor)
    with pytest.raises(WrongEdition):
        actions.assign(draft, user=lena, duty="translator", language="es", sections=other.sections.all(), by=editor)
    with pytest.raises(AlreadyAssigned):
        actions.assign(draft, user=lena, duty="translator", language="fr", sections=[strategy], by=editor)
    actions.assign(draft, user=omar, duty="translator", language="es", sections=[strategy], by=editor)
    with pytest.raises(AlreadyAssigned):
        actions.assign(draft, user=omar, duty="translator", language="es", sections=[strategy], by=editor)
    people = draft.sections.get(title_en="People")
    actions.assign(draft, user=omar, duty="translator", language="es", sections=[people], by=editor)
    assert draft.assignments.filter(user=omar, language="es").count() == 2


@pytest.fixture
def petra(draft, editor, strategy):
    user = UserFactory(name="Petra", email="petra@example.org")
    actions.assign(draft, user=user, duty="translator", language="fr", sections=[strategy], by=editor)
    return user


def test_a_translator_of_a_section_meets_what_stands_in_it_and_nothing_else(client_of, petra, draft):
    client = client_of(petra)
    page = client.get(reverse("translating:board", args=[draft.uuid]))
    assert [row["code"] for row in page.context["rows"]] == ["A.1", "GOV-1", "GOV-2"]
    records = [("edition", draft.uuid), *(("section", one.key) for one in draft.sections.all())]
    records += [("guideline", one.key) for one in draft.guidelines.all()]
    met = [
        client.get(reverse("translating:record", args=[draft.uuid, "fr", kind, key])).status_code
        for kind, key in records
    ]
    assert met == [404, 404, 200, 404, 200, 404, 200]
    first = draft.guidelines.get(title_en="Strategy 1")
    steps = client.get(reverse("translating:record", args=[draft.uuid, "fr", "guideline", first.key])).context
    assert (steps["previous"]["code"], steps["next"]) == ("GOV-1", None)


def test_two_languages_two_scopes_on_one_board(client_of, petra, editor, draft):
    people = draft.sections.get(title_en="People")
    actions.assign(draft, user=petra, duty="translator", language="es", sections=[people], by=editor)
    rows = client_of(petra).get(reverse("translating:board", args=[draft.uuid])).context["rows"]
    assert [(row["code"], [bool(cell["url"]) for cell in row["cells"]]) for row in rows] == [
        ("A.1", [True, False]),
        ("GOV-1", [True, False]),
        ("GOV-2", [True, False]),
        ("A.2", [False, True]),
        ("GOV-3", [False, True]),
    ]


def test_the_action_refuses_a_text_of_another_section(petra, draft):
    outside = Guideline.objects.get(edition=draft, title_en="People 0")
    outside.title_fr = "Autre"
    with pytest.raises(NotYourText):
        actions.save_guideline(outside, by=petra)
    with pytest.raises(NotYourText):
        actions.confirm_translation(outside, part=outside, field="title", language="fr", by=petra)


def test_a_guideline_is_not_drawn_into_ones_own_section(petra, draft, strategy):
    outside = Guideline.objects.get(edition=draft, title_en="People 0")
    outside.section, outside.title_fr = strategy, "Autre"
    with pytest.raises(NotYourText):
        actions.save_guideline(outside, by=petra)


def test_a_translators_duty_shows_nothing_of_the_edition_elsewhere(client_of, lena, draft):
    client = client_of(lena)
    places = {"slug": "gov", "year": 2026}
    guideline = draft.guidelines.get(title_en="Strategy 0")
    met = [
        client.get(reverse("library:edition", kwargs=places)).status_code,
        client.get(reverse("library:whole", kwargs=places)).status_code,
        client.get(reverse("library:guideline", kwargs=places | {"number": 1})).status_code,
        client.get(reverse("library:comments", kwargs=places)).status_code,
        client.get(reverse("library:pdf", kwargs=places | {"language": "fr"})).status_code,
    ]
    assert met == [404, 404, 404, 404, 404]
    assert lena.has_perm("library.view_guideline", guideline) is False


def test_a_to_do_ends_when_all_that_was_given_is_confirmed(petra, editor, draft):
    inside = draft.guidelines.get(title_en="Strategy 0")
    outside = draft.guidelines.get(title_en="People 0")
    for guideline in (inside, outside):
        guideline.title_en = "Otherwise"
        actions.save_guideline(guideline, by=editor)
    assert [line.title for line in todos(petra)] == ["Translate “GOV 2026” into French"]
    actions.confirm_translation(inside, part=inside, field="title", language="fr", by=petra)
    assert list(todos(petra)) == []


HOME = "/en/my/"


def test_a_translator_whose_work_is_all_done_is_told_so_and_led_to_it(petra, editor, draft, client_of):
    guideline = draft.guidelines.get(title_en="Strategy 0")
    guideline.title_en = "Otherwise"
    actions.save_guideline(guideline, by=editor)
    done, nothing = "Everything that was assigned to you is done", "Nothing is assigned to you yet"
    open_work = client_of(petra).get(HOME).content.decode()
    assert (done in open_work, nothing in open_work) == (False, False)
    actions.confirm_translation(guideline, part=guideline, field="title", language="fr", by=petra)
    page = client_of(petra).get(HOME).content.decode()
    assert (done in page, nothing in page) == (True, False)
    assert f'href="{reverse("translating:board", args=[draft.uuid])}"><bdi>GOV 2026</bdi>' in page
    assert '<p class="listing__line">French</p>' in page


def test_of_a_duty_that_was_ended_it_is_not_said_that_it_is_done(petra, editor, draft, client_of):
    actions.unassign(draft.assignments.get(user=petra), by=editor)
    page = client_of(petra).get(HOME).content.decode()
    assert "Everything that was assigned to you is done" not in page


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_for_any_number_of_translators(
    client_of, editor, draft, page, strategy, number, django_assert_num_queries
):
    for count in range(number):
        user = UserFactory(name=f"T{count}", email=f"t{count}@example.org")
        actions.assign(draft, user=user, duty="translator", language="ru", sections=[strategy], by=editor)
        add_guideline(strategy, f"More {count}", by=editor)
    client = client_of(editor)
    with django_assert_num_queries(32):
        assert len(client.get(page).context["rows"]) == number
    with django_assert_num_queries(13):
        assert len(progress_of(list(draft.assignments.all()))) == number
