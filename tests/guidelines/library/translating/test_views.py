"""An outside translator works on what is assigned and meets nothing else."""

import html
import re

import pytest
from django.urls import reverse

from guidelines.library import actions
from guidelines.library.duties import Given
from guidelines.library.models import Guideline, Point
from guidelines.library.todos import todos
from guidelines.library.translating.board import board
from portal.audit.models import Entry
from portal.audit.record import name_of
from portal.myissa.todo import Todo
from portal.translations.models import TranslationState
from tests.factories import UserFactory
from tests.guidelines.library.conftest import add_guideline, status, write


def address(obj, language, kind="guideline"):
    edition = obj if kind == "edition" else obj.edition
    return reverse("translating:record", args=[edition.uuid, language, kind, getattr(obj, "key", None) or obj.uuid])


def field(obj, name):
    return f"{obj._meta.model_name}-{obj.key}-{name}"


def entries(page):
    """Return what a browser would send back unchanged."""
    form = page.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    return {name: value.replace("\n", "\r\n") for name, value in sent.items()}


def test_an_outside_translator_sees_the_edition_assigned_and_its_language_alone(client_of, lena, draft):
    client = client_of(lena)
    work = client.get(reverse("translating:list")).context["work"]
    assert [(one["code"], one["year"], one["languages"]) for one in work] == [("GOV", 2026, ["Français"])]
    page = client.get(reverse("translating:board", args=[draft.uuid]))
    assert [column.label for column in page.context["columns"]] == ["Text", "Français"]
    assert [row["code"] for row in page.context["rows"]] == ["GOV", "A", "A.1", "GOV-1", "GOV-2", "A.2", "GOV-3"]


def test_the_board_says_the_edition_and_the_day(client_of, lena, draft):
    page = client_of(lena).get(reverse("translating:board", args=[draft.uuid])).content.decode()
    assert ("Edition 2026" in page, "due 1 March 2027" in page) == (True, True)


def test_another_language_another_edition_or_nobody_assigned_is_404(client_of, lena, anna, guideline, editor):
    other = write(editor, code="ADM")
    hers, theirs = client_of(lena), client_of(anna)
    of_other = Guideline.objects.filter(edition=other).first()
    met = [
        hers.get(address(guideline, "fr")).status_code,
        hers.get(address(guideline, "ar")).status_code,
        hers.get(address(guideline, "en")).status_code,
        hers.get(reverse("translating:board", args=[other.uuid])).status_code,
        hers.get(address(of_other, "fr")).status_code,
        hers.get(address(guideline, "fr").replace(str(guideline.key), str(of_other.key))).status_code,
        theirs.get(reverse("translating:list")).status_code,
        theirs.get(reverse("translating:board", args=[guideline.edition.uuid])).status_code,
        theirs.get(address(guideline, "fr")).status_code,
    ]
    assert met == [200, 404, 404, 404, 404, 404, 404, 404, 404]


def test_what_ended_yesterday_opens_nothing(client_of, lena, draft, editor):
    actions.unassign(draft.assignments.get(user=lena), by=editor)
    assert client_of(lena).get(reverse("translating:board", args=[draft.uuid])).status_code == 404


def test_a_member_of_the_commission_does_not_translate_by_that(client_of, draft, editor):
    dora = UserFactory(name="Dora", email="dora@example.org")
    actions.assign(draft, user=dora, duty="commission-member", by=editor)
    assert client_of(dora).get(reverse("translating:board", args=[draft.uuid])).status_code == 404


def test_the_translators_of_the_house_use_the_same_screens_in_every_language(client_of, translator, draft):
    page = client_of(translator).get(reverse("translating:board", args=[draft.uuid]))
    assert len(page.context["columns"]) == 7


