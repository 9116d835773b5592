"""Errata: what is corrected, by whom, under which number, and what stays as it was."""

from datetime import UTC, datetime

import pytest

from guidelines.library import actions
from guidelines.library.duties import Given
from guidelines.library.exceptions import (
    EditionFrozen,
    LanguageFrozen,
    NoLongerStands,
    NothingCorrected,
    NotOfThisEdition,
    NotYetRead,
    NotYourText,
    ReasonNeeded,
    StillEdited,
    TextNeeded,
)
from guidelines.library.models import Edition, Erratum, Guideline
from guidelines.library.models.erratum import ErrataStand
from guidelines.library.translating.board import board
from portal import clock
from portal.audit.models import Entry
from portal.background.models import QueuedTask
from portal.languages import value_in
from tests.guidelines.library.conftest import add_guideline, approve, correct, publish_next, status, write

DAY = datetime(2026, 11, 26, 9, tzinfo=UTC)


def test_a_text_is_corrected_and_the_erratum_says_what_stood_and_what_stands(guideline, editor):
    with clock.set_to(DAY):
        erratum = correct(guideline, by=editor)
    stored = Guideline.objects.get(pk=guideline.pk)
    assert stored.statement_en == "Strategy 0 is laid down."
    assert stored.updated_at == DAY
    assert (erratum.number, erratum.language, str(erratum.issued_on)) == (1, "en", "2026-11-26")
    assert (erratum.before, erratum.after) == ("Strategy 0 is stated.", "Strategy 0 is laid down.")
    assert (erratum.guideline, erratum.section, erratum.block) == (guideline, None, None)
    assert (erratum.issued_by, erratum.reason) == (editor, "A word was wrong.")


def test_the_base_column_follows_and_a_revision_is_kept(guideline, editor):
    correct(guideline, by=editor)
    base = Guideline.objects.values_list("statement", flat=True).rewrite(False).get(pk=guideline.pk)
    assert base == "Strategy 0 is laid down."
    assert Guideline.objects.get(pk=guideline.pk).latest_revision.content["statement_en"] == base


def test_one_line_of_the_audit_trail_says_it_all(guideline, editor):
    before = Entry.objects.count()
    correct(guideline, by=editor)
    assert Entry.objects.count() == before + 1
    entry = Entry.objects.last()
    place = f"library.guideline:{guideline.key} statement en"
    assert (entry.verb, entry.actor, entry.target) == (
        "library.issue_erratum",
        editor,
        f"library.guideline:{guideline.key}",
    )
    assert entry.before == {place: "Strategy 0 is stated."}
    assert entry.after == {place: "Strategy 0 is laid down.", "erratum": 1, "reason": "A word was wrong."}


def places(edition):
    """Return owner, part and field of one text of each kind."""
    guideline = edition.guidelines.get(number=1)
    section = edition.sections.get(code="A.1")
    block, level = edition.blocks.first(), edition.levels.first()
    point, reference = guideline.points.first(), guideline.references.first()
    return {
        "introduction": (edition, edition, "introduction"),
        "block": (edition, block, "holds"),
        "level": (edition, level, "name"),
        "section": (section, section, "title"),
        "title": (guideline, guideline, "title"),
        "point": (guideline, point, "text"),
        "reference": (guideline, reference, "text"),
    }


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("place", ["introduction", "block", "level", "section", "title", "point", "reference"])
def test_every_text_that_stands_can_be_corrected(place, language, french, editor):
    owner, part, field = places(french)[place]
    erratum = correct(owner, "Set right", part=part, field=field, language=language, by=editor)
    assert value_in(type(part).objects.get(pk=part.pk), field, language) == "Set right"
    assert erratum.block == (part.block if place == "point" else None)


def test_the_text_of_other_languages_and_other_fields_stays(guideline, french, editor):
    def others():
        row = Guideline.objects.filter(pk=guideline.pk).values().get()
        changing = {"statement", "statement_en", "latest_revision_id", "updated_at"}
        return {name: value for name, value in row.items() if name not in changing}, list(guideline.points.values())

    before = others()
    correct(guideline, by=editor)
    assert others() == before


def test_numbers_count_through_the_languages_of_one_edition(guideline, french, editor):
    other = write(editor, code="SQ")
    other = actions.publish_edition(approve(other, by=editor), by=editor).guidelines.get(number=1)
    numbers = [
        correct(guideline, "One.", by=editor).number,
        correct(guideline, "Deux.", language="fr", by=editor).number,
        correct(other, "One.", by=editor).number,
        correct(guideline, "Three.", by=editor).number,
    ]
    assert numbers == [1, 2, 1, 3]


