"""The demo's library: complete in seven languages, the same on every machine."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser

from guidelines.library import demo
from guidelines.library.demo_set.announced import ANNOUNCED
from guidelines.library.demo_set.book import BOOKS
from guidelines.library.glossary.marking import Glossary
from guidelines.library.models import Edition, Erratum, Guideline, GuidelineSet, Point, Term
from guidelines.library.outline import Outline
from guidelines.library.reading import Reading
from guidelines.library.text import whole_text
from portal.languages import CODES, column
from portal.translations.models import TranslationState

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


@pytest.mark.one_database("postgresql")
def test_the_library_of_the_demo(editor):
    """Built once for all that is said of it: the text of a hundred guidelines takes its time."""
    edition = demo.load(by=editor)
    for check in (
        it_is_released_in_seven_languages,
        the_other_sets_have_their_states,
        two_sets_are_there_in_three_languages,
        one_stands_in_two_editions_that_hang_together,
        one_was_corrected_twice,
        every_block_has_at_least_three_points,
        the_glossary_is_there_and_its_words_occur,
        loading_twice_changes_nothing,
    ):
        check(edition, editor)


def it_is_released_in_seven_languages(edition, editor):
    assert edition.released_languages() == list(CODES)
    assert list(edition.guidelines.in_order().values_list("number", flat=True)) == list(range(1, 23))


def the_other_sets_have_their_states(edition, editor):
    others = Edition.objects.exclude(pk=edition.pk).values_list("set__code", "year", "state")
    assert set(others) == {
        ("LTI", 2028, "proposed"),
        ("CCB", 2028, "proposed"),
        ("CCC", 2020, "superseded"),
        ("CCC", 2026, "published"),
        ("GG", 2026, "published"),
    }
    assert GuidelineSet.objects.count() == 18
    assert not any(getattr(row, column("title", code)) == "" for row in GuidelineSet.objects.all() for code in CODES)


def two_sets_are_there_in_three_languages(edition, editor):
    for code, count in (("CCC", 35), ("GG", 71)):
        found = Edition.objects.get(set__code=code, state="published")
        assert found.released_languages() == ["en", "fr", "es"]
        assert sorted(found.guidelines.values_list("number", flat=True)) == list(range(1, count + 1))


def one_stands_in_two_editions_that_hang_together(edition, editor):
    new = Edition.objects.get(set__code="CCC", state="published")
    rows = new.mappings.get().rows.all()
    assert Counter(row.kind for row in rows) == {
        "reworded": 8,
        "split": 2,
        "merged": 1,
        "dropped": 1,
        "new": 2,
        "unchanged": 35 - 8 - 2 * 2 - 1 - 2,
    }
    assert {row.confirmed_by for row in rows} == {editor}


def one_was_corrected_twice(edition, editor):
    found = Erratum.objects.order_by("number").values_list(
        "edition__set__code", "number", "language", "guideline__number"
    )
    assert list(found) == [("CCC", 1, "en", 4), ("CCC", 2, "fr", 15)]
    # The texts of the set are the right ones.
    book = demo.Book("ccc")
    for erratum in Erratum.objects.all():
        assert erratum.after == book.text[erratum.language]["guidelines"][str(erratum.guideline.number)]["statement"]
    states = TranslationState.objects.filter(target=Erratum.objects.get(number=1).target, field="statement")
    assert dict(states.values_list("language", "status")).items() >= {"fr": "human", "es": "stale"}.items()


def every_block_has_at_least_three_points(edition, editor):
    counted = Counter(Point.objects.values_list("guideline_id", "block_id"))
    assert min(counted.values()) >= 3
    assert len(counted) == 2 * Guideline.objects.count()


def the_glossary_is_there_and_its_words_occur(edition, editor):
    terms = list(Term.objects.in_use())
    assert len(terms) == 40
    assert not [str(term) for term in terms for code in CODES if not getattr(term, column("name", code))]
    assert not [
        str(term) for term in terms for code in ("en", "fr", "es") if not getattr(term, column("definition", code))
    ]
    outline = Outline(Reading.of(edition, AnonymousUser()))
    for code in CODES:
        glossary = Glossary(edition.set, code)
        reading = replace(outline.reading, language=code)
        for passage in whole_text(reading, outline):
            glossary.mark(passage)
        assert len(glossary.used) > 5, code


def loading_twice_changes_nothing(edition, editor):
    before = set(Point.objects.values_list("pk", "key"))
    assert demo.load(by=editor) == edition
    assert set(Point.objects.values_list("pk", "key")) == before
    assert Erratum.objects.count() == 2
    assert demo.key("point", "ICT", 2026, "1", "structure", 0) in {key for _pk, key in before}


@pytest.mark.parametrize("code", CODES)
def test_no_sentence_occurs_twice_in_the_library(code):
    books = [book for name in sorted(BOOKS) if code in (book := demo.Book(name)).languages]
    found = [text for book in books for text in texts(book.text[code])]
    counted = Counter(sentence for text in found for sentence in sentences(text))
    assert len(found) > 400 * len(books)
    assert [sentence for sentence, times in counted.items() if times > 1] == []


def texts(value, name=""):
    """Return every text of a language; labels, names of levels and the titles of other people's works may recur."""
    if name in {"label", "name", "references"}:
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


def test_the_announced_sets_carry_their_real_names():
    assert {code: titles["en"] for code, titles in ANNOUNCED.items()} == ENGLISH_TITLES
    for language in CODES:
        assert len({titles[language] for titles in ANNOUNCED.values()}) == len(ANNOUNCED), language