def test_a_translation_is_saved_by_the_action(client_of, lena, guideline):
    client = client_of(lena)
    page = client.get(address(guideline, "fr"))
    point = guideline.points.first()
    sent = entries(page) | {field(guideline, "title"): "Stratégie", field(point, "text"): "Un\r\n\r\ndeux"}
    answer = client.post(address(guideline, "fr"), sent)
    assert (answer.status_code, answer.url) == (302, address(guideline, "fr"))
    guideline.refresh_from_db()
    point.refresh_from_db()
    assert (guideline.title_fr, guideline.title_en, point.text_fr) == ("Stratégie", "Strategy 0", "Un\n\ndeux")
    assert Entry.objects.filter(verb="library.change_guideline", actor=lena.pk).count() == 1


def test_saving_without_a_change_writes_nothing(client_of, lena, guideline):
    client = client_of(lena)
    client.post(address(guideline, "fr"), entries(client.get(address(guideline, "fr"))))
    assert Entry.objects.filter(actor=lena.pk).count() == 0


def test_the_section_and_the_front_matter_are_translated_too(client_of, omar, draft):
    client = client_of(omar)
    section = draft.sections.get(title_en="Strategy")
    here = address(section, "ar", "section")
    client.post(here, entries(client.get(here)) | {field(section, "title"): "الاستراتيجية"})
    here = address(draft, "ar", "edition")
    block = draft.blocks.first()
    client.post(here, entries(client.get(here)) | {field(block, "label"): "الهيكل"})
    section.refresh_from_db()
    block.refresh_from_db()
    assert (section.title_ar, block.label_ar) == ("الاستراتيجية", "الهيكل")


def test_a_field_into_arabic_says_its_direction(client_of, omar, guideline):
    page = client_of(omar).get(address(guideline, "ar")).content.decode()
    found = re.search(rf'<textarea name="{field(guideline, "title")}"[^>]*>', page)[0]
    assert ('lang="ar"' in found, 'dir="rtl"' in found) == (True, True)


def test_each_text_is_told_apart_and_called_as_elsewhere(client_of, lena, guideline, draft):
    client = client_of(lena)
    Point.objects.create(guideline=guideline, block=draft.blocks.first(), position=2, text_en="Another.")
    form = client.get(address(guideline, "fr")).context["form"]
    assert [segment.label for segment in form.segments] == [
        "Title",
        "Statement",
        "Why it matters",
        "Structure, point 1",
        "Mechanism, point 1",
        "Structure, point 2",
        "Reference 1",
    ]
    front = client.get(address(draft, "fr", "edition")).context["form"]
    assert [segment.label for segment in front.segments[:3]] == [
        "Introduction",
        "Block “structure” · Label",
        "Block “structure” · What it holds",
    ]


def test_a_box_is_as_high_as_the_longer_text(client_of, lena, guideline, editor):
    guideline.statement_en = "A line.\n" + "word " * 30
    guideline.title_fr = "mot " * 20
    actions.save_guideline(guideline, by=editor)
    form = client_of(lena).get(address(guideline, "fr")).context["form"]
    rows = [form[segment.name].field.widget.attrs["rows"] for segment in form.segments]
    assert rows[:3] == [2, 4, 1]


def test_two_translators_of_different_languages_do_not_meet(client_of, lena, omar, guideline):
    hers, his = client_of(lena), client_of(omar)
    seen_by_her = entries(hers.get(address(guideline, "fr")))
    seen_by_him = entries(his.get(address(guideline, "ar")))
    his.post(address(guideline, "ar"), seen_by_him | {field(guideline, "title"): "استراتيجية"})
    answer = hers.post(address(guideline, "fr"), seen_by_her | {field(guideline, "title"): "Stratégie"})
    guideline.refresh_from_db()
    assert (answer.status_code, guideline.title_fr, guideline.title_ar) == (302, "Stratégie", "استراتيجية")


