"""A new edition is published in English alone: who reads another language is led to the edition before."""

import pytest

from guidelines.library import actions
from guidelines.library.following import Following, mapping_of
from tests.guidelines.library.conftest import FRENCH_WORD, add_guideline, approve, follow, publish_next, titled
from tests.guidelines.library.reading import read

OLD, NEW = "/fr/guidelines/gov/e2026/", "/fr/guidelines/gov/e2030/"

pytestmark = pytest.mark.usefixtures("french")  # before everything else: edition 2026, released in French


def places(client, path):
    """Return (code, address) of what a page offers in the edition before; each stands on the page as a link."""
    page = read(client, path)
    found = client.get(path).context["earlier"]
    assert all(f'href="{place.url}"' in page for place in (found.places if found else []))
    return [(place.code, place.url) for place in found.places] if found else []


def test_a_guideline_leads_to_what_it_was(client, changed):
    assert places(client, f"{NEW}1/") == [("GOV-1", f"{OLD}1/")]
    assert places(client, f"{NEW}2/") == places(client, f"{NEW}3/") == [("GOV-2", f"{OLD}2/")]  # it was split
    assert FRENCH_WORD in read(client, f"{NEW}1/")  # the title of the text that is offered


def test_a_guideline_that_was_merged_leads_to_all_of_them(client, published, editor):
    new = actions.draft_edition(actions.next_edition(published, year=2030, by=editor), by=editor)
    actions.merge_guidelines(titled(new, "Strategy 0"), titled(new, "Strategy 1"), by=editor)
    follow(new, by=editor)
    row = next(each.row for each in Following(mapping_of(new)).rows if each.new and each.new[0].number == 1)
    both = [titled(published, "Strategy 0"), titled(published, "Strategy 1")]
    actions.save_row(row, kind="merged", old=both, new=[titled(new, "Strategy 0")], by=editor)
    follow(new, by=editor)
    actions.publish_edition(approve(new, by=editor), by=editor)
    assert [code for code, _url in places(client, f"{NEW}1/")] == ["GOV-1", "GOV-2"]


def test_over_several_editions(client, changed_again):
    assert places(client, "/fr/guidelines/gov/e2034/3/") == [("GOV-2", f"{OLD}2/")]


def test_a_guideline_that_is_new_leads_to_the_edition(client, published, editor):
    new = actions.draft_edition(actions.next_edition(published, year=2030, by=editor), by=editor)
    add_guideline(titled(new, "People 0").section, "Wholly other", by=editor)
    follow(new, by=editor)
    actions.publish_edition(approve(new, by=editor), by=editor)
    assert places(client, f"{NEW}4/") == [("", OLD)]


@pytest.mark.parametrize("page", ["", "whole/", "A.1/", "changes/", "errata/"])
def test_every_page_of_the_edition_leads_there(page, client, changed):
    assert places(client, f"{NEW}{page}") == [("", OLD)]


def test_who_has_the_language_or_never_had_it_is_offered_nothing(client, client_of, translator, changed):
    assert places(client, f"{NEW}1/".replace("/fr/", "/en/")) == []
    assert places(client, f"{NEW}1/".replace("/fr/", "/de/")) == []
    assert places(client, f"{OLD}1/") == []
    assert places(client_of(translator), f"{NEW}1/") == []  # reads what is not released


def test_a_later_edition_is_not_offered_for_an_older_one(client, editor, published):
    published.languages.filter(language="fr").update(released_at=None, released_by=None)
    new = publish_next(2030, by=editor)
    actions.release_language(new, language="fr", by=editor)
    assert places(client, f"{OLD}1/") == []
