"""After publication only an erratum changes what is shown: whatever way the change comes."""

import pytest
from django.utils import translation

from guidelines.library import actions
from guidelines.library.enums import EditionState
from guidelines.library.exceptions import (
    ChangedMeanwhile,
    EditionFrozen,
    LanguageFrozen,
    NotYourText,
    SectionInUse,
    WrongEdition,
)
from guidelines.library.models import Edition, Guideline, GuidelineLevel, Point, Section
from portal.audit.models import Entry
from portal.translations.models import Status, TranslationState
from tests.guidelines.library.conftest import add_guideline, approve, first, write


def change_english(edition, by):
    guideline = first(edition)
    guideline.statement_en = "Something else."
    actions.save_guideline(guideline, by=by)


def add_a_point(edition, by):
    guideline = first(edition)
    points = list(guideline.points.all())
    guideline.points = [*points, Point(block=points[0].block, position=9, text_en="One more")]
    actions.save_guideline(guideline, by=by)


def change_a_point(edition, by):
    guideline = first(edition)
    points = list(guideline.points.all())
    points[0].text_en = "Turned round"
    guideline.points = points
    actions.save_guideline(guideline, by=by)


def move_a_guideline(edition, by):
    guideline = first(edition)
    guideline.section = edition.sections.order_by("position").last()
    actions.save_guideline(guideline, by=by)


def add_one(edition, by):
    add_guideline(edition.sections.order_by("position").last(), "New", by=by)


def remove_one(edition, by):
    actions.remove_guideline(first(edition), by=by)


def rename_a_section(edition, by):
    section = edition.sections.first()
    section.title_en = "Other"
    actions.save_section(section, by=by)


def add_a_section(edition, by):
    actions.save_section(Section(edition=edition, kind="part", title_en="Z"), by=by)


def remove_a_section(edition, by):
    section = edition.sections.order_by("position").last()
    actions.remove_section(section, by=by)


def change_the_introduction(edition, by):
    edition = Edition.objects.get(pk=edition.pk)
    edition.introduction_en = "Anew."
    actions.save_edition(edition, by=by)


def open_a_block(edition, by):
    edition = Edition.objects.get(pk=edition.pk)
    blocks = list(edition.blocks.all())
    blocks[0].is_public = True
    edition.blocks = blocks
    actions.save_edition(edition, by=by)


def rename_a_level(edition, by):
    edition = Edition.objects.get(pk=edition.pk)
    levels = list(edition.levels.all())
    levels[0].name_en = "Nothing"
    edition.levels = levels
    actions.save_edition(edition, by=by)


