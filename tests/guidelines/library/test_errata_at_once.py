"""Two editors at the same time: no number is given twice or passed over, and no text is overwritten unseen."""

import pytest

from tests.guidelines.library.errata_at_once import ROUNDS

pytestmark = pytest.mark.torture

WORLD = """
from django.contrib.auth.models import Group
from tests.factories import *
editor = UserFactory(name="Editor", email="editor@example.org")
editor.groups.add(Group.objects.get(name="guideline_editor"))
for code in ("SAME", "OTHER"):
    edition = EditionFactory(published=True, set__code=code)
    section = SectionFactory(edition=edition, kind="part", code="A")
    for number in range(1, 21):
        GuidelineFactory(section=section, position=number, number=number, with_points=0)
"""


@pytest.fixture(scope="module")
def world(machine):
    machine.python(WORLD)


@pytest.fixture
def both(machine, world):
    """Return a function: two editors issue errata at the same time; what came of it, of each in order."""

    def at_once(story):
        return machine.at_once("tests.guidelines.library.errata_at_once", (story, "0"), (story, "1"))

    return at_once


def numbers(machine, code):
    found = machine.python(
        "from guidelines.library.models import Erratum\n"
        f"print(*Erratum.objects.filter(edition__set__code={code!r}).order_by('number').values_list('number', flat=True))"
    )
    return [int(number) for number in found.split()]


def test_two_in_one_text_one_is_issued_and_the_other_is_told(machine, both):
    first, second = both("same")
    for pair in zip(first, second, strict=True):
        assert sorted(pair)[1] == "NoLongerStands"
        assert sorted(pair)[0].isdecimal()
    assert numbers(machine, "SAME") == list(range(1, ROUNDS + 1))


def test_two_in_different_texts_both_are_issued_under_numbers_without_a_gap(machine, both):
    first, second = both("other")
    assert sorted(int(number) for number in [*first, *second]) == list(range(1, 2 * ROUNDS + 1))
    assert numbers(machine, "OTHER") == list(range(1, 2 * ROUNDS + 1))
