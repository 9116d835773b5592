"""What the checks say of one text beside its English, and what they let pass."""

import pytest

from guidelines.library.checks import scripts, shape
from guidelines.library.checks.numbers import numbers
from guidelines.library.checks.text import check
from guidelines.library.glossary.wanted import Vocabulary
from guidelines.library.models import Term
from portal.languages import set_columns

LONG = "Institutions publish every year what they have decided and for what reason."
FRENCH = "Chaque année, les institutions publient ce qu’elles ont décidé et pour quelle raison."


def kinds(source, target, language="fr", **given):
    return [(finding.kind, finding.severity.value) for finding in check(source, target, language, **given)]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("1,234.5 and 1,234", "en", ["1234.5", "1234"]),
        ("1 234,5 et 1 234", "fr", ["1234.5", "1234"]),
        ("1.234,5 und 1.234", "de", ["1234.5", "1234"]),
        ("١٬٢٣٤٫٥ و١٢٣", "ar", ["1234.5", "123"]),
        ("1,234.5 在2026年3月6日", "zh-hans", ["1234.5", "2026", "6"]),
        ("2.50 per cent by 2030, 30 days", "en", ["2.5", "2030", "30"]),
        ("in 2020 100 people, 1,000,000", "en", ["2020", "100", "1000000"]),
        ("ISO 30042:2019, section 1.2.3, 24/7", "en", ["30042", "2019", "1.2.3", "24", "7"]),
        ("ICT-15, see https://example.org/2020/", "en", []),
        ("1st, 2nd, 1er, 3-й", "en", ["1", "2", "1", "3"]),
        ("1’234’567", "de", ["1234567"]),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(text, language, found):
    assert sorted(numbers(text, language).elements()) == sorted(found)


@pytest.mark.parametrize(
    ("source", "target", "language", "found"),
    [
        ("After 30 days.", "Après 30 jours.", "fr", []),
        ("After 30 days.", "Après 60 jours.", "fr", [("numbers", "error")]),
        ("After 30 days.", "Après un mois.", "fr", [("numbers", "warning")]),
        ("After a month.", "Après 30 jours.", "fr", [("numbers", "warning")]),
        ("1,234.5 euros", "1 234,5 euros", "fr", []),
        ("1,234.5 euros", "1.234,5 Euro", "de", []),
        ("After 123 days.", "بعد ١٢٣ يوما.", "ar", []),
        ("After 123 days.", "بعد ١٢٤ يوما.", "ar", [("numbers", "error")]),
        ("In 3 steps.", "En trois étapes.", "fr", []),
        ("In three steps.", "En 3 étapes.", "fr", []),
        ("The first day.", "Le 1er jour.", "fr", []),
        ("10,000 people", "1万人", "zh-hans", [("numbers", "warning")]),
        ("On 3 March", "3月3日", "zh-hans", []),
    ],
)
def test_numbers(source, target, language, found):
    assert kinds(source, target, language) == found


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("See ICT-15.", "Voir ICT-15.", []),
        ("See ICT-15.", "Voir ICT\u201115.", []),
        ("See ICT-15.", "Voir ICT-16.", [("codes", "error"), ("codes", "error")]),
        ("See ICT-15.", "Voir plus loin.", [("codes", "error")]),
        ("See there.", "Voir ICT-15.", [("codes", "error")]),
        ("Since COVID-19.", "Depuis la pandémie.", []),
        ("At https://a.org/b.", "Sur https://a.org/b.", []),
        ("At https://a.org/en.", "Sur https://a.org/fr.", [("addresses", "warning")]),
        ("Write to a@b.org", "Écrire à c@b.org", [("addresses", "warning")]),
        ("Of %(count)s", "De %(count)s", []),
        ("Of {count}", "De {nombre}", [("codes", "error"), ("codes", "error")]),
    ],
)
def test_codes_addresses_and_places(source, target, found):
    assert kinds(source, target) == found


@pytest.mark.parametrize(
    ("source", "target", "language", "found"),
    [
        (LONG, LONG, "fr", [("untranslated", "error")]),
        (LONG, f" {LONG.upper()} ", "ru", [("untranslated", "error")]),
        ("Social security", "Social security", "fr", []),
        (LONG, "Les institutions publient.", "ar", [("script", "error"), ("length", "warning")]),
        (LONG, FRENCH.replace("année", "annéе"), "fr", [("script", "error"), ("script", "error")]),
        ("The α rule of ICT", "Правило α для ICT", "ru", []),
        ("The system works", "Сиcтема работает", "ru", [("script", "error")]),
        ("The chart of ITIL", "Диаграмма ITIL", "ru", []),
        ("Use of the helpdesk", "Использование helpdesk", "ru", [("script", "warning")]),
        ("Use of the Helpdesk", "Использование Helpdesk", "ru", []),
        ("Data of all", "数据都данные", "zh-hans", [("script", "error")]),
        ("No. 1", "1.º", "es", []),
    ],
)
def test_scripts_and_what_was_not_translated(source, target, language, found):
    assert kinds(source, target, language) == found


