"""An edition that follows one: the copy, the mapping, and what a publication waits for."""

import pytest

from guidelines.library import actions
from guidelines.library.completeness import records
from guidelines.library.enums import EditionState, MappingKind
from guidelines.library.exceptions import (
    ChangedMeanwhile,
    KindDoesNotFit,
    MappingFrozen,
    MappingOpen,
    NoPredecessor,
    NotToFollow,
    NotUnchanged,
    WrongEdition,
    YearNotLater,
    YearTaken,
)
from guidelines.library.following import Following, mapping_of
from guidelines.library.models import CrossReference, Guideline, GuidelineLevel, Point, Section
from guidelines.library.numbering import in_tree_order
from guidelines.library.wording import wordings
from portal.audit.models import Entry
from portal.audit.record import name_of
from portal.languages import CODES, value_in
from portal.translations.models import Status, TranslationState
from portal.translations.states import translated_fields
from tests.guidelines.library.conftest import add_guideline, approve, follow, publish_next, write


@pytest.fixture
def following(published, editor):
    """Start edition 2030 from edition 2026."""
    return actions.next_edition(published, year=2030, by=editor)


def drafted(edition, editor):
    return actions.draft_edition(edition, by=editor)


def told(edition):
    return [
        (mapped.row.kind, [each.title_en for each in mapped.old], [each.title_en for each in mapped.new])
        for mapped in Following(mapping_of(edition)).rows
    ]


def row_of(edition, title):
    rows = Following(mapping_of(edition)).rows
    return next(mapped.row for mapped in rows if title in {each.title_en for each in [*mapped.old, *mapped.new]})


def titled(edition, *titles):
    return [Guideline.objects.get(edition=edition, title_en=title) for title in titles]


def texts_in_all_languages(edition):
    return sorted(
        (type(obj).__name__, field, code, value_in(obj, field, code))
        for obj, _place in records(edition)
        for field in translated_fields(type(obj))
        for code in CODES
    )


def states_of(edition):
    names = [name_of(obj) for obj, _place in records(edition)]
    return sorted(
        TranslationState.objects.filter(target__in=names).values_list(
            "field", "language", "status", "made", "source_hash", "source_text"
        )
    )


@pytest.fixture
def rich(approved, editor):
    """Publish an edition with a cross-reference, a descriptor of its own and a translation by machine."""
    first, second, _third = approved.guidelines.in_order()
    CrossReference.objects.create(guideline=first, to=second)
    GuidelineLevel.objects.create(guideline=first, level=approved.levels.first(), descriptor_en="Nothing yet")
    edition = actions.publish_edition(approved, by=editor)
    TranslationState.objects.filter(target=name_of(first), field="title", language="fr").update(
        status=Status.MACHINE, made="machine"
    )
    return edition


def test_the_copy_holds_all_texts_and_how_each_translation_stands(rich, editor):
    new = actions.next_edition(rich, year=2030, by=editor)
    assert texts_in_all_languages(new) == texts_in_all_languages(rich)
    assert states_of(new) == states_of(rich)
    assert TranslationState.objects.filter(status=Status.MACHINE).count() == 2
    assert sorted(wordings(new).values()) == sorted(wordings(rich).values())


def test_the_copy_has_the_structure_and_keys_of_its_own(rich, editor):
    new = actions.next_edition(rich, year=2030, by=editor)
    shape = [
        [(section.kind, section.title_en, section.parent and section.parent.title_en) for section in in_tree_order(of)]
        for of in (Section.objects.filter(edition=rich), Section.objects.filter(edition=new))
    ]
    assert shape[0] == shape[1]
    keys = [{name_of(obj) for obj, _place in records(edition)[1:]} for edition in (rich, new)]
    assert keys[0] & keys[1] == set()
    assert len(keys[0]) == len(keys[1])
    crossing = CrossReference.objects.get(guideline__edition=new)
    assert (crossing.to.edition, crossing.to.title_en) == (new, "Strategy 1")
    assert {point.block.edition_id for point in Point.objects.filter(guideline__edition=new)} == {new.pk}


def test_the_copy_is_a_proposal_without_numbers_that_can_be_restored(following, published, editor):
    new = following
    assert (new.state, new.published_at, new.published_by) == (EditionState.PROPOSED, None, None)
    assert set(new.guidelines.values_list("number", flat=True)) == {None}
    assert set(new.sections.values_list("code", flat=True)) == {""}
    assert not new.languages.filter(released_at__isnull=False).exists()
    assert new.languages.count() == len(CODES)
    assert all(guideline.latest_revision_id for guideline in new.guidelines.all())
    assert Entry.objects.filter(verb="library.follow_edition", actor=editor).count() == 1
    published.refresh_from_db()
    assert published.state == EditionState.PUBLISHED


