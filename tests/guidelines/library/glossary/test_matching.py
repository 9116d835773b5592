"""A term is found as a whole word, in the forms its language gives it, and nothing of the text is lost."""

import random

import pytest

from guidelines.library.glossary.matching import Entry, Matcher, Piece, matcher, small
from portal.languages import CODES


def found(language, text, *words):
    return [piece.text for piece in Matcher([Entry("t", words)], language).pieces(text) if piece.key]


@pytest.mark.parametrize(
    ("language", "words", "text", "marked"),
    [
        ("en", ["benefit"], "Benefits are paid; a benefit is due, beneficial or not.", ["Benefits", "benefit"]),
        ("en", ["self-assessment"], "The self-assessments of last year", ["self-assessments"]),
        ("en", ["insured person"], "each insured  person and\ninsured persons", ["insured  person", "insured persons"]),
        ("en", ["C++"], "written in C++.", ["C++"]),
        ("fr", ["institution membre"], "Les institutions membres", ["institutions membres"]),
        ("fr", ["assuré"], "l’assuré, d'assurés, assurance", ["assuré", "assurés"]),
        ("fr", ["plan d’amélioration"], "un plan d'amélioration", ["plan d'amélioration"]),
        ("es", ["prestación"], "la prestación y las prestaciones", ["prestación", "prestaciones"]),
        ("es", ["directriz"], "las directrices", ["directrices"]),
        ("es", ["miembro"], "los miembros", ["miembros"]),
        ("de", ["Leistung"], "die Leistungen der Leistung, Leistungsfähigkeit", ["Leistungen", "Leistung"]),
        ("de", ["Teil"], "sie teilen einen Teil", ["Teil"]),
        ("ru", ["ставка взноса"], "Ставки взносов и ставку взноса", ["Ставки взносов", "ставку взноса"]),
        ("ru", ["самооценка"], "самооценку, самооценкой, самооценочный", ["самооценку", "самооценкой"]),
        ("ru", ["застрахованное лицо"], "застрахованного лицо", ["застрахованного лицо"]),
        ("ar", ["مؤشر"], "المؤشر ومؤشر وبالمؤشر للمؤشر مؤشرات", ["المؤشر", "ومؤشر", "وبالمؤشر", "للمؤشر"]),
        ("ar", ["مؤسسة عضو"], "المؤسسة العضو", ["المؤسسة العضو"]),
        ("ar", ["التقييم الذاتي"], "تقييم ذاتي والتقييم الذاتي", ["تقييم ذاتي", "والتقييم الذاتي"]),
        ("ar", ["مقيِّم"], "المقيم والمقيّم", ["المقيم", "والمقيّم"]),
        ("ar", ["باب"], "الباب بباب بوابة", ["الباب", "بباب"]),
        ("zh-hans", ["参保人"], "每个参保人都有权", ["参保人"]),
        ("zh-hans", ["ICT 系统", "RT"], "使用ICT 系统RTX", ["ICT 系统"]),
    ],
)
def test_a_word_is_found_in_its_forms_and_in_no_other_word(language, words, text, marked):
    assert found(language, text, *words) == marked


def test_the_longest_term_wins_and_the_first_of_two_alike():
    entries = (Entry("a", ("rate",)), Entry("b", ("contribution rate",)), Entry("c", ("contribution rate",)))
    assert Matcher(entries, "en").pieces("A contribution rate is a rate.") == [
        Piece("A "),
        Piece("contribution rate", "b"),
        Piece(" is a "),
        Piece("rate", "a"),
        Piece("."),
    ]


def test_a_term_within_a_longer_one_is_held_by_the_text_all_the_same():
    one = matcher((Entry("a", ("rate",)), Entry("b", ("contribution rate",))), "en")
    assert one.keys("The contribution rate") == ["b"]
    assert (one.holds("a", "The Contribution Rate"), one.holds("a", "They rated"), one.holds("x", "x")) == (
        True,
        False,
        False,
    )


def test_without_terms_a_text_is_one_piece():
    assert Matcher([], "en").pieces("Text.") == [Piece("Text.")]
    assert Matcher([Entry("t", ("", " "))], "en").pieces("") == []


def test_letters_that_grow_in_small_do_not_shift_what_is_marked():
    assert found("en", "İİİ benefit İ", "benefit") == ["benefit"]
    assert len(small("İstanbul")) == len("İstanbul")


LETTERS = {
    "ar": "ابتالوفبكلمؤشرةَّـ ",
    "ru": "АЯабвзносыйё ",
    "zh-hans": "参保人指标A ",
}


@pytest.mark.parametrize("language", CODES)
def test_the_pieces_put_together_are_the_text(language):
    chance = random.Random(language)
    letters = LETTERS.get(language, "aàbeiınñosßtİ-'’ \n") + "<&>.,(\u200f\u0301"
    for _time in range(300):
        text = "".join(chance.choices(letters, k=chance.randrange(60)))
        words = ["".join(chance.choices(letters, k=chance.randrange(1, 4))) for _number in range(12)]
        # Some that are sure to be there.
        words += [text[at : at + 3] for at in range(0, len(text), 7)]
        pieces = Matcher([Entry(str(n), (word,)) for n, word in enumerate(words)], language).pieces(text)
        assert "".join(piece.text for piece in pieces) == text
        assert all(piece.text for piece in pieces)