def test_the_title_of_somebody_s_work_may_stay_as_it_is():
    assert kinds(LONG, LONG, "ar", is_title=True) == []


@pytest.mark.parametrize(
    ("target", "found"),
    [
        (FRENCH, []),
        ("Trop court pour être vrai.", [("length", "warning")]),
        (FRENCH * 2, [("length", "warning")]),
        (FRENCH.replace("année,", "année,  "), [("blanks", "warning")]),
        (f"{FRENCH}\n\n\n\nFin.", [("blanks", "warning")]),
        (f"{FRENCH}\n\nFin.", []),
        (FRENCH + " TODO", [("left-behind", "warning")]),
        (FRENCH + " todo", []),
        (FRENCH + " [...]", [("left-behind", "warning")]),
        (FRENCH + " (fin", [("pairs", "warning")]),
        (FRENCH + " «fin", [("pairs", "warning")]),
        (FRENCH + ' "fin', [("pairs", "warning")]),
        ("a) " + FRENCH, []),
    ],
)
def test_shape(target, found):
    assert kinds(LONG, target) == found


def test_quotation_marks_come_in_pairs_as_each_language_writes_them():
    german = "Einrichtungen „veröffentlichen“ jedes Jahr, was sie beschlossen haben und warum."
    assert kinds(LONG, german, "de") == []
    assert kinds(LONG, german.replace("„", "“"), "de") == [("pairs", "warning")]


@pytest.mark.parametrize("language", sorted(shape.RATIOS))
def test_length_is_judged_language_by_language(language):
    least, most = shape.RATIOS[language]
    source = "x" * 100
    judged = [
        [finding.kind for finding in shape.check(source, "y" * round(100 * ratio), language)]
        for ratio in (least - 0.02, (least + most) / 2, most + 0.02)
    ]
    assert judged == [["length"], [], ["length"]]
    assert list(shape.check("x" * 30, "y", language)) == []


@pytest.mark.parametrize(
    ("letter", "found"), [("a", "LATIN"), ("я", "CYRILLIC"), ("ع", "ARABIC"), ("参", "CJK"), ("1", ""), ("º", "")]
)
def test_the_script_of_a_letter(letter, found):
    assert scripts.script(letter) == found


def test_without_a_translation_there_is_nothing_to_check():
    assert kinds("After 30 days.", "") == []
    assert kinds("", "Après 30 jours.") == []


def test_errors_come_first():
    assert kinds(LONG + " ICT-1", "Court.") == [("codes", "error"), ("length", "warning")]


@pytest.fixture
def vocabulary():
    term = Term()
    set_columns(term, "name", {"en": "insured person", "fr": "assuré"})
    set_columns(term, "forms", {"fr": "personne assurée"})
    set_columns(term, "avoided", {"fr": "souscripteur"})
    other = Term()
    set_columns(other, "name", {"en": "levy"})
    return Vocabulary([term, other], "fr")


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("Les assurés paient.", []),
        ("La personne assurée paie.", []),
        ("Le client paie.", ["term"]),
        ("Le souscripteur paie.", ["term", "avoided"]),
    ],
)
def test_the_words_of_the_glossary_are_asked_for(vocabulary, target, found):
    source = "Insured persons pay the levy."
    assert [kind for kind, _severity in kinds(source, target, wanted=vocabulary.wanted(source, target))] == found


def test_without_the_term_in_english_no_word_is_asked_for_or_unwanted(vocabulary):
    assert vocabulary.wanted("All pay.", "Le souscripteur paie.") == []


def test_a_german_compound_has_the_term_in_it():
    term = Term()
    set_columns(term, "name", {"en": "benefit", "de": "Leistung", "fr": "prestation"})
    said = [
        [one.is_missing for one in Vocabulary([term], language).wanted("A benefit.", target)]
        for language, target in (("de", "Der Leistungsbescheid."), ("de", "Der Bescheid."), ("fr", "Xprestationx."))
    ]
    assert said == [[False], [True], [True]]
