"""The glossary for everybody: from A to Z in the reader's language, with each term's words in the others."""

import pytest
from django.test import Client
from django.utils import translation

from guidelines.library import actions
from guidelines.library.glossary.alphabet import initial
from tests.guidelines.library.glossary.conftest import term

pytestmark = pytest.mark.django_db
PAGE = "/en/guidelines/glossary/"
ENGLISH = (
    "This text is not yet available in your language. You are reading the English original.",
    "Not translated yet",
)


def listed(client, language):
    letters = client.get(PAGE.replace("/en/", f"/{language}/")).context["letters"]
    return [(one["letter"], [line.name.value for line in one["lines"]]) for one in letters]


def test_terms_stand_from_a_to_z_in_the_language_of_the_reader(client, editor):
    term(editor, "survivor", fr="ayant droit")
    term(editor, "insured person", fr="assuré")
    term(editor, "Évora rule")
    term(editor, "employer", fr="employeur")
    assert listed(client, "en") == [
        ("E", ["employer", "Évora rule"]),
        ("I", ["insured person"]),
        ("S", ["survivor"]),
    ]
    assert listed(client, "fr") == [("A", ["assuré", "ayant droit"]), ("E", ["employeur", "Évora rule"])]


def test_a_term_has_its_words_in_other_languages_and_its_anchor(client, editor):
    own = term(editor, "insured <person>", fr="assuré", definition="Who is covered & <pays>.")
    page = client.get(PAGE).content.decode()
    assert f'id="{own.anchor}"' in page
    assert '<span lang="fr" dir="ltr">assuré</span>' in page
    assert "insured &lt;person&gt;</h3>" in page
    assert "<p>Who is covered &amp; &lt;pays&gt;.</p>" in page


def test_a_definition_that_is_not_in_the_language_of_the_page_is_marked_up(client, editor):
    term(editor, "insured person", fr="assuré", definition="Who is covered.")
    page = client.get("/fr/guidelines/glossary/").content.decode()
    assert '<p lang="en" dir="ltr">Who is covered.</p>' in page


def test_the_page_says_whether_definitions_are_in_english(client, editor):
    with translation.override("fr"):
        said = [translation.gettext(words) for words in ENGLISH]
    own = term(editor, "insured person", fr="assuré", definition="Who is covered.")
    term(editor, "employer", fr="employeur", definition="Who employs.")
    page = client.get("/fr/guidelines/glossary/").content.decode()
    assert [page.count(words) for words in said] == [1, 0]
    own.definition_fr = "Qui est couvert."
    own.save()
    page = client.get("/fr/guidelines/glossary/").content.decode()
    assert [page.count(words) for words in said] == [0, 1]
    page = client.get(PAGE).content.decode()
    assert [page.count(words) for words in ENGLISH] == [0, 0]


def test_retired_terms_and_notes_for_translators_are_not_shown(client, editor):
    actions.retire_term(term(editor, "gone"), by=editor)
    term(editor, "here", note="only for us")
    page = client.get(PAGE).content.decode()
    assert listed(client, "en") == [("H", ["here"])]
    assert "only for us" not in page


def test_without_terms_the_page_says_what_will_be_here(client):
    assert "The glossary has no terms yet" in client.get(PAGE).content.decode()


def test_a_set_is_not_taken_for_the_glossary(client, editor, published):
    assert client.get("/en/guidelines/gov/e2026/").status_code == 200
    assert PAGE in client.get("/en/guidelines/").content.decode()


@pytest.mark.parametrize("count", [1, 300])
def test_it_costs_the_same_for_any_number(count, client, editor, django_assert_num_queries):
    for number in range(count):
        term(editor, f"term {number}", fr=f"terme {number}")
    with django_assert_num_queries(2):
        client.get(PAGE)


def test_search_engines_hear_of_it_in_the_languages_it_has():
    assert "glossary" not in Client().get("/sitemap-glossary.xml").content.decode()


def test_search_engines_hear_of_it_once_there_is_a_term(editor):
    term(editor, "insured person", fr="assuré")
    text = Client().get("/sitemap-glossary.xml").content.decode()
    assert [f"/{code}/guidelines/glossary/" in text for code in ("en", "fr", "es")] == [True, True, False]


@pytest.mark.parametrize(
    ("word", "language", "letter"),
    [
        ("évaluation", "fr", "E"),
        ("Йога", "ru", "Й"),
        ("المؤشر", "ar", "م"),
        ("参保人", "zh-hans", "C"),
        ("“a”", "en", "A"),
        ("إحالة", "ar", "ا"),
        ("الأمومة", "ar", "ا"),
        ("…", "en", ""),
    ],
)
def test_the_letter_of_a_word(word, language, letter):
    assert initial(word, language) == letter
