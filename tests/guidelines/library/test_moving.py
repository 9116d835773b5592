"""Drafts are moved about: what stands where, what may not, and that nothing written is lost."""

import pytest

from guidelines.library import actions
from guidelines.library.exceptions import EditionFrozen, NothingToSplit, NotYourText, WrongPlace
from guidelines.library.models import CrossReference, Guideline, Section
from guidelines.library.numbering import guideline_numbers, section_codes
from portal.audit.models import Entry
from portal.translations.models import TranslationState
from tests.guidelines.library.conftest import approve, texts, write


def tree(edition):
    """Return codes of sections with the numbers and titles of what they hold, as they are read."""
    sections = list(Section.objects.filter(edition=edition))
    guidelines = list(Guideline.objects.filter(edition=edition))
    codes, numbers = section_codes(sections), guideline_numbers(sections, guidelines)
    return {
        f"{codes[section.pk]} {section.title_en}": sorted(
            (numbers[g.pk], g.title_en) for g in guidelines if g.section_id == section.pk
        )
        for section in sorted(sections, key=lambda section: codes[section.pk])
    }


def named(edition, title):
    return edition.guidelines.get(title_en=title)


def section(edition, title):
    return edition.sections.get(title_en=title)


def test_a_guideline_goes_in_front_of_another_and_numbers_follow(draft, editor):
    actions.move_guideline(
        named(draft, "People 0"), section=section(draft, "Strategy"), before=named(draft, "Strategy 1"), by=editor
    )
    assert tree(draft) == {
        "A Direction": [],
        "A.1 Strategy": [(1, "Strategy 0"), (2, "People 0"), (3, "Strategy 1")],
        "A.2 People": [],
    }
    assert Entry.objects.last().verb == "library.move_guideline"


def test_a_guideline_goes_to_the_end(draft, editor):
    actions.move_guideline(named(draft, "Strategy 0"), section=section(draft, "People"), by=editor)
    assert tree(draft)["A.2 People"] == [(2, "People 0"), (3, "Strategy 0")]


def test_a_section_moves_with_all_that_it_holds_and_codes_follow(draft, editor):
    actions.move_section(
        section(draft, "People"), parent=section(draft, "Direction"), before=section(draft, "Strategy"), by=editor
    )
    assert tree(draft) == {
        "A Direction": [],
        "A.1 People": [(1, "People 0")],
        "A.2 Strategy": [(2, "Strategy 0"), (3, "Strategy 1")],
    }


def test_a_section_becomes_a_part_or_a_sub_section(draft, editor):
    moved = actions.move_section(section(draft, "People"), by=editor)
    assert (moved.kind, list(tree(draft))) == ("part", ["A Direction", "A.1 Strategy", "B People"])
    moved = actions.move_section(section(draft, "People"), parent=section(draft, "Strategy"), by=editor)
    assert (moved.kind, list(tree(draft))) == ("subsection", ["A Direction", "A.1 Strategy", "A.1.1 People"])


@pytest.mark.parametrize(("what", "within"), [("Direction", "Strategy"), ("Direction", "Direction")])
def test_nothing_stands_within_itself(draft, editor, what, within):
    with pytest.raises(WrongPlace):
        actions.move_section(section(draft, what), parent=section(draft, within), by=editor)


def test_nothing_lies_deeper_than_a_sub_section(draft, editor):
    other = actions.save_section(texts(Section(edition=draft, kind="part"), title="Other"), by=editor)
    with pytest.raises(WrongPlace):
        actions.move_section(section(draft, "Direction"), parent=other, by=editor) and actions.move_section(
            section(draft, "Other"), parent=section(draft, "People"), by=editor
        )


def test_nothing_moves_to_another_edition(draft, editor):
    elsewhere = write(editor, year=2030)
    with pytest.raises(WrongPlace):
        actions.move_guideline(named(draft, "People 0"), section=section(elsewhere, "People"), by=editor)
    with pytest.raises(WrongPlace):
        actions.move_section(section(draft, "People"), parent=section(elsewhere, "Direction"), by=editor)
    with pytest.raises(WrongPlace):
        actions.move_guideline(
            named(draft, "People 0"),
            section=section(draft, "Strategy"),
            before=named(elsewhere, "Strategy 0"),
            by=editor,
        )


def test_what_stands_is_not_moved(draft, editor):
    approve(draft, by=editor)
    with pytest.raises(EditionFrozen):
        actions.move_guideline(named(draft, "People 0"), section=section(draft, "Strategy"), by=editor)
    with pytest.raises(EditionFrozen):
        actions.move_section(section(draft, "People"), by=editor)


def test_a_translator_moves_nothing(draft, translator):
    with pytest.raises(NotYourText):
        actions.move_guideline(named(draft, "People 0"), section=section(draft, "Strategy"), by=translator)


def test_a_form_opened_before_the_move_does_not_move_it_back(draft, editor):
    opened = named(draft, "People 0")
    actions.move_guideline(named(draft, "People 0"), section=section(draft, "Strategy"), by=editor)
    opened.title_en = "Another title"
    actions.save_guideline(opened, by=editor, seen=opened.latest_revision_id)
    assert named(draft, "Another title").section == section(draft, "Strategy")


def test_a_guideline_is_split_by_its_points_and_keeps_their_translations(draft, editor):
    whole = named(draft, "Strategy 0")
    stays, goes = whole.points.order_by("position")
    second = actions.split_guideline(whole, title="The second half", points=[goes], by=editor)
    assert tree(draft)["A.1 Strategy"] == [(1, "Strategy 0"), (2, "The second half"), (3, "Strategy 1")]
    assert [point.key for point in named(draft, "Strategy 0").points.all()] == [stays.key]
    assert [(point.key, point.text_fr) for point in second.points.all()] == [(goes.key, goes.text_fr)]
    states = TranslationState.objects.filter(target=f"library.point:{goes.key}", language="fr")
    assert [state.status for state in states] == ["human"]


def test_a_guideline_is_not_split_by_all_or_none_of_its_points(draft, editor):
    whole = named(draft, "Strategy 0")
    for points in ([], list(whole.points.all()), list(named(draft, "People 0").points.all())):
        with pytest.raises(NothingToSplit):
            actions.split_guideline(whole, title="Half", points=points, by=editor)
    assert draft.guidelines.count() == 3


def test_two_guidelines_become_one_and_nothing_written_is_lost(draft, editor):
    first, second, third = (named(draft, title) for title in ("Strategy 0", "Strategy 1", "People 0"))
    third.cross_references = [CrossReference(to=second, position=0)]
    actions.save_guideline(third, by=editor)
    first.cross_references = [CrossReference(to=second, position=0)]
    actions.save_guideline(first, by=editor)
    keys = {point.key for half in (first, second) for point in half.points.all()}
    merged = actions.merge_guidelines(first, second, by=editor)
    assert tree(draft)["A.1 Strategy"] == [(1, "Strategy 0")]
    assert merged.statement_en == "Strategy 0 is stated.\n\nStrategy 1 is stated."
    assert merged.statement_fr.count("\n\n") == 1
    assert {point.key for point in merged.points.all()} == keys
    assert merged.references.count() == 2
    assert [(row.guideline_id, row.to_id) for row in CrossReference.objects.all()] == [(third.pk, merged.pk)]


def test_nothing_is_merged_with_itself_or_another_edition(draft, editor):
    first = named(draft, "Strategy 0")
    for other in (first, named(write(editor, year=2030), "Strategy 1")):
        with pytest.raises(WrongPlace):
            actions.merge_guidelines(first, other, by=editor)
