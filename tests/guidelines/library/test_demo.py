"""The demo's library: complete in seven languages, the same on every machine."""

import re
from collections import Counter

import pytest

from guidelines.library import demo
from guidelines.library.demo_set.announced import ANNOUNCED
from guidelines.library.models import Edition, GuidelineSet, Point
from portal.languages import CODES, column

pytestmark = pytest.mark.django_db

SENTENCE_END = re.compile(r"(?<=[.!?؟…])[”»’“\")]*\s+|(?<=[。！？])[”’）]*")
#: As the association lists them.
ENGLISH_TITLES = {
    "GG": "Good Governance",
    "SQ": "Service Quality",
    "CCC": "Contribution Collection and Compliance",
    "INV": "Investment of Social Security Funds",
    "RTW": "Return to Work and Reintegration",
    "WHP": "Workplace Health Promotion",
    "PREV": "Prevention of Occupational Risks",
    "ACT": "Actuarial Work",
    "COM": "Communication by Social Security Administrations",
    "EXT": "Administrative Solutions for Coverage Extension",
    "EMP": "Promotion of Sustainable Employment",
    "EEF": "Error, Evasion and Fraud in Social Security Systems",
    "COR": "Continuity and Resilience of Social Security Services and Systems",
    "HRM": "Human Resource Management",
    "LTC": "Administrative Solutions for Long-Term Care",
}


@pytest.fixture
def edition(editor):
    return demo.load(by=editor)


def test_the_set_is_published_and_released_in_seven_languages(edition):
    assert edition.released_languages() == list(CODES)
    assert list(edition.guidelines.in_order().values_list("number", flat=True)) == list(range(1, 23))


def test_every_block_has_at_least_three_points(edition):
    for guideline in edition.guidelines.all():
        counts = [guideline.points.filter(block=block).count() for block in edition.blocks.all()]
        assert min(counts) >= 3, guideline.number


@pytest.mark.parametrize("code", CODES)
def test_no_sentence_occurs_twice(code):
    found = texts(demo.Book().text[code])
    counted = Counter(sentence for text in found for sentence in sentences(text))
    assert len(found) > 400
    assert [sentence for sentence, times in counted.items() if times > 1] == []


def texts(value, name=""):
    """Return every text of a language; labels and the titles of other people's works may recur."""
    if name in {"label", "references"}:
        return []
    if isinstance(value, str):
        return [value]
    children = value.items() if isinstance(value, dict) else ((name, child) for child in value)
    return [text for child_name, child in children for text in texts(child, child_name)]


def sentences(text):
    """Split where a sentence ends; Chinese puts no space there."""
    parts = SENTENCE_END.split(text.casefold())
    return [part.strip(" .!?؟。！？") for part in parts if part.strip()]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Who pays? “Nobody.” It took 2.5 days.", ["who pays", "“nobody", "it took 2.5 days"]),
        ("من يدفع؟ لا أحد. انتهى!", ["من يدفع", "لا أحد", "انتهى"]),
        ("谁付款？没有人。完成！", ["谁付款", "没有人", "完成"]),
    ],
)
def test_sentences_end_in_every_script(text, parts):
    assert sentences(text) == parts


def test_the_other_sets_are_announced_and_two_are_proposed(edition):
    with_editions = set(Edition.objects.exclude(pk=edition.pk).values_list("set__code", "state"))
    assert with_editions == {("LTI", "proposed"), ("CCB", "proposed")}
    assert GuidelineSet.objects.count() == 18
    assert not any(getattr(row, column("title", code)) == "" for row in GuidelineSet.objects.all() for code in CODES)


def test_the_announced_sets_carry_their_real_names():
    assert {code: titles["en"] for code, titles in ANNOUNCED.items()} == ENGLISH_TITLES
    for language in CODES:
        assert len({titles[language] for titles in ANNOUNCED.values()}) == len(ANNOUNCED), language


def test_loading_twice_changes_nothing(edition, editor):
    before = set(Point.objects.values_list("pk", "key"))
    assert demo.load(by=editor) == edition
    assert set(Point.objects.values_list("pk", "key")) == before
    assert demo.key("point", "ICT", 2026, "1", "structure", 0) in {key for _pk, key in before}
