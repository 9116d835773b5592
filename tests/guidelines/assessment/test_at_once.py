"""Two people at the same time: two processes on PostgreSQL when DATABASE_URL names one, on SQLite files otherwise."""

import pytest

from tests.guidelines.assessment.at_once import ROUNDS

PEOPLE = ("anna@example.org", "carl@example.org")

pytestmark = pytest.mark.torture

#: Each story has an institution and an assessment of its own: the audit trail cannot be emptied between them.
WORLD = """
from tests.factories import *
edition = EditionFactory(published=True)
section = SectionFactory(edition=edition, kind="part", code="A")
for number in range(1, 11):
    GuidelineFactory(section=section, position=number, number=number, with_points=0)
for name in ("Anna", "Carl"):
    user = UserFactory(name=name, email=f"{name.lower()}@example.org")
for story, state in (("answer", "draft"), ("same-key", "draft"), ("hand-in", "in-progress"), ("create", "draft")):
    fund = InstitutionFactory()
    for number in range(10):
        fund.units.create(kind="branch", name_en=f"Branch {number}")
    AssessmentFactory(institution=fund, edition=edition, title=story, state=state, created_by=user)
"""


@pytest.fixture(scope="module")
def world(machine):
    machine.python(WORLD)


@pytest.fixture
def both(machine, world):
    """Return a function: Anna and Carl do the same at the same time; what came of each round, as pairs."""

    def at_once(name):
        outcomes = machine.at_once("tests.guidelines.assessment.at_once", *((name, who) for who in PEOPLE))
        return [tuple(sorted(pair)) for pair in zip(*outcomes, strict=True)]

    return at_once


def count(machine, story, what):
    """Count rows of one story: ``what`` is an expression over its assessment, called ``it``."""
    lines = [
        "from guidelines.assessment.models import *",
        "from portal.audit.models import Entry",
        "from portal.audit.record import name_of",
        f"it = Assessment.objects.get(title={story!r})",
        f"print({what}.count())",
    ]
    return int(machine.python("\n".join(lines)))


def logged(machine, story, verb):
    return count(machine, story, f"Entry.objects.about(name_of(it)).filter(verb='assessment.{verb}_assessment')")


def test_two_people_in_one_answer_one_is_kept_and_the_other_is_told(machine, both):
    assert both("answer") == [("Conflict", "done")] * ROUNDS
    assert count(machine, "answer", "it.answer_changes") == ROUNDS
    assert count(machine, "answer", "it.answers.filter(version=1)") == ROUNDS
    assert logged(machine, "answer", "begin") == 1


def test_one_key_sent_twice_at_once_is_one_change_with_two_acknowledgements(machine, both):
    assert both("same-key") == [("done", "done")] * ROUNDS
    assert count(machine, "same-key", "it.answer_changes") == ROUNDS


def test_two_hand_ins_are_one(machine, both):
    outcomes = both("hand-in")
    assert outcomes[0] == ("MoveNotAllowed", "done")
    assert outcomes[1:] == [("MoveNotAllowed", "MoveNotAllowed")] * (ROUNDS - 1)
    assert logged(machine, "hand-in", "hand_in") == 1


def test_two_starts_of_the_same_are_one(machine, both):
    assert both("create") == [("OpenAssessmentExists", "done")] * ROUNDS
    assert count(machine, "create", "Assessment.objects.filter(title__startswith='Created')") == ROUNDS