def test_a_refused_one_leaves_no_gap(guideline, editor):
    correct(guideline, "One.", by=editor)
    with pytest.raises(NothingCorrected):
        correct(guideline, "One.", by=editor)
    assert correct(guideline, "Two.", by=editor).number == 2


def test_a_superseded_edition_is_corrected_too(guideline, editor):
    publish_next(2030, by=editor)
    assert correct(guideline, by=editor).number == 1
    assert Edition.objects.get(pk=guideline.edition_id).state == "superseded"


def test_rehearsing_refuses_the_same_and_keeps_nothing(guideline, editor):
    given = {"part": guideline, "field": "statement", "language": "en", "reason": "Why.", "by": editor}
    before = Entry.objects.count()
    actions.rehearse_erratum(guideline, before="Strategy 0 is stated.", after="Anew.", **given)
    with pytest.raises(NoLongerStands):
        actions.rehearse_erratum(guideline, before="Other.", after="Anew.", **given)
    assert Guideline.objects.get(pk=guideline.pk).statement_en == "Strategy 0 is stated."
    assert (Erratum.objects.count(), Entry.objects.count()) == (0, before)


def test_a_draft_is_edited(draft, editor):
    with pytest.raises(NotYetRead):
        correct(draft.guidelines.first(), "Anew.", by=editor)


def test_a_language_released_before_publication_has_no_readers_yet(approved, editor):
    actions.release_language(approved, language="fr", by=editor)
    with pytest.raises(NotYetRead):
        correct(approved.guidelines.first(), "Anew.", language="fr", by=editor)


@pytest.mark.parametrize("language", ["fr", "de"])
def test_a_language_that_is_not_released_is_edited(language, guideline, editor):
    with pytest.raises(StillEdited) as refusal:
        correct(guideline, "Anew.", language=language, by=editor)
    assert refusal.value.language == language


@pytest.mark.parametrize("after", ["Strategy 0 is stated.", "  Strategy 0 is stated.\r\n"])
def test_the_text_that_stands_is_no_correction(after, guideline, editor):
    with pytest.raises(NothingCorrected):
        correct(guideline, after, by=editor)


def test_two_who_correct_the_same_text_overwrite_nothing(guideline, editor):
    seen = guideline.statement_en
    correct(guideline, "First.", before=seen, by=editor)
    with pytest.raises(NoLongerStands) as refusal:
        correct(guideline, "Second.", before=seen, by=editor)
    assert refusal.value.text == "First."
    assert Guideline.objects.get(pk=guideline.pk).statement_en == "First."


def test_a_place_of_another_edition_is_refused(guideline, published, editor):
    old = guideline
    new = publish_next(2030, by=editor).guidelines.get(number=1)
    strayed = Guideline.objects.get(pk=old.pk)
    strayed.edition = new.edition
    for owner, part, field in [
        (new, old, "statement"),
        (strayed, strayed, "statement"),
        (new, old.points.first(), "text"),
        (new.edition, old.edition.blocks.first(), "label"),
        (new, new.cross_references.model(guideline=new, to=new), "to"),
        (new, new, "number"),
    ]:
        with pytest.raises(NotOfThisEdition):
            actions.issue_erratum(
                owner, part=part, field=field, language="en", before="", after="Anew.", reason="Why.", by=editor
            )


def test_what_readers_need_is_not_emptied(guideline, french, editor):
    for part, field, language in [
        (guideline, "statement", "en"),
        (guideline.points.first(), "text", "en"),
        (guideline, "statement", "fr"),
    ]:
        with pytest.raises(TextNeeded):
            correct(guideline, " ", part=part, field=field, language=language, by=editor)


def test_what_may_be_absent_may_be_taken_out_in_english_but_not_in_a_translation_alone(french, editor):
    with pytest.raises(TextNeeded):
        correct(french, "", field="introduction", language="fr", by=editor)
    assert correct(french, "", field="introduction", by=editor).after == ""
    assert correct(french, "", field="introduction", language="fr", by=editor).number == 2


def test_a_reason_is_given(guideline, editor):
    with pytest.raises(ReasonNeeded):
        correct(guideline, reason=" ", by=editor)


@pytest.mark.parametrize("role", ["translator", "account_manager", "administrator"])
def test_other_roles_issue_none(role, guideline, staff):
    with pytest.raises(NotYourText):
        correct(guideline, by=staff(role))


