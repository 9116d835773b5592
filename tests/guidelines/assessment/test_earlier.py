"""What "before" means is one rule for lists and reports."""

import pytest

from crm.institutions import actions as institutions
from crm.institutions.enums import UnitKind
from guidelines.assessment import actions, snapshot
from guidelines.assessment.lines import lines_of, with_latest
from guidelines.assessment.models import Assessment


@pytest.fixture
def start(fund, edition, anna, carl, ada, answer):
    """Return a function: an assessment with every answer at one level, signed unless told otherwise."""

    branch = institutions.add_unit(fund, kind=UnitKind.BRANCH, names={"en": "North"}, by=anna)

    def assess(level, *, copy_of=None, signed=True):
        made = actions.create_assessment(
            fund, edition=edition, unit=branch, title=f"At {level}", copy_of=copy_of, by=anna
        )
        for guideline in edition.guidelines.all():
            seen = 1 if copy_of else None
            answer(carl, level, guideline=guideline, into=made, seen=seen)
        if signed:
            actions.hand_in_assessment(made, by=anna)
            actions.sign_off_assessment(made, by=ada)
            made.refresh_from_db()
        return made

    return assess


def befores(assessment):
    line = lines_of(with_latest(Assessment.objects.filter(pk=assessment.pk).with_counts()))[0]
    report = snapshot.earlier_as_shown(Assessment.objects.get(pk=assessment.pk))
    return line.before and line.before.level, report and report["title"]["text"]


def test_the_one_signed_before(start):
    start(1)
    assert befores(start(3, signed=False)) == (1, "At 1")


def test_what_was_corrected_does_not_count_for_either(start):
    first = start(1)
    wrong = start(2)
    right = start(3, copy_of=wrong)
    assert befores(right) == (1, "At 1")
    assert befores(first) == (None, None)
    assert befores(start(2, signed=False)) == (3, "At 3")
