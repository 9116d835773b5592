"""The demo's library: complete in seven languages, the same on every machine."""

import pytest

from guidelines.library import demo
from guidelines.library.models import Edition, Guideline, GuidelineSet, Point
from portal.languages import CODES, column

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(editor):
    return demo.load(by=editor)


def test_the_set_is_published_and_released_in_seven_languages(edition):
    assert edition.released_languages() == list(CODES)
    assert list(edition.guidelines.in_order().values_list("number", flat=True)) == list(range(1, 23))


def test_every_block_has_at_least_three_points_and_no_sentence_occurs_twice(edition):
    for guideline in edition.guidelines.all():
        counts = [guideline.points.filter(block=block).count() for block in edition.blocks.all()]
        assert min(counts) >= 3, guideline.number
    for code in CODES:
        texts = list(Point.objects.values_list(column("text", code), flat=True))
        texts += [
            g for name in ("title", "statement") for g in Guideline.objects.values_list(column(name, code), flat=True)
        ]
        assert len(texts) == len(set(texts)), code


def test_the_other_sets_are_announced_and_two_are_proposed(edition):
    with_editions = set(Edition.objects.exclude(pk=edition.pk).values_list("set__code", "state"))
    assert with_editions == {("LTI", "proposed"), ("CCB", "proposed")}
    assert GuidelineSet.objects.count() == 18
    assert not any(getattr(row, column("title", code)) == "" for row in GuidelineSet.objects.all() for code in CODES)


def test_loading_twice_changes_nothing(edition, editor):
    before = set(Point.objects.values_list("pk", "key"))
    assert demo.load(by=editor) == edition
    assert set(Point.objects.values_list("pk", "key")) == before
    assert demo.key("point", "ICT", 2026, "1", "structure", 0) in {key for _pk, key in before}
