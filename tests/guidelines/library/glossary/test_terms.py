"""The glossary is written by actions: each leaves its line, and none lets in what contradicts."""

import pytest
from django.core.exceptions import ValidationError

from guidelines.library import actions
from guidelines.library.glossary.exceptions import TermContradicts, TermKnown, TermRetired
from guidelines.library.models import GuidelineSet, Term
from portal.audit.models import Entry
from portal.languages import set_columns
from tests.guidelines.library.glossary.conftest import term


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_term_is_written_and_changed_and_each_leaves_its_line(editor):
    benefit = term(editor, "  benefit ", fr="prestation", definition="What is paid.")
    set_columns(benefit, "forms", {"en": "benefits\n\n benefit\nbenefits "})
    actions.write_term(benefit, by=editor)
    benefit.refresh_from_db()
    assert (benefit.name_en, benefit.name, benefit.forms_en, benefit.words("en")) == (
        "benefit",
        "benefit",
        "benefits",
        ["benefit", "benefits"],
    )
    assert verbs() == ["library.add_term", "library.change_term"]
    assert Entry.objects.last().after == {"forms en": "benefits"}


def test_what_is_not_changed_leaves_no_line(editor):
    benefit = term(editor, "benefit")
    actions.write_term(Term.objects.get(pk=benefit.pk), by=editor)
    assert verbs() == ["library.add_term"]


def test_a_list_sorts_by_the_name_in_each_language_and_by_english_where_there_is_none(editor):
    for name, french in (("survivor", "ayant droit"), ("award", "prix"), ("éclair", None)):
        term(editor, name, fr=french)
    assert [one.name_en for one in Term.objects.in_order("en")] == ["award", "éclair", "survivor"]
    assert [one.name_en for one in Term.objects.in_order("fr")] == ["survivor", "éclair", "award"]


def test_a_term_stands_once_in_its_scope(editor):
    governance = actions.save_set(_set(), by=editor)
    term(editor, "Benefit")
    with pytest.raises(TermKnown):
        term(editor, "benefit")
    own = term(editor, "benefit", set=governance)
    with pytest.raises(TermKnown):
        term(editor, "BENEFIT", set=governance)
    actions.retire_term(own, by=editor)
    term(editor, "benefit", set=governance)
    with pytest.raises(TermKnown):
        actions.restore_term(own, by=editor)


def _set():
    governance = GuidelineSet(code="GOV")
    set_columns(governance, "title", {"en": "Steering"})
    return governance


def test_a_word_is_not_wanted_and_unwanted_at_once(editor):
    benefit = term(editor, "benefit")
    set_columns(benefit, "forms", {"en": "Payment"})
    set_columns(benefit, "avoided", {"en": "payment"})
    with pytest.raises(TermContradicts):
        actions.write_term(benefit, by=editor)
    assert Term.objects.get().avoided_en in (None, "")


def test_a_term_needs_an_english_name(editor):
    with pytest.raises(ValidationError):
        term(editor, "", fr="prestation")
    assert not Term.objects.exists()


def test_a_retired_term_is_out_of_use_stands_still_and_comes_back(editor):
    benefit = term(editor, "benefit")
    actions.retire_term(benefit, by=editor)
    assert not Term.objects.in_use().exists()
    assert Term.objects.get().retired_by == editor
    set_columns(benefit, "definition", {"en": "New."})
    with pytest.raises(TermRetired):
        actions.write_term(benefit, by=editor)
    with pytest.raises(TermRetired):
        actions.retire_term(benefit, by=editor)
    actions.restore_term(benefit, by=editor)
    actions.restore_term(benefit, by=editor)
    assert Term.objects.in_use().count() == 1
    assert verbs() == ["library.add_term", "library.retire_term", "library.restore_term"]


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        ("library.view_term", {"guideline_editor", "translator"}),
        ("library.add_term", {"guideline_editor"}),
        ("library.change_term", {"guideline_editor"}),
    ],
)
def test_who_may(permission, roles, staff, people):
    asked = {role: staff(role) for role in ("guideline_editor", "translator", "administrator", "country_editor")}
    assert {name for name, user in (asked | people).items() if user.has_perm(permission)} == roles