def test_two_in_one_language_lose_nothing_and_see_both_sides(client_of, lena, translator, guideline):
    hers, colleague = client_of(lena), client_of(translator)
    here = address(guideline, "fr")
    seen = entries(hers.get(here))
    title, statement = field(guideline, "title"), field(guideline, "statement")
    colleague.post(here, seen | {title: "Leur titre", statement: "Leur énoncé"})
    answer = hers.post(here, seen | {title: "Mon titre"})
    guideline.refresh_from_db()
    assert (answer.status_code, guideline.title_fr, guideline.statement_fr) == (409, "Leur titre", "Leur énoncé")
    shown = {one.name: (box.value(), one.value, met) for one, box, met in answer.context["rows"]}
    assert shown[title] == ("Mon titre", "Leur titre", True)
    assert shown[statement] == ("Leur énoncé", "Leur énoncé", False)
    again = hers.post(here, entries(answer))
    guideline.refresh_from_db()
    assert (again.status_code, guideline.title_fr, guideline.statement_fr) == (302, "Mon titre", "Leur énoncé")


def test_english_that_moved_while_it_was_translated_is_a_conflict(client_of, lena, guideline, editor):
    client = client_of(lena)
    seen = entries(client.get(address(guideline, "fr")))
    guideline.title_en = "Policy 0"
    actions.save_guideline(guideline, by=editor)
    answer = client.post(address(guideline, "fr"), seen | {field(guideline, "title"): "Stratégie"})
    assert (answer.status_code, status(guideline, "title", "fr")) == (409, "stale")


def test_a_stale_text_says_what_changed_and_is_confirmed(client_of, lena, guideline, editor):
    guideline.title_en = "Strategy zero"
    actions.save_guideline(guideline, by=editor)
    client = client_of(lena)
    page = client.get(address(guideline, "fr"))
    segment = next(one for one in page.context["form"].segments if one.field_name == "title")
    assert [(p.text, p.is_removed, p.is_added) for p in segment.changes.pieces] == [
        ("Strategy ", False, False),
        ("0", True, False),
        ("zero", False, True),
    ]
    before = Guideline.objects.get(pk=guideline.pk).title_fr
    answer = client.post(address(guideline, "fr"), entries(page) | {"confirm": segment.name})
    assert (answer.status_code, status(guideline, "title", "fr")) == (302, "human")
    assert Guideline.objects.get(pk=guideline.pk).title_fr == before
    assert Entry.objects.filter(verb="library.confirm_translation", actor=lena.pk).count() == 1


def test_confirming_keeps_what_was_written_in_the_other_fields(client_of, lena, guideline, editor):
    guideline.title_en = "Strategy zero"
    actions.save_guideline(guideline, by=editor)
    client = client_of(lena)
    sent = entries(client.get(address(guideline, "fr"))) | {field(guideline, "rationale"): "Parce que."}
    client.post(address(guideline, "fr"), sent | {"confirm": field(guideline, "title")})
    guideline.refresh_from_db()
    assert (guideline.rationale_fr, status(guideline, "title", "fr")) == ("Parce que.", "human")


def test_what_is_too_long_is_said_at_the_field_and_kept(client_of, lena, guideline):
    client = client_of(lena)
    title = field(guideline, "title")
    sent = entries(client.get(address(guideline, "fr"))) | {title: "é" * 201}
    answer = client.post(address(guideline, "fr"), sent)
    assert (answer.status_code, answer.context["form"][title].value()) == (422, "é" * 201)
    assert list(answer.context["form"].errors) == [title]


def test_a_released_language_is_shown_and_not_written(client_of, lena, approved, editor, guideline):
    client = client_of(lena)
    seen = entries(client.get(address(guideline, "fr")))
    actions.release_language(approved, language="fr", by=editor)
    page = client.get(address(guideline, "fr"))
    assert page.context["is_open"] is False
    client.post(address(guideline, "fr"), seen | {field(guideline, "title"): "Autre"})
    assert Guideline.objects.get(pk=guideline.pk).title_fr != "Autre"


def test_the_same_text_translated_before_is_offered(client_of, omar, translator, guideline, editor):
    twin = add_guideline(guideline.section, "Strategy 0", by=editor)
    his = client_of(omar)
    his.post(address(twin, "ar"), entries(his.get(address(twin, "ar"))) | {field(twin, "title"): "استراتيجية"})
    page = his.get(address(guideline, "ar"))
    offers = {one.field_name: one.offers for one in page.context["form"].segments if one.part == guideline}
    assert offers["title"] == ["استراتيجية"]
    assert "استراتيجية" in html.unescape(page.content.decode())


