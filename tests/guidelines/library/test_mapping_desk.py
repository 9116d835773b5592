"""The screens on which an edition follows another."""

import pytest
from django.urls import reverse

from guidelines.library import actions
from guidelines.library.following import Following, mapping_of
from guidelines.library.models import Edition, Mapping
from tests.guidelines.library.conftest import add_guideline, approve, write


@pytest.fixture
def new(published, editor):
    return actions.next_edition(published, year=2030, by=editor)


def screen(new):
    return reverse("library_desk:mapping", args=[new.uuid])


def refused(answer):
    """Wagtail leads those who may not back to its home, with a message."""
    return (answer.status_code, answer.headers["Location"]) == (302, "/admin/")


def first_row(new):
    return Following(mapping_of(new)).rows[0]


def row_url(mapped):
    return reverse("library_desk:mapping_row", args=[mapped.row.key])


def test_the_editor_starts_the_next_edition_from_the_desk(desk, published):
    page = desk.get(reverse("library_desk:edition", args=[published.uuid])).content.decode()
    assert "Start the next edition" in page
    answer = desk.post(reverse("library_desk:follow", args=[published.uuid]), {"year": "2030"})
    new = Edition.objects.get(year=2030)
    assert answer.headers["Location"] == reverse("library_desk:edition", args=[new.uuid])
    assert new.guidelines.count() == 3
    assert screen(new) in desk.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize(
    ("year", "said"),
    [
        ("2026", "Choose a year after 2026, the year of the edition that this one follows."),
        ("soon", "Enter a whole number."),
        ("", "This field is required."),
        ("99999999999", "Ensure this value is less than or equal to 2200."),
    ],
)
def test_a_year_that_cannot_be_gets_a_sentence(year, said, desk, published):
    answer = desk.post(reverse("library_desk:follow", args=[published.uuid]), {"year": year}, follow=True)
    assert said in answer.content.decode()
    assert Edition.objects.count() == 1


def test_the_screen_tells_what_is_open_and_confirms_what_is_unchanged(desk, new):
    assert "3 rows are open" in desk.get(screen(new)).content.decode()
    desk.post(reverse("library_desk:confirm", args=[new.uuid]))
    assert Following(mapping_of(new)).open_count == 0
    assert "Everything is confirmed." in desk.get(screen(new)).content.decode()


def test_one_button_confirms_a_row_as_it_stands(desk, new, editor):
    mapped = first_row(new)
    sent = {"kind": "unchanged", "old": [mapped.old[0].key], "new": [mapped.new[0].key]}
    assert desk.post(row_url(mapped), sent).headers["Location"] == screen(new)
    assert first_row(new).row.confirmed_by == editor


def test_a_row_that_cannot_be_keeps_what_was_chosen(desk, new):
    mapped = first_row(new)
    answer = desk.post(row_url(mapped), {"kind": "split", "old": [mapped.old[0].key], "new": [mapped.new[0].key]})
    assert answer.status_code == 422
    assert "“split” does not fit the guidelines that are chosen from the two editions." in answer.content.decode()
    assert answer.context["form"]["kind"].value() == "split"
    assert first_row(new).row.confirmed_at is None


def test_a_guideline_that_is_not_of_the_edition_is_refused_by_the_form(desk, new):
    mapped = first_row(new)
    answer = desk.post(row_url(mapped), {"kind": "new", "old": [], "new": [mapped.old[0].key]})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["new"])


def test_a_form_without_anything_is_sent_back(desk, new):
    answer = desk.post(row_url(first_row(new)), {})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["kind"])


def test_the_row_shows_what_differs_part_by_part_under_its_name(desk, new, editor):
    actions.draft_edition(new, by=editor)
    guideline = first_row(new).new[0]
    guideline.number = None
    guideline.statement_en = "Strategy 0 is decided."
    guideline.evidence_hint_en = "A report."
    point = guideline.points.first()
    point.text_en = "Other words"
    guideline.points = [point, *guideline.points.all()[1:]]
    actions.save_guideline(guideline, by=editor)
    answer = desk.get(row_url(first_row(new)))
    assert [str(label) for label, _differs in answer.context["differing"]] == [
        "Statement",
        "What would prove it",
        "Structure",
    ]
    page = answer.content.decode()
    assert "removed: </span>stated<" in page
    assert "added: </span>decided<" in page


