"""Texts like this one that were translated before are offered, with how alike they are."""

import random
from uuid import uuid4

import pytest
from django.urls import reverse

from guidelines.library import actions
from guidelines.library.translating import near
from guidelines.library.translating.near import (
    LEAST,
    TRIED,
    Index,
    memory_of,
    similarity,
    translated_nearly,
    words,
)
from portal.translations.models import TranslationState
from portal.translations.standing import source_hash
from tests.bench.texts import some_text
from tests.guidelines.library.conftest import add_guideline, write


def remember(texts, language="fr", status="human"):
    """Put texts into the memory whose records are gone, as those of an edition that was thrown away."""
    TranslationState.objects.bulk_create(
        TranslationState(
            target=f"library.point:{uuid4()}",
            field="text",
            language=language,
            status=status,
            made=status,
            source_hash=source_hash(text),
            source_text=text,
        )
        for text in texts
    )


@pytest.fixture
def text(draft, editor):
    """A point in another edition that has been translated: nine words and a full stop."""
    other = write(editor, code="ADM")
    guideline = other.guidelines.get(title_en="Strategy 0")
    points = list(guideline.points.all())
    points[0].text_en = "The board approves the plan once in each year."
    points[0].text_fr = "Le conseil approuve le plan une fois par an."
    guideline.points = points
    actions.save_guideline(guideline, by=editor)
    return points[0].text_en


def test_a_similar_text_of_another_edition_is_offered_with_what_differs(text):
    source = "The board approves the budget once in each year."
    (offer,) = translated_nearly([source], "fr")[source]
    assert (offer.text, offer.percent) == ("Le conseil approuve le plan une fois par an.", 90)
    assert [(piece.text.strip(), piece.change) for piece in offer.changes.pieces] == [
        ("The board approves the", "kept"),
        ("plan", "removed"),
        ("budget", "added"),
        ("once in each year.", "kept"),
    ]


@pytest.mark.parametrize(
    ("source", "offers"),
    [
        ("The board approves the plan once in each year.", 0),  # the same: offered as such
        ("The board approves the plan in each year.", 1),
        ("The board never approves this plan in a year.", 0),  # 14 of 20: 70 %
        ("Year each in once plan the approves board the.", 0),  # the same words in another order
        ("The board approves the plan once in each year. " * 3, 0),
        ("", 0),
    ],
)
def test_what_is_the_same_or_less_alike_is_not_offered_as_similar(text, source, offers):
    assert len(translated_nearly([source], "fr")[source]) == offers


def test_only_what_a_person_vouched_for_in_this_language_is_offered(text):
    source = "The board approves the budget once in each year."
    assert translated_nearly([source], "ar")[source] == []
    TranslationState.objects.filter(language="fr").update(status="machine")
    assert translated_nearly([source], "fr")[source] == []


def test_the_short_way_finds_what_the_long_way_finds(db):
    dice = random.Random(7)
    texts = [some_text(dice, dice.choice([1, 2, 3, 5, 8, 13])) for _ in range(300)]
    remember(texts)
    mine = []
    for one in dice.sample(texts, 60):
        parts = one.split()
        parts[dice.randrange(len(parts))] = "changed"
        mine.append(" ".join(parts))
    alike = {
        source: max(
            (similarity(words(other), words(source)) for other in texts if source_hash(other) != source_hash(source)),
        )
        for source in mine
    }
    index = Index(memory_of("fr", [words(source) for source in mine]))
    found = {
        source: max((ratio for ratio, _hash in index.nearest(source, words(source))), default=0) for source in mine
    }
    assert found == {source: ratio if ratio >= LEAST else 0 for source, ratio in alike.items()}
    assert len([ratio for ratio in found.values() if ratio]) > 20


def test_of_two_thousand_texts_only_a_few_are_compared_at_length(db, monkeypatch):
    dice = random.Random(1)
    texts = [some_text(dice, dice.choice([3, 8, 20, 40, 80, 120])) for _ in range(2000)]
    remember(texts)
    mine = [f"{one} and more" for one in dice.sample(texts, 20)]
    compared = []
    monkeypatch.setattr(near, "similarity", lambda *pair: compared.append(pair) or similarity(*pair))
    translated_nearly(mine, "fr")
    assert len(mine) <= len(compared) <= len(mine) * TRIED


@pytest.mark.parametrize("number", [1, 30])
def test_the_memory_costs_the_same_for_any_number_of_texts(text, draft, editor, number, django_assert_num_queries):
    section = draft.sections.get(title_en="People")
    for count in range(number):
        add_guideline(section, f"Good plans for the next {count} years", by=editor)
    sources = [f"Good plans for the last {count} years" for count in range(number)]
    with django_assert_num_queries(2):
        found = translated_nearly(sources, "fr")
    assert all(found.values())


@pytest.mark.parametrize(
    ("standing", "offered"),
    [("", 1), ("Le conseil approuve le budget.", 1), ("Le conseil approuve le plan une fois par an.", 0)],
)
def test_the_text_that_stands_in_the_box_is_not_offered(client_of, lena, draft, text, editor, standing, offered):
    guideline = draft.guidelines.get(title_en="People 0")
    points = list(guideline.points.all())
    points[0].text_en, points[0].text_fr = text, standing
    guideline.points = points
    guideline = actions.save_guideline(guideline, by=editor)
    points[0].text_en = "The board approves the budget once in each year."
    guideline.points = points
    actions.save_guideline(guideline, by=editor)
    address = reverse("translating:record", args=[draft.uuid, "fr", "guideline", guideline.key])
    segments = client_of(lena).get(address).context["form"].segments
    segment = next(one for one in segments if one.part == points[0])
    assert (segment.status, len(segment.near)) == ("stale" if standing else "missing", offered)


def test_an_outside_translator_is_shown_the_pair_and_not_where_it_stands(client_of, lena, draft, text, editor):
    guideline = draft.guidelines.get(title_en="People 0")
    points = list(guideline.points.all())
    points[0].text_en, points[0].text_fr = "The board approves the budget once in each year.", ""
    guideline.points = points
    actions.save_guideline(guideline, by=editor)
    address = reverse("translating:record", args=[draft.uuid, "fr", "guideline", guideline.key])
    page = client_of(lena).get(address)
    segment = next(one for one in page.context["form"].segments if one.part == points[0])
    assert [offer.percent for offer in segment.near] == [90]
    text_of_page = page.content.decode()
    assert "Le conseil approuve le plan une fois par an." in text_of_page
    assert "ADM" not in text_of_page