def test_a_member_of_the_commission_issues_none(guideline, published, editor, rita):
    actions.assign(published, user=rita, duty="commission-member", by=editor)
    with pytest.raises(NotYourText):
        correct(guideline, by=rita)


def test_an_erratum_opens_nothing_beside_its_text(guideline, published, editor):
    correct(guideline, by=editor)
    guideline = Guideline.objects.get(pk=guideline.pk)
    guideline.rationale_en = "Otherwise."
    with pytest.raises(EditionFrozen):
        actions.save_guideline(guideline, by=editor)
    with pytest.raises(EditionFrozen):
        add_guideline(guideline.section, "New", by=editor)


def test_under_an_erratum_a_second_text_is_not_written(guideline, published, editor):
    """The guard is opened for one text; whoever hands over more is refused."""
    from guidelines.library.actions.writing import write as write_record

    erratum = Erratum(target=f"library.guideline:{guideline.key}", field="statement", language="en", number=1)
    more = Guideline.objects.get(pk=guideline.pk)
    more.statement_en, more.title_en = "Anew.", "Anew"
    moved = Guideline.objects.get(pk=guideline.pk)
    moved.statement_en, moved.section = "Anew.", published.sections.get(code="A.2")
    for obj in (more, moved):
        with pytest.raises(EditionFrozen):
            write_record(
                obj, stored=guideline, edition=published, verb="library.issue_erratum", by=editor, erratum=erratum
            )


def test_an_erratum_is_never_changed_or_removed(guideline, editor):
    erratum = correct(guideline, by=editor)
    erratum.reason = "Other."
    for attempt in (
        erratum.save,
        erratum.delete,
        lambda: Erratum.objects.update(reason="Other."),
        lambda: Erratum.objects.all().delete(),
        lambda: Erratum.objects.bulk_update([erratum], ["reason"]),
    ):
        with pytest.raises(ErrataStand):
            attempt()
    assert Erratum.objects.get().reason == "A word was wrong."


def test_a_mistaken_erratum_is_corrected_by_another(guideline, editor):
    correct(guideline, "Wrong again.", by=editor)
    correct(guideline, "Right.", by=editor)
    assert list(Erratum.objects.values_list("number", "before", "after")) == [
        (1, "Strategy 0 is stated.", "Wrong again."),
        (2, "Wrong again.", "Right."),
    ]


def test_a_correction_of_english_makes_other_languages_out_of_date_and_changes_none(guideline, french, editor):
    stored = Guideline.objects.get(pk=guideline.pk)
    stored.statement_es = "Escrito."
    actions.save_guideline(stored, by=editor)
    correct(guideline, by=editor)
    stored = Guideline.objects.get(pk=guideline.pk)
    states = [status(guideline, "statement", language) for language in ("fr", "es", "en")]
    assert states == ["stale", "stale", "original"]
    assert (stored.statement_fr, stored.statement_es) == ("Strategy 0 is stated. chrysalide", "Escrito.")
    cells = {record.code: cell.stale for record, (cell,) in board(french, Given({"fr": None}))}
    assert cells["GOV-1"] == 1
    assert sum(cells.values()) == 1


def test_an_erratum_there_makes_it_good_again(guideline, french, editor):
    correct(guideline, by=editor)
    correct(guideline, "La stratégie est arrêtée.", language="fr", by=editor)
    assert status(guideline, "statement", "fr") == "human"


def test_a_released_text_that_was_right_all_along_is_said_to_be_still_good(guideline, french, editor, translator):
    correct(guideline, by=editor)
    given = {"part": guideline, "field": "statement", "language": "fr"}
    with pytest.raises(LanguageFrozen):
        actions.confirm_translation(guideline, by=translator, **given)
    actions.confirm_translation(guideline, by=editor, **given)
    assert status(guideline, "statement", "fr") == "human"


def test_the_files_of_this_language_are_made_anew_and_of_no_other(
    guideline, french, editor, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        correct(guideline, language="fr", after="Autre.", by=editor)
        correct(guideline, language="fr", after="Encore une autre.", by=editor)
    uuid = french.uuid
    tasks = QueuedTask.objects.filter(key__startswith=f"library.pdf:{uuid}:fr:").order_by("key")
    assert list(tasks.values_list("key", flat=True)) == [f"library.pdf:{uuid}:fr:1", f"library.pdf:{uuid}:fr:2"]


def test_a_next_edition_begins_with_the_corrected_text(guideline, published, editor):
    correct(guideline, by=editor)
    new = actions.next_edition(published, year=2030, by=editor)
    assert new.guidelines.in_order().first().statement_en == "Strategy 0 is laid down."
    assert not new.errata.exists()