def test_what_refers_to_another_set_goes_on_referring_there(published, editor):
    elsewhere = actions.publish_edition(approve(write(editor, code="SQ"), by=editor), by=editor)
    CrossReference.objects.create(guideline=published.guidelines.get(number=1), to=elsewhere.guidelines.get(number=1))
    new = actions.next_edition(published, year=2030, by=editor)
    assert CrossReference.objects.get(guideline__edition=new).to.edition == elsewhere


@pytest.mark.parametrize(("year", "refusal"), [(2026, YearNotLater), (2020, YearNotLater), (2030, YearTaken)])
def test_the_year_must_be_free_and_later(year, refusal, following, published, editor):
    with pytest.raises(refusal):
        actions.next_edition(published, year=year, by=editor)


def test_only_the_edition_in_force_is_followed(draft, editor):
    with pytest.raises(NotToFollow):
        actions.next_edition(draft, year=2030, by=editor)


def test_each_guideline_begins_beside_its_copy(following):
    assert told(following) == [("unchanged", [name], [name]) for name in ("Strategy 0", "Strategy 1", "People 0")]


def test_a_rewording_a_removal_and_an_addition_are_proposed(following, editor):
    drafted(following, editor)
    reworded, gone = titled(following, "Strategy 0", "People 0")
    reworded.statement_en = "The board decides."
    actions.save_guideline(reworded, by=editor)
    section = gone.section
    actions.remove_guideline(gone, by=editor)
    added = add_guideline(section, "Elsewhere", by=editor)
    added.statement_en = "Quite another matter, written from nothing at all."
    added.rationale_en = "Because suppliers of remote computing came into the world."
    added.points.all().delete()
    added.references.all().delete()
    added.points, added.references = [], []
    actions.save_guideline(added, by=editor)
    actions.propose_mapping(following, by=editor)
    assert told(following) == [
        ("reworded", ["Strategy 0"], ["Strategy 0"]),
        ("unchanged", ["Strategy 1"], ["Strategy 1"]),
        ("new", [], ["Elsewhere"]),
        ("dropped", ["People 0"], []),
    ]


def test_a_first_edition_waits_for_nothing_and_follows_nothing(approved, editor):
    with pytest.raises(NoPredecessor):
        actions.propose_mapping(approved, by=editor)
    assert actions.publish_edition(approved, by=editor).state == EditionState.PUBLISHED


def test_without_a_mapping_no_successor_is_published(published, editor):
    new = approve(write(editor, year=2030), by=editor)
    with pytest.raises(MappingOpen) as refusal:
        actions.publish_edition(new, by=editor)
    assert str(refusal.value) == "Say first what became of the guidelines of edition 2026."


def test_an_unconfirmed_row_holds_the_publication_up(following, published, editor):
    approve(drafted(following, editor), by=editor)
    actions.save_row(
        row_of(following, "People 0"),
        kind="unchanged",
        old=titled(published, "People 0"),
        new=titled(following, "People 0"),
        by=editor,
    )
    with pytest.raises(MappingOpen) as refusal:
        actions.publish_edition(following, by=editor)
    assert str(refusal.value) == "Confirm first what became of the guidelines of edition 2026: 2 rows are open."
    published.refresh_from_db()
    assert published.state == EditionState.PUBLISHED
    assert actions.confirm_rows(mapping_of(following), by=editor) == 2
    actions.publish_edition(following, by=editor)
    published.refresh_from_db()
    assert published.state == EditionState.SUPERSEDED


def test_a_guideline_without_a_row_holds_the_publication_up(following, editor):
    drafted(following, editor)
    follow(following, by=editor)
    add_guideline(following.sections.last(), "Late", by=editor)
    approve(following, by=editor)
    with pytest.raises(MappingOpen):
        actions.publish_edition(following, by=editor)


def test_what_was_confirmed_as_unchanged_is_open_again_after_a_change(following, editor):
    drafted(following, editor)
    follow(following, by=editor)
    (guideline,) = titled(following, "Strategy 0")
    guideline.points.all()[0].text_en = "Other words."
    point = guideline.points.all()[0]
    point.text_en = "Other words."
    guideline.points = [point, *guideline.points.all()[1:]]
    actions.save_guideline(guideline, by=editor)
    following_now = Following(mapping_of(following))
    assert [mapped.new[0].title_en for mapped in following_now.open_rows] == ["Strategy 0"]
    actions.propose_mapping(following, by=editor)
    assert told(following)[0] == ("reworded", ["Strategy 0"], ["Strategy 0"])
    assert row_of(following, "Strategy 0").confirmed_at is None
    assert row_of(following, "Strategy 1").confirmed_by == editor


