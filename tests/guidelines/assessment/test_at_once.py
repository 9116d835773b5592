"""Two people at the same time: two processes on PostgreSQL when DATABASE_URL names one, on SQLite files otherwise."""

import os
import subprocess
import sys
import time
import uuid

import psycopg
import pytest

from tests.guidelines.assessment.at_once import ROUNDS
from tests.portal.background.processes import ROOT, Machine

POSTGRESQL = os.environ.get("DATABASE_URL", "")
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
def machine(tmp_path_factory):
    folder = tmp_path_factory.mktemp("at-once")
    if not POSTGRESQL.startswith("postgres"):
        yield prepared(Machine(folder))
        return
    base, _slash, _old = POSTGRESQL.rpartition("/")
    name = f"at_once_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(POSTGRESQL, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    try:
        yield prepared(Machine(folder, f"{base}/{name}"))
    finally:
        with psycopg.connect(POSTGRESQL, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def prepared(machine):
    machine.env["DJANGO_SETTINGS_MODULE"] = "portal.settings.dev"
    machine.manage("prepare_database")
    machine.python(WORLD)
    return machine


@pytest.fixture
def both(machine):
    """Return a function: Anna and Carl do the same at the same time; what came of each round, as pairs."""

    def at_once(name):
        starts_at = str(time.time() + 4)
        command = [sys.executable, "-m", "tests.guidelines.assessment.at_once", name]
        doing = [
            subprocess.Popen([*command, who, starts_at], cwd=ROOT, env=machine.env, stdout=subprocess.PIPE, text=True)
            for who in PEOPLE
        ]
        outcomes = [process.communicate(timeout=120)[0].split() for process in doing]
        assert [process.returncode for process in doing] == [0, 0]
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
