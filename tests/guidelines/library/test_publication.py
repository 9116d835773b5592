import pytest

from guidelines.library import actions
from guidelines.library.enums import EditionState
from guidelines.library.exceptions import (
    AlreadyAssigned,
    AlreadyReleased,
    EnglishNotSettled,
    LanguageIncomplete,
    NothingToPublish,
    ScaleBroken,
)
from guidelines.library.models import BlockKind, Edition, Guideline, Level, Section
from portal.background.models import OutboxRow
from tests.guidelines.library.conftest import approve, propose, publish_next, write


def test_numbers_are_continuous_and_codes_are_written_down(published):
    assert list(published.guidelines.in_order().values_list("number", flat=True)) == [1, 2, 3]
    assert list(published.sections.order_by("position").values_list("code", flat=True)) == ["A", "A.1", "A.2"]


def test_a_draft_has_no_number_in_its_rows(draft):
    assert set(draft.guidelines.values_list("number", flat=True)) == {None}


def test_the_predecessor_steps_back_in_the_same_moment(published, editor):
    new = publish_next(2030, by=editor)
    states = dict(Edition.objects.values_list("year", "state"))
    assert states == {2026: EditionState.SUPERSEDED, 2030: EditionState.PUBLISHED}
    assert (new.published_by, new.published_at is not None) == (editor, True)


def test_a_refused_publication_leaves_the_predecessor_in_force(published, editor):
    draft = write(editor, year=2030)
    Guideline.objects.filter(edition=draft).update(statement_en="")
    with pytest.raises(LanguageIncomplete):
        actions.publish_edition(approve(draft, by=editor), by=editor)
    assert Edition.objects.get(year=2026).state == EditionState.PUBLISHED


@pytest.mark.parametrize(
    ("rows", "field", "named"),
    [
        (Guideline, "statement_en", "statement"),
        (Guideline, "rationale_en", "rationale"),
        (BlockKind, "label_en", "label"),
        (BlockKind, "holds_en", "holds"),
        (Section, "title_en", "title"),
    ],
)
def test_publication_names_what_english_lacks(rows, field, named, approved, editor):
    rows.objects.filter(pk=rows.objects.filter(edition=approved).first().pk).update(**{field: ""})
    with pytest.raises(LanguageIncomplete) as refusal:
        actions.publish_edition(approved, by=editor)
    assert [named in gap.field for gap in refusal.value.gaps] == [True]


def test_an_edition_without_guidelines_is_not_published(editor):
    edition = propose(editor)
    approve(actions.draft_edition(edition, by=editor), by=editor)
    with pytest.raises(NothingToPublish):
        actions.publish_edition(edition, by=editor)


def promised():
    rows = OutboxRow.objects.filter(task="guidelines.library.tasks.make_pdfs")
    return sorted(row.arguments["args"][1] for row in rows)


def test_publication_promises_the_pdf_of_each_settled_language(approved, editor):
    actions.release_language(approved, language="fr", by=editor)
    assert promised() == []
    actions.publish_edition(approved, by=editor)
    assert promised() == ["en", "fr"]


def test_a_language_is_not_released_while_english_may_change(draft, editor):
    with pytest.raises(EnglishNotSettled):
        actions.release_language(draft, language="fr", by=editor)


def test_only_a_complete_language_is_released_and_what_is_missing_is_named(published, editor):
    guideline = published.guidelines.get(number=2)
    point = guideline.points.first()
    type(point).objects.filter(pk=point.pk).update(text_fr="")
    with pytest.raises(LanguageIncomplete) as refusal:
        actions.release_language(published, language="fr", by=editor)
    assert [gap.place for gap in refusal.value.gaps] == ["GOV-2"]
    assert "GOV-2" in str(refusal.value)


def test_a_language_is_released_once(published, editor):
    actions.release_language(published, language="fr", by=editor)
    with pytest.raises(AlreadyReleased):
        actions.release_language(published, language="fr", by=editor)


def test_reopening_withdraws_what_was_settled_in_advance(approved, editor):
    actions.release_language(approved, language="fr", by=editor)
    actions.reopen_edition(approved, by=editor)
    assert not approved.languages.filter(released_at__isnull=False).exists()


def test_a_second_duty_of_the_same_kind_is_refused_and_ends_at_once(draft, editor, rita):
    duty = actions.assign(draft, user=rita, duty="reviewer", by=editor)
    with pytest.raises(AlreadyAssigned):
        actions.assign(draft, user=rita, duty="reviewer", by=editor)
    assert rita.has_perm("library.view_edition", draft)
    actions.unassign(duty, by=editor)
    assert not rita.has_perm("library.view_edition", draft)


@pytest.mark.parametrize("values", [[1, 2, 3], [0, 2, 4], [0], []])
def test_a_scale_that_answers_could_not_be_read_on_is_not_published(values, approved, editor):
    levels = list(approved.levels.order_by("value"))
    for level in levels[len(values) :]:
        level.delete()
    for level, value in zip(reversed(levels[: len(values)]), reversed(values), strict=True):
        Level.objects.filter(pk=level.pk).update(value=value)
    with pytest.raises(ScaleBroken):
        actions.publish_edition(approved, by=editor)
