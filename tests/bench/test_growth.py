"""What grows around a set is a library, and the pages that are measured do not pay for it."""

import pytest
from django.core.management import call_command

from guidelines.library.models import CrossReference, Edition, Guideline
from tests.bench import growth
from tests.bench.scale import Cost, heading


@pytest.mark.django_db
def test_the_library_grows_and_the_pages_cost_the_same_queries():
    call_command("sync_roles", verbosity=0)
    found = growth.build(guidelines=60, editions=2, read=2, other_sets=2, rounds=1)
    assert (found["small"], found["large"]) == (2 + 2 * 2, 2 + 2 * 29)
    assert found["in_all"] == Guideline.objects.count() == 2 * 60
    assert Edition.objects.filter(state="published").count() == 3
    assert Guideline.objects.filter(points=None).count() == 0
    assert CrossReference.objects.filter(guideline__edition__set__code="B2").count() == 2 * (1 + 26)
    figures = {name: (before, after) for name, before, _ms, after, _ms_after in found["figures"]}
    assert len(figures) == 16
    assert {name: pair for name, pair in figures.items() if pair[0] != pair[1]} == {}


def test_a_cost_is_printed_under_its_heading():
    line = Cost("edition", 7, 10.0, 7, 12.0).line()
    assert line.split() == ["edition", "7", "10.00", "12.00", "1.20"]
    assert len(heading({"small": 200, "large": 2000})) == len(line)
    assert "7 → 9" in Cost("edition", 7, 10.0, 9, 12.0).line()