CHANGES = [
    change_english,
    add_a_point,
    change_a_point,
    move_a_guideline,
    add_one,
    remove_one,
    rename_a_section,
    add_a_section,
    remove_a_section,
    change_the_introduction,
    open_a_block,
    rename_a_level,
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("state", [EditionState.APPROVED, EditionState.PUBLISHED, EditionState.SUPERSEDED])
def test_what_stands_is_not_changed(change, state, draft, editor):
    Edition.objects.filter(pk=draft.pk).update(state=state)
    before = Entry.objects.count()
    with pytest.raises(EditionFrozen):
        change(Edition.objects.get(pk=draft.pk), by=editor)
    assert Entry.objects.count() == before


@pytest.mark.parametrize("change", [change for change in CHANGES if change is not remove_a_section])
def test_a_draft_takes_the_same_change(change, draft, editor):
    before = Entry.objects.count()
    change(draft, by=editor)
    assert Entry.objects.count() == before + 1


def test_a_section_with_guidelines_stays(draft, editor):
    with pytest.raises(SectionInUse):
        remove_a_section(draft, by=editor)


def test_an_empty_section_goes_and_the_order_closes(draft, editor):
    section = actions.save_section(Section(edition=draft, kind="part", title_en="Empty"), by=editor)
    actions.remove_section(section, by=editor)
    assert list(draft.sections.order_by("position").values_list("position", flat=True)) == [0, 1, 2]


def test_a_translation_may_still_be_written_after_publication(published, editor):
    guideline = first(published)
    guideline.statement_de = "Es ist gesagt."
    actions.save_guideline(guideline, by=editor)
    assert Guideline.objects.get(pk=guideline.pk).statement_de == "Es ist gesagt."


def test_a_released_language_stands(published, editor):
    actions.release_language(published, language="fr", by=editor)
    guideline = first(published)
    guideline.statement_fr = "Autre chose."
    with pytest.raises(LanguageFrozen) as refusal:
        actions.save_guideline(guideline, by=editor)
    assert refusal.value.language == "fr"


def test_points_of_a_released_language_stand_too(published, editor):
    actions.release_language(published, language="fr", by=editor)
    guideline = first(published)
    points = list(guideline.points.all())
    points[1].text_fr = "Autre"
    guideline.points = points
    with pytest.raises(LanguageFrozen):
        actions.save_guideline(guideline, by=editor)


def test_nobody_takes_the_number_away(published, editor):
    guideline = first(published)
    guideline.number, guideline.title_de = None, "Strategie"
    actions.save_guideline(guideline, by=editor)
    assert Guideline.objects.get(pk=guideline.pk).number == 1


def test_an_old_revision_never_brings_an_old_state_back(draft, editor):
    old = draft.latest_revision.as_object()
    approve(draft, by=editor)
    old.introduction_de = "Einleitung"
    actions.save_edition(old, by=editor)
    assert Edition.objects.get(pk=draft.pk).state == EditionState.APPROVED


def test_a_translator_writes_no_english(draft, translator):
    with pytest.raises(NotYourText):
        change_english(draft, by=translator)


def test_a_translator_adds_no_point(draft, translator):
    with pytest.raises(NotYourText):
        add_a_point(draft, by=translator)


def test_a_translator_writes_a_translation(draft, translator):
    guideline = first(draft)
    guideline.title_ru = "Стратегия"
    actions.save_guideline(guideline, by=translator)
    assert Guideline.objects.get(pk=guideline.pk).title_ru == "Стратегия"


def test_an_assigned_translator_writes_one_language(draft, editor, rita):
    actions.assign(draft, user=rita, duty="translator", language="es", by=editor)
    guideline = first(draft)
    guideline.title_es = "Estrategia"
    actions.save_guideline(guideline, by=rita)
    guideline.title_de = "Strategie"
    with pytest.raises(NotYourText):
        actions.save_guideline(guideline, by=rita)


def test_two_editors_do_not_overwrite_each_other(draft, editor):
    one, other = first(draft), first(draft)
    seen = one.latest_revision_id
    one.title_en = "Mine"
    actions.save_guideline(one, by=editor, seen=seen)
    other.title_en = "Yours"
    with pytest.raises(ChangedMeanwhile):
        actions.save_guideline(other, by=editor, seen=seen)
    assert Guideline.objects.get(pk=one.pk).title_en == "Mine"


def test_a_guideline_does_not_move_to_another_edition(draft, editor):
    other = write(editor, code="SQ")
    guideline = first(draft)
    guideline.section = other.sections.last()
    with pytest.raises(WrongEdition):
        actions.save_guideline(guideline, by=editor)
    guideline.edition = other
    with pytest.raises(WrongEdition):
        actions.save_guideline(guideline, by=editor)


def test_saving_without_a_change_leaves_no_trace(draft, editor):
    guideline = first(draft)
    entries, revision = Entry.objects.count(), guideline.latest_revision_id
    actions.save_guideline(guideline, by=editor)
    assert (Entry.objects.count(), Guideline.objects.get(pk=guideline.pk).latest_revision_id) == (entries, revision)


def test_a_changed_source_makes_its_translations_stale(draft, editor):
    guideline = first(draft)
    place = {"target": f"library.guideline:{guideline.key}", "field": "title", "language": "fr"}
    assert TranslationState.objects.get(**place).status == Status.HUMAN
    guideline.title_en = "Another title"
    actions.save_guideline(guideline, by=editor)
    assert TranslationState.objects.get(**place).status == Status.STALE
    guideline.title_fr = "Un autre titre"
    actions.save_guideline(guideline, by=editor)
    assert TranslationState.objects.get(**place).status == Status.HUMAN


def test_the_base_column_holds_english_whoever_writes(draft, editor):
    guideline = first(draft)
    with translation.override("fr"):
        guideline.title_fr = "Encore un titre"
        actions.save_guideline(guideline, by=editor)
    assert Guideline.objects.values_list("title", flat=True).rewrite(False).get(pk=guideline.pk) == guideline.title_en


STRAYED = {
    "points": lambda edition: Point(block=edition.blocks.first(), text_en="Strayed"),
    "level_descriptors": lambda edition: GuidelineLevel(level=edition.levels.first(), descriptor_en="Strayed"),
}


@pytest.mark.parametrize("name", STRAYED)
def test_points_and_levels_stay_within_their_edition(name, draft, editor):
    def save_with_one_of(edition):
        guideline = first(draft)
        setattr(guideline, name, [STRAYED[name](edition)])
        return actions.save_guideline(guideline, by=editor)

    before = list(getattr(first(draft), name).values())
    with pytest.raises(WrongEdition):
        save_with_one_of(write(editor, code="SQ"))
    assert list(getattr(first(draft), name).values()) == before
    assert getattr(save_with_one_of(draft), name).count() == 1
