"""A translator sees the terms of a text at the word, how the glossary calls them, and whether the translation does."""

import re

import pytest
from django.urls import reverse

from guidelines.library import actions
from guidelines.library.models import Guideline
from portal.languages import set_columns
from tests.guidelines.library.glossary.conftest import term


def segment(page, name):
    return next(one for one, _field, _is_conflict in page.context["rows"] if one.field_name == name)


def open_record(client, guideline, language="fr"):
    return client.get(
        reverse("translating:record", args=[guideline.edition.uuid, language, "guideline", guideline.key])
    )


def test_a_term_is_marked_at_the_word_with_its_target_beside(client_of, lena, guideline, editor):
    stated = term(editor, "stated", fr="énoncé", note="Never “dit”.")
    set_columns(stated, "avoided", {"fr": "chrysalide"})
    actions.write_term(stated, by=editor)
    page = open_record(client_of(lena), guideline)
    (found,) = segment(page, "statement").terms
    assert (found.source, found.target, found.is_missing, found.avoided) == ("stated", "énoncé", True, ("chrysalide",))
    text = re.sub(r"\s+", " ", page.content.decode())
    assert 'Strategy 0 is <span class="term">stated</span>.' in text
    assert '<strong lang="fr" dir="ltr">énoncé</strong>' in text
    assert "not to be used: chrysalide" in text
    assert "Never “dit”." in text


def test_the_hint_goes_once_the_translation_has_the_term(client_of, lena, guideline, editor):
    term(editor, "stated", fr="énoncé")
    Guideline.objects.filter(pk=guideline.pk).update(statement_fr="Strategy 0 est énoncée, cet énoncé.")
    page = open_record(client_of(lena), guideline)
    assert [one.is_missing for one in segment(page, "statement").terms] == [False]
    assert "not in the translation" not in page.content.decode()


def test_a_term_without_a_word_in_the_language_says_so_and_asks_nothing(client_of, lena, guideline, editor):
    term(editor, "stated")
    page = open_record(client_of(lena), guideline)
    assert [(one.target, one.is_missing) for one in segment(page, "statement").terms] == [("", False)]
    assert "no word yet" in page.content.decode()


def test_the_text_itself_is_never_markup(client_of, lena, guideline, editor):
    term(editor, "<i>", fr="<u>")
    Guideline.objects.filter(pk=guideline.pk).update(statement_en="Of <i> & <script>.")
    page = open_record(client_of(lena), guideline).content.decode()
    assert 'Of <span class="term">&lt;i&gt;</span> &amp; &lt;script&gt;.' in page
    assert '<strong lang="fr" dir="ltr">&lt;u&gt;</strong>' in page


def test_what_the_checks_found_stands_at_the_text(client_of, lena, guideline):
    Guideline.objects.filter(pk=guideline.pk).update(statement_fr="Voir GOV-3.")
    page = open_record(client_of(lena), guideline)
    assert [finding.kind for finding in segment(page, "statement").findings] == ["codes", "numbers"]
    assert "These codes are not in the English text: GOV-3." in page.content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_for_any_number_of_terms(
    count, client_of, lena, guideline, editor, django_assert_num_queries
):
    for number in range(count):
        term(editor, f"term {number}")
    client = client_of(lena)
    with django_assert_num_queries(38):
        open_record(client, guideline)