def test_a_translator_finds_the_edition_in_what_waits(lena, draft, editor, guideline):
    guideline.title_en = "Policy"
    actions.save_guideline(guideline, by=editor)
    line = next(todos(lena))
    assert isinstance(line, Todo)
    assert (line.title, str(line.due_on)) == ("Translate “GOV 2026” into French", "2027-03-01")
    assert line.url == reverse("translating:board", args=[draft.uuid])
    actions.confirm_translation(guideline, part=guideline, field="title", language="fr", by=lena)
    assert list(todos(lena)) == []


def test_what_was_released_waits_for_nobody(lena, approved, editor):
    actions.release_language(approved, language="fr", by=editor)
    # As after an erratum of the English: whoever issues errata looks after it, not the translator.
    TranslationState.objects.filter(language="fr", field="title").update(status="stale")
    assert list(todos(lena)) == []


@pytest.mark.parametrize("number", [1, 30])
def test_the_board_costs_the_same_for_any_length(client_of, lena, guideline, editor, number, django_assert_num_queries):
    for count in range(number):
        add_guideline(guideline.section, f"More {count}", by=editor)
    client = client_of(lena)
    with django_assert_num_queries(33):
        client.get(reverse("translating:board", args=[guideline.edition.uuid]))


@pytest.mark.parametrize("number", [1, 30])
def test_the_lists_cost_the_same_for_any_length(client_of, lena, editor, number, django_assert_num_queries):

    for count in range(number):
        edition = write(editor, year=2000 + count, code="ADM")
        actions.assign(edition, user=lena, duty="translator", language="fr", by=editor)
    client = client_of(lena)
    with django_assert_num_queries(22):
        assert len(client.get(reverse("translating:list")).context["work"]) == number + 1
    with django_assert_num_queries(12):  # her duties, how far they are, and once what her groups may
        list(todos(lena))


@pytest.mark.parametrize("number", [1, 30])
def test_a_record_costs_the_same_for_any_number_of_points(
    client_of, lena, guideline, editor, number, django_assert_num_queries
):
    block = guideline.edition.blocks.first()
    guideline.points = [
        *guideline.points.all(),
        *(Point(block=block, position=2 + place, text_en=f"Point {place}") for place in range(number)),
    ]
    actions.save_guideline(guideline, by=editor)
    client = client_of(lena)
    with django_assert_num_queries(38):
        client.get(address(guideline, "fr"))


def test_the_board_counts_what_is_missing_and_out_of_date(lena, guideline, editor):
    guideline.title_en = "Policy"
    guideline.statement_fr = ""
    actions.save_guideline(guideline, by=editor)
    cells = {record.key: cells[0] for record, cells in board(guideline.edition, Given({"fr": None}))}
    assert [words for _kind, words in cells[str(guideline.key)].standings()] == ["1 missing", "1 out of date"]
    other = Guideline.objects.get(edition=guideline.edition, title_en="People 0")
    assert cells[str(other.key)].standings() == [("done", "complete")]


def test_a_machine_text_counts_as_such_until_somebody_confirms_it(client_of, lena, guideline):
    TranslationState.objects.filter(target=name_of(guideline), field="title", language="fr").update(
        status="machine", made="machine"
    )
    client = client_of(lena)
    page = client.get(address(guideline, "fr"))
    cell = {record.key: cells[0] for record, cells in board(guideline.edition, Given({"fr": None}))}[str(guideline.key)]
    assert cell.standings() == [("open", "1 by machine")]
    client.post(address(guideline, "fr"), entries(page) | {"confirm": field(guideline, "title")})
    assert status(guideline, "title", "fr") == "human"


def test_previous_and_next_walk_through_the_edition_as_it_is_read(client_of, lena, guideline):
    client = client_of(lena)
    page = client.get(address(guideline, "fr"))
    assert (page.context["previous"]["code"], page.context["next"]["code"]) == ("A.1", "GOV-2")
    answer = client.post(address(guideline, "fr"), entries(page) | {"next": "1"})
    assert answer.url == page.context["next"]["url"]
