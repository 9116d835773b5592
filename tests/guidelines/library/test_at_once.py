"""Two editors save one guideline at the same moment: two processes, on PostgreSQL when DATABASE_URL names one."""

import pytest

pytestmark = pytest.mark.torture

ROUNDS = 10
WORLD = f"""
from django.contrib.auth.models import Group
from tests.factories import UserFactory
from tests.guidelines.library.conftest import add_guideline, write
for name in ("Edda", "Egon"):
    user = UserFactory(name=name, email=f"{{name.lower()}}@example.org")
    user.groups.add(Group.objects.get(name="guideline_editor"))
edition = write(user)
while edition.guidelines.count() < {ROUNDS}:
    add_guideline(edition.sections.last(), "More", by=user)
"""
STORED = """
from guidelines.library.models import Guideline
for row in Guideline.objects.filter(edition__set__code="GOV").order_by("pk"):
    print("row", row.title_en, row.statement_en, row.rationale_en, sep="|")
"""


@pytest.fixture(scope="module", autouse=True)
def _world(machine):
    machine.python(WORLD)


def at_once(machine, **fields):
    """Return what came of each round, as pairs, and what is stored then."""
    words = ((field, f"{who}@example.org") for who, field in fields.items())
    printed = machine.at_once("tests.guidelines.library.at_once", *words)
    outcomes = [[word for word in one if word in {"saved", "asked"}] for one in printed]
    stored = [line.split("|")[1:] for line in machine.python(STORED).splitlines() if line.startswith("row|")]
    return [sorted(pair) for pair in zip(*outcomes, strict=True)], stored


def test_two_who_write_different_fields_both_keep_theirs(machine):
    outcomes, stored = at_once(machine, edda="statement_en", egon="rationale_en")
    assert outcomes == [["saved", "saved"]] * ROUNDS
    assert [row[1:] for row in stored] == [[f"Edda {number}", f"Egon {number}"] for number in range(ROUNDS)]


def test_of_two_who_write_one_field_one_is_asked(machine):
    outcomes, stored = at_once(machine, edda="title_en", egon="title_en")
    assert outcomes == [["asked", "saved"]] * ROUNDS
    assert {row[0].split()[0] for row in stored} <= {"Edda", "Egon"}
