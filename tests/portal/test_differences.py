"""Word by word, in seven languages: what was kept and added is the new text, what was kept and removed the old one."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from portal.differences import difference, tokens


def told(before, after, lang="en"):
    signs = {"kept": "", "removed": "-", "added": "+"}
    return [f"{signs[piece.change]}{piece.text}" for piece in difference(before, after, lang).pieces]


@pytest.mark.parametrize(
    ("lang", "before", "after", "pieces"),
    [
        ("en", "The board meets twice.", "The board meets often.", ["The board meets ", "-twice", "+often", "."]),
        ("fr", "L’agence paie.", "L’institution paie.", ["-L’agence ", "+L’institution ", "paie."]),
        ("es", "El plazo vence.", "El nuevo plazo vence.", ["El ", "+nuevo ", "plazo vence."]),
        ("de", "Die Rente wird gezahlt.", "Die Rente gezahlt.", ["Die Rente ", "-wird ", "gezahlt."]),
        ("ar", "تدفع المؤسسة المعاش.", "تدفع الإدارة المعاش.", ["تدفع ", "-المؤسسة ", "+الإدارة ", "المعاش."]),
        ("ru", "Пенсии платят вовремя.", "Пенсии платят всегда.", ["Пенсии платят ", "-вовремя", "+всегда", "."]),
        ("zh-hans", "机构支付养老金。", "机构发放养老金。", ["机构", "-支付", "+发放", "养老金。"]),
    ],
)
def test_each_language_differs_by_its_words(lang, before, after, pieces):
    assert told(before, after, lang) == pieces


def test_vowel_signs_stay_with_their_word():
    assert told("كَتَبَ الموظف", "كُتُبَ الموظف") == ["-كَتَبَ ", "+كُتُبَ ", "الموظف"]


def test_a_figure_is_one_word():
    assert told("within 1,250.5 hours of it", "within 1,300.5 hours of it") == [
        "within ", "-1,250.5 ", "+1,300.5 ", "hours of it",
    ]  # fmt: skip


def test_composed_and_decomposed_letters_are_the_same():
    assert not difference("é tude", "e\u0301 tude", "fr")


def test_blanks_do_not_differ_but_paragraphs_do():
    assert not difference("one  two\nthree ", "one two three", "en")
    assert told("One. Two.", "One.\n\nTwo.") == ["One.", "+\n\n", "Two."]


def test_both_texts_can_be_read_from_the_pieces():
    before, after = "It pays, on time, what is due.\n\nAlways.", "It paid, in time, what was due.\n\nAlways so."
    pieces = difference(before, after, "en").pieces
    assert "".join(piece.text for piece in pieces if not piece.is_removed) == after
    removed_too = "".join(piece.text for piece in pieces if not piece.is_added)
    assert [token.key for token in tokens(removed_too)] == [token.key for token in tokens(before)]


def test_texts_without_much_in_common_are_read_one_after_the_other():
    assert told("Pay the benefit.", "Nobody waits longer than a month.") == [
        "-Pay the benefit.",
        "+Nobody waits longer than a month.",
    ]


def test_a_mark_alone_does_not_part_two_changes():
    assert told("We plan, act and learn", "You think, act and learn") == ["-We plan", "+You think", ", act and learn"]
    assert told("a plan, drawn up here at home", "a draft, made up here at home") == [
        "a ", "-plan, drawn ", "+draft, made ", "up here at home",
    ]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), [("", ""), ("same", "same"), (None, "")])
def test_nothing_differs(before, after):
    assert not difference(before, after, "en")


def test_a_long_text_is_compared_too():
    before = "The institution reviews each claim it receives. " * 400
    assert difference(before, before.replace("each", "every", 3), "en")


def test_it_is_printed_in_its_language_and_says_aloud_what_was_done():
    with translation.override("en"):
        html = render_to_string("components/difference.html", {"value": difference("دفع مبكر", "دفع متأخر", "ar")})
    assert '<div class="difference" lang="ar" dir="rtl">دفع <del>' in html
    assert '<span class="visually-hidden" lang="en" dir="ltr">removed: </span>مبكر' in html
    assert '<span class="visually-hidden" lang="en" dir="ltr">added: </span>متأخر' in html


def test_what_it_prints_is_escaped():
    html = render_to_string("components/difference.html", {"value": difference("a <b> c", "a <script> c", "en")})
    assert "<script>" not in html
    assert "&lt;" in html


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("Assess it at first suing.", "Assess it at first.", ["Assess it at first", "- suing", "."]),
        ("Pay it at first, suing later", "Pay it at first", ["Pay it at first", "-, suing later"]),
        ("Read it at once again", "Read it at once, soon", ["Read it at once", "- again", "+, soon"]),
        ("Fin de phrase !", "Fin de phrase", ["Fin de phrase", "- !"]),
    ],
)
def test_a_word_that_was_struck_does_not_stick_to_the_word_before_it(before, after, pieces):
    assert told(before, after) == pieces


def test_a_mark_that_comes_to_a_word_strikes_nothing():
    assert told("Pay it now and again", "Pay it now, and again") == ["Pay it now", "+, ", "and again"]


LONG = "The institution reviews each claim that it receives and says within a month what became of it and why. "


def shortened(before, after):
    return [piece.text for piece in difference(before, after, "en").shortened().pieces]


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("{0}It pays late.", "{0}It pays early.",
         ["… within a month what became of it and why. It pays ", "late", "early", "."]),
        ("Now. {0}", "Then. {0}",
         ["Now", "Then", ". The institution reviews each claim that it receives and says within …"]),
        ("It pays late. {0}No.", "It pays early. {0}Yes.",
         ["It pays ", "late", "early",
          ". The institution reviews each claim that it receives and says within … "
          "and says within a month what became of it and why. ",
          "No", "Yes", "."]),
    ],
)  # fmt: skip
def test_a_shortened_difference_shows_each_change_with_the_words_beside_it(before, after, pieces):
    assert shortened(before.format(LONG * 5), after.format(LONG * 5)) == pieces


def test_a_short_text_is_not_shortened():
    whole = difference("We pay what is due late.", "We pay what is due early.", "en")
    assert whole.shortened() == whole