def test_a_merger_takes_its_guidelines_out_of_other_rows(following, published, editor):
    actions.save_row(
        row_of(following, "Strategy 0"),
        kind="merged",
        old=titled(published, "Strategy 0", "Strategy 1"),
        new=titled(following, "Strategy 0"),
        by=editor,
    )
    assert told(following) == [
        ("merged", ["Strategy 0", "Strategy 1"], ["Strategy 0"]),
        ("new", [], ["Strategy 1"]),
        ("unchanged", ["People 0"], ["People 0"]),
    ]
    assert row_of(following, "Strategy 1").confirmed_at is not None
    assert [mapped.is_open for mapped in Following(mapping_of(following)).rows] == [False, True, True]


def test_what_is_taken_out_of_a_row_gets_rows_of_its_own(following, published, editor):
    row = row_of(following, "Strategy 0")
    actions.save_row(row, kind="dropped", old=titled(published, "Strategy 0"), new=[], by=editor)
    assert told(following) == [
        ("new", [], ["Strategy 0"]),
        ("unchanged", ["Strategy 1"], ["Strategy 1"]),
        ("unchanged", ["People 0"], ["People 0"]),
        ("dropped", ["Strategy 0"], []),
    ]


def test_a_row_that_another_has_taken_in_is_not_written(following, published, editor):
    late = row_of(following, "Strategy 1")
    pairs = [(titled(of, "Strategy 0", "Strategy 1")) for of in (published, following)]
    actions.save_row(row_of(following, "Strategy 0"), kind="merged", old=pairs[0], new=pairs[1], by=editor)
    with pytest.raises(ChangedMeanwhile):
        actions.save_row(late, kind="unchanged", old=pairs[0][1:], new=pairs[1][1:], by=editor)


def test_a_new_guideline_that_is_removed_leaves_no_row_behind(following, editor):
    drafted(following, editor)
    added = add_guideline(following.sections.last(), "Elsewhere", by=editor)
    Point.objects.filter(guideline=added).delete()
    Guideline.objects.filter(pk=added.pk).update(statement_en="Suppliers of computing.", rationale_en="Tenders.")
    follow(following, by=editor)
    actions.remove_guideline(added, by=editor)
    assert Following(mapping_of(following)).open_count == 1
    follow(following, by=editor)
    assert [kind for kind, _old, _new in told(following)] == ["unchanged"] * 3


@pytest.mark.parametrize("kind", [MappingKind.SPLIT, MappingKind.MERGED, MappingKind.NEW, MappingKind.DROPPED])
def test_a_kind_that_does_not_fit_is_refused(kind, following, published, editor):
    pair = titled(published, "Strategy 0"), titled(following, "Strategy 0")
    with pytest.raises(KindDoesNotFit):
        actions.save_row(row_of(following, "Strategy 0"), kind=kind, old=pair[0], new=pair[1], by=editor)


def test_other_words_are_not_unchanged(following, published, editor):
    pair = titled(published, "Strategy 0"), titled(following, "People 0")
    with pytest.raises(NotUnchanged):
        actions.save_row(row_of(following, "Strategy 0"), kind="unchanged", old=pair[0], new=pair[1], by=editor)
    assert told(following)[0] == ("unchanged", ["Strategy 0"], ["Strategy 0"])


def test_guidelines_of_another_edition_are_refused(following, published, editor):
    other = titled(published, "Strategy 0")
    with pytest.raises(WrongEdition):
        actions.save_row(row_of(following, "Strategy 0"), kind="reworded", old=other, new=other, by=editor)


def test_after_publication_the_mapping_stands(published, editor):
    new = publish_next(2030, by=editor)
    row = new.mappings.get().rows.first()
    with pytest.raises(MappingFrozen):
        actions.save_row(row, kind="new", old=[], new=list(new.guidelines.all()[:1]), by=editor)
    with pytest.raises(MappingFrozen):
        actions.confirm_rows(row.mapping, by=editor)
    with pytest.raises(MappingFrozen):
        actions.propose_mapping(new, by=editor)


@pytest.mark.parametrize("guidelines", [1, 30])
def test_the_standing_of_a_mapping_costs_the_same_for_any_length(guidelines, editor, django_assert_num_queries):
    edition = write(editor)
    for number in range(guidelines - 1):
        add_guideline(edition.sections.last(), f"More {number}", by=editor)
    actions.publish_edition(approve(edition, by=editor), by=editor)
    mapping = mapping_of(actions.next_edition(edition, year=2030, by=editor))
    with django_assert_num_queries(14):
        assert Following(mapping).open_count == guidelines + 2
