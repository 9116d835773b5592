"""Saving an answer: versions, keys, conflicts, and what is refused."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from guidelines.assessment import actions
from guidelines.assessment.actions import AnswersClosed, Conflict, KeyUsedElsewhere, NoSuchGuideline, Values
from guidelines.assessment.enums import EDITABLE, State
from guidelines.assessment.models import Answer, AnswerChange
from portal import clock
from portal.audit.models import Entry
from tests.factories import EditionFactory, GuidelineFactory, SectionFactory


def test_the_first_answer_begins_the_assessment(assessment, answer, carl):
    acknowledgement = answer(carl, 2, comment="As decreed.", target=3)
    assessment.refresh_from_db()
    assert assessment.state == State.IN_PROGRESS
    assert (acknowledgement.version, acknowledgement.by) == (1, carl)
    kept = assessment.answers.get()
    assert Values.of(kept) == Values(2, False, "As decreed.", "en", 3)
    assert Entry.objects.get(verb="assessment.begin_assessment").actor == carl


def test_a_second_answer_does_not_begin_it_again(assessment, answer, edition, carl):
    answer(carl, 2)
    answer(carl, 3, guideline=edition.guidelines.get(number=2))
    assert Entry.objects.filter(verb="assessment.begin_assessment").count() == 1


def test_each_change_is_kept_with_what_was_before_and_the_language_read(assessment, guideline, carl):
    for version, level in enumerate([1, 3]):
        actions.save_answer(
            assessment,
            guideline.key,
            key=uuid4(),
            seen_version=version,
            values=Values(level),
            by=carl,
            read_lang="fr",
        )
    changes = list(AnswerChange.objects.order_by("version"))
    assert [(c.before["level"], c.after["level"], c.read_lang) for c in changes] == [(None, 1, "fr"), (1, 3, "fr")]


def test_the_same_key_again_gets_the_same_acknowledgement_and_changes_nothing(answer, carl):
    key = uuid4()
    first = answer(carl, 2, key=key, seen=0)
    again = answer(carl, 2, key=key, seen=0)
    assert again == first
    assert AnswerChange.objects.count() == 1


def test_the_same_key_is_acknowledged_even_after_somebody_changed_the_answer_again(answer, anna, carl):
    key = uuid4()
    first = answer(carl, 2, key=key, seen=0)
    answer(anna, 4, seen=1)
    assert answer(carl, 2, key=key, seen=0) == first
    assert Answer.objects.get().level == 4


def test_the_same_key_is_acknowledged_even_after_handing_in(assessment, answer, anna, carl):
    key = uuid4()
    first = answer(carl, 2, key=key, seen=0)
    actions.hand_in_assessment(assessment, by=anna)
    assert answer(carl, 2, key=key, seen=0) == first


def test_a_key_used_for_another_guideline_is_refused(answer, edition, carl):
    key = uuid4()
    answer(carl, 2, key=key)
    with pytest.raises(KeyUsedElsewhere):
        answer(carl, 2, key=key, guideline=edition.guidelines.get(number=2))


def test_a_stale_version_brings_both_sides_and_what_they_started_from(answer, anna, carl):
    answer(carl, 1, comment="Before.")
    answer(anna, 3, comment="Hers.", seen=1)
    with pytest.raises(Conflict) as caught:
        answer(carl, 2, comment="His.", seen=1)
    conflict = caught.value
    assert (conflict.mine.level, conflict.theirs.level, conflict.base.level) == (2, 3, 1)
    assert (conflict.mine.comment, conflict.theirs.comment, conflict.base.comment) == ("His.", "Hers.", "Before.")
    assert (conflict.version, conflict.by) == (2, anna)
    assert Answer.objects.get().comment == "Hers."


def test_two_people_who_say_the_same_are_in_no_conflict(answer, anna, carl):
    answer(anna, 3)
    assert answer(carl, 3, seen=0).by == anna
    assert AnswerChange.objects.count() == 1


def test_a_version_that_never_was_is_a_conflict(answer, carl):
    answer(carl, 1)
    with pytest.raises(Conflict) as caught:
        answer(carl, 2, seen=7)
    assert caught.value.base == Values()


def test_nothing_at_all_is_not_kept(assessment, answer, carl):
    assert answer(carl).version == 0
    assert not Answer.objects.exists()
    assessment.refresh_from_db()
    assert assessment.state == State.DRAFT


@pytest.mark.parametrize("state", sorted(set(State) - EDITABLE))
def test_answers_are_written_in_draft_and_in_progress_only(assessment, answer, carl, state):
    type(assessment).objects.filter(pk=assessment.pk).update(state=state)
    with pytest.raises(AnswersClosed) as caught:
        answer(carl, 2)
    assert caught.value.state == state
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"level": 5}, "level"),
        ({"level": -1}, "level"),
        ({"level": 2, "is_not_applicable": True}, "level"),
        ({"target": 5}, "target"),
        ({"comment": "x" * 4001}, "comment"),
    ],
)
def test_what_the_scale_does_not_know_is_refused_at_its_field(answer, carl, values, field):
    with pytest.raises(ValidationError) as caught:
        answer(carl, **values)
    assert list(caught.value.message_dict) == [field]
    assert not Answer.objects.exists()


def test_a_scale_of_another_length_is_obeyed(assessment, answer, edition, carl):
    edition.levels.filter(value__gt=2).delete()
    answer(carl, 2)
    with pytest.raises(ValidationError):
        answer(carl, 3)


def test_a_guideline_of_another_edition_is_unknown(answer, carl):
    foreign = GuidelineFactory(section=SectionFactory(edition=EditionFactory(published=True)))
    with pytest.raises(NoSuchGuideline):
        answer(carl, 2, guideline=foreign)


def test_not_applicable_without_a_reason_is_kept(assessment, answer, carl):
    answer(carl, is_not_applicable=True)
    assert assessment.answers.get().is_answered


def test_markup_and_formulas_are_kept_as_text_and_control_characters_go(assessment, answer, carl):
    answer(carl, 1, comment="=1+1\r\n<script>alert(1)</script>\x00\x07\ta\u202eb\x85 ")
    assert assessment.answers.get().comment == "=1+1\n<script>alert(1)</script>\ta\u202eb"


def test_a_comment_keeps_the_language_of_its_writer_and_an_empty_one_has_none(assessment, guideline, carl):
    def save(comment, lang, seen):
        actions.save_answer(
            assessment,
            guideline.key,
            key=uuid4(),
            seen_version=seen,
            values=Values(1, comment=comment),
            comment_lang=lang,
            by=carl,
        )

    save("En français.", "fr", 0)
    assert assessment.answers.get().comment_lang == "fr"
    save("", "fr", 1)
    assert assessment.answers.get().comment_lang == ""
    save("No such language.", "xx", 2)
    assert assessment.answers.get().comment_lang == "en"


def test_an_answer_bears_the_time_of_the_clock(assessment, answer, carl):
    with clock.set_to(clock.now().replace(year=2025)) as moment:
        assert answer(carl, 1).at == moment
    assert assessment.answers.get().answered_at == moment
