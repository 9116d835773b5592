"""What the demo's members write: enough of it in every language, nothing twice, reasons only where they make sense."""

from collections import Counter

import pytest

from guidelines.assessment.demo import LANGUAGES, PLANS, Unsaid
from guidelines.assessment.demo_data.comments import COMMENTS, NOT_APPLICABLE
from guidelines.library.demo import Book

GUIDELINES = range(1, 23)
#: On registers and exchanges of data, which another body may run in an institution's place.
MAY_BE_ANOTHERS = {11, 12, 13, 14}

every_language = pytest.mark.parametrize("language", sorted({plan.language for plan in PLANS}))


def rows_in(language):
    return COMMENTS[language] + NOT_APPLICABLE[language]


def test_the_pools_are_in_the_languages_of_the_institutions():
    assert set(COMMENTS) == set(NOT_APPLICABLE) == set(LANGUAGES.values())


def test_the_demo_set_still_has_these_guidelines():
    assert set(Book().text["en"]["guidelines"]) == {str(number) for number in GUIDELINES}


@every_language
def test_no_text_stands_twice(language):
    counted = Counter(text for _number, text in rows_in(language))
    assert [text for text, times in counted.items() if times > 1] == []
    assert all(text == text.strip() != "" for text in counted)


@every_language
def test_every_comment_is_about_a_guideline_and_the_rows_are_in_order(language):
    numbers = [number for number, _text in COMMENTS[language]]
    assert set(numbers) <= set(GUIDELINES)
    assert numbers == sorted(numbers)


@every_language
def test_there_is_enough_to_comment_on_every_second_answer(language):
    answers = sum(round(plan.share * len(GUIDELINES)) for plan in PLANS if plan.language == language)
    assert len(COMMENTS[language]) >= answers / 2


@every_language
def test_only_what_another_body_may_do_is_not_applicable(language):
    assert {number for number, _text in NOT_APPLICABLE[language]} <= MAY_BE_ANOTHERS


@every_language
def test_every_guideline_that_is_not_applicable_has_a_reason_of_its_own(language):
    said = Counter(number for plan in PLANS if plan.language == language for number in plan.not_applicable)
    assert said == Counter(number for number, _text in NOT_APPLICABLE[language])


def test_an_institution_does_not_change_its_mind_about_what_concerns_it():
    said = {}
    for plan in PLANS:
        if plan.share:
            said.setdefault((plan.domain, plan.unit), set()).add(plan.not_applicable)
    assert all(len(answers) == 1 for answers in said.values())


def test_what_was_taken_is_gone():
    unsaid = Unsaid({"en": [(1, "First."), (2, "Other."), (1, "Second.")]})
    assert [unsaid.take("en", 1) for _ in range(3)] == ["First.", "Second.", ""]
    assert unsaid.take("en", 2) == "Other."
