"""The glossary in the admin: editors keep it, translators read it, nobody else meets it."""

import pytest
from django.urls import reverse

from guidelines.library import actions
from guidelines.library.models import Term
from portal.audit.models import Entry
from tests.guidelines.library.glossary.conftest import term

INDEX = "wagtailsnippets_library_term:list"


def names(page):
    return [one.name_en for one in page.context["object_list"]]


def test_an_editor_adds_a_term_by_the_action(desk):
    sent = {"name_en": "benefit", "name_fr": "prestation", "forms_fr": "prestations", "note": "", "set": ""}
    desk.post(reverse("wagtailsnippets_library_term:add"), sent)
    own = Term.objects.get()
    assert (own.name_en, own.name_fr, own.forms_fr) == ("benefit", "prestation", "prestations")
    assert Entry.objects.get().verb == "library.add_term"


def test_what_the_action_refuses_stands_above_the_form_which_keeps_every_entry(desk, editor):
    term(editor, "benefit")
    page = desk.post(
        reverse("wagtailsnippets_library_term:add"), {"name_en": "Benefit", "definition_fr": "Ce qui est versé."}
    )
    assert "“Benefit” already stands in the glossary." in page.content.decode()
    assert "Ce qui est versé." in page.content.decode()
    assert Term.objects.count() == 1


def test_an_editor_changes_a_term(desk, editor):
    own = term(editor, "benefit")
    address = reverse("wagtailsnippets_library_term:edit", args=[own.pk])
    desk.post(address, {"name_en": "benefit", "definition_en": "What is paid."})
    assert Term.objects.get().definition_en == "What is paid."
    page = desk.get(address).content.decode()
    assert reverse("library_desk:term_use", args=[own.uuid]) in page
    assert 'name="name_ar"' in page


def test_the_list_is_searched_in_every_language_and_filtered(desk, editor):
    term(editor, "benefit", fr="prestation")
    actions.retire_term(term(editor, "levy"), by=editor)
    address = reverse(INDEX)
    page = desk.get(address)
    assert names(page) == ["benefit", "levy"]
    first = page.context["object_list"][0]
    assert reverse("wagtailsnippets_library_term:edit", args=[first.pk]) in page.content.decode()
    assert names(desk.get(address, {"q": "prestat"})) == ["benefit"]
    assert names(desk.get(address, {"used": "no"})) == ["levy"]
    assert names(desk.get(address, {"used": "yes"})) == ["benefit"]
    assert names(desk.get(address, {"lacks": "fr"})) == ["levy"]


def test_a_term_goes_out_of_use_and_comes_back(desk, editor):
    own = term(editor, "benefit")
    address = reverse("library_desk:term_use", args=[own.uuid])
    page = desk.get(address).content.decode()
    assert "no longer listed" in page and '<button class="button">Take out of use</button>' in page
    assert "out of use" in desk.post(address, follow=True).content.decode()
    assert Term.objects.get().retired_at
    assert '<button class="button">Take back into use</button>' in desk.get(address).content.decode()
    desk.post(address)
    assert Term.objects.get().retired_at is None


def test_a_term_whose_place_is_taken_does_not_come_back(desk, editor):
    own = actions.retire_term(term(editor, "benefit"), by=editor)
    term(editor, "benefit")
    page = desk.post(reverse("library_desk:term_use", args=[own.uuid]), follow=True)
    assert "already stands in the glossary" in page.content.decode()
    assert Term.objects.get(pk=own.pk).retired_at


def test_the_files_hold_what_is_in_use(desk, editor):
    term(editor, "benefit")
    actions.retire_term(term(editor, "levy"), by=editor)
    for kind in ("csv", "tbx"):
        answer = desk.get(reverse("library_desk:glossary_file", args=[kind]))
        assert (b"benefit" in answer.content, b"levy" in answer.content) == (True, False)
        assert answer["Content-Disposition"].startswith("attachment")
    assert desk.get(reverse("library_desk:glossary_file", args=["xml"]), follow=True).status_code == 404


def test_a_translator_reads_the_list_and_the_files_and_changes_nothing(client_of, translator, editor):
    own = term(editor, "benefit")
    client = client_of(translator)
    assert names(client.get(reverse(INDEX))) == ["benefit"]
    assert client.get(reverse("library_desk:glossary_file", args=["tbx"])).status_code == 200
    for address in (
        reverse("library_desk:term_use", args=[own.uuid]),
        reverse("wagtailsnippets_library_term:add"),
        reverse("wagtailsnippets_library_term:edit", args=[own.pk]),
    ):
        answer = client.post(address, {"name_en": "x"})
        assert answer.headers["Location"] == reverse("wagtailadmin_home")
    assert (own.name_en, Term.objects.in_use().count()) == ("benefit", 1)


@pytest.mark.parametrize("role", ["finance_officer", "account_manager"])
def test_others_in_the_admin_do_not_meet_it(role, client_of, staff, editor):
    own = term(editor, "benefit")
    client = client_of(staff(role))
    for address in (reverse(INDEX), reverse("library_desk:glossary_file", args=["csv"])):
        assert client.get(address).headers["Location"] == reverse("wagtailadmin_home")
    client.post(reverse("library_desk:term_use", args=[own.uuid]))
    assert Term.objects.in_use().count() == 1


@pytest.mark.parametrize("count", [1, 19])
def test_the_list_costs_the_same_for_any_number(count, desk, editor, django_assert_num_queries):
    for number in range(count):
        term(editor, f"term {number}")
    desk.get(reverse(INDEX))
    with django_assert_num_queries(10):
        desk.get(reverse(INDEX))


def test_each_page_has_one_heading(desk, editor):
    own = term(editor, "benefit")
    for address in (reverse("library_desk:term_use", args=[own.uuid]), reverse("library_desk:glossary_import")):
        assert desk.get(address).content.decode().count("<h1") == 1, address