def test_a_row_without_a_counterpart_shows_its_whole_text(desk, new, editor):
    actions.draft_edition(new, by=editor)
    add_guideline(new.sections.last(), "Wholly other", by=editor)
    actions.propose_mapping(new, by=editor)
    added = next(mapped for mapped in Following(mapping_of(new)).rows if not mapped.old)
    differing = dict(desk.get(row_url(added)).context["differing"])
    assert [str(label) for label in differing] == [
        "Title",
        "Statement",
        "Why it matters",
        "Structure",
        "Mechanism",
        "References",
    ]
    assert [piece.text for piece in next(iter(differing.values())).pieces] == ["Wholly other"]


def test_what_is_chosen_and_its_neighbours_are_seen_and_the_rest_is_folded_away(desk, editor):
    edition = write(editor)
    for number in range(6):
        add_guideline(edition.sections.last(), f"More {number}", by=editor)
    actions.publish_edition(approve(edition, by=editor), by=editor)
    new = actions.next_edition(edition, year=2030, by=editor)
    row = next(mapped for mapped in Following(mapping_of(new)).rows if mapped.new[0].number == 4)
    offered = desk.get(row_url(row)).context["form"].offered()
    for side in offered.values():
        assert [box.choice_label[:5] for box in side["near"]] == ["GOV-2", "GOV-3", "GOV-4", "GOV-5", "GOV-6"]
        assert len(side["others"]) == 4
    again = desk.post(row_url(row), {"kind": "split", "old": [], "new": [row.new[0].key]}).context["form"]
    assert [len(side["near"]) for side in again.offered().values()] == [5, 5]


def test_an_edition_written_anew_gets_its_proposal_here(desk, published, editor):
    new = write(editor, year=2030)
    assert "Nothing is proposed yet." in desk.get(screen(new)).content.decode()
    desk.post(reverse("library_desk:propose", args=[new.uuid]))
    assert [mapped.row.kind for mapped in Following(mapping_of(new)).rows] == ["unchanged"] * 3


def test_a_first_edition_has_no_such_screen(desk, draft):
    assert desk.get(screen(draft), follow=True).status_code == 404
    answer = desk.post(reverse("library_desk:propose", args=[draft.uuid]), follow=True)
    assert "This set has no published edition that this one could follow." in answer.content.decode()


def test_a_commission_member_looks_and_does_not_confirm(new, editor, staff, client_of):
    officer = staff("finance_officer")
    actions.assign(new, user=officer, duty="commission-member", by=editor)
    client = client_of(officer)
    page = client.get(screen(new))
    assert page.status_code == 200
    assert "Confirm all that are unchanged" not in page.content.decode()
    for name in ("propose", "confirm"):
        assert refused(client.post(reverse(f"library_desk:{name}", args=[new.uuid])))
    assert refused(client.post(row_url(first_row(new)), {}))


def test_others_find_nothing(new, client_of, translator, staff):
    assert client_of(staff("finance_officer")).get(screen(new), follow=True).status_code == 404
    assert refused(client_of(translator).post(reverse("library_desk:confirm", args=[new.uuid])))
    assert Mapping.objects.get().rows.filter(confirmed_at__isnull=False).count() == 0


@pytest.mark.parametrize("guidelines", [1, 30])
def test_the_screen_costs_the_same_for_any_length(guidelines, desk, editor, django_assert_max_num_queries):
    edition = write(editor)
    for number in range(guidelines - 1):
        add_guideline(edition.sections.last(), f"More {number}", by=editor)
    actions.publish_edition(approve(edition, by=editor), by=editor)
    new = actions.next_edition(edition, year=2030, by=editor)
    desk.get(screen(new))
    with django_assert_max_num_queries(40):
        desk.get(screen(new))
