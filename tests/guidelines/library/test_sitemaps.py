"""Search engines hear of what is public, in the languages that are released, and of nothing else."""

import re

import pytest
from django.conf import settings
from django.test import Client

from guidelines.library import actions
from tests.guidelines.library.conftest import add_guideline, approve, publish_next, write

INDEX = "/sitemap-guidelines.xml"
MAP = "/sitemap-guidelines-gov.xml"
PLACES = ["", "A/", "A.1/", "A.2/", "1/", "2/", "3/"]


def places(path):
    answer = Client().get(path)
    assert answer.status_code == 200
    return re.findall(rf"<loc>{settings.SITE_URL}(.*?)</loc>", answer.content.decode())


def test_the_index_leads_to_the_map_of_each_set_in_force(published, editor):
    assert places(INDEX) == [MAP]
    write(editor, code="SQ")
    assert places(INDEX) == [MAP]
    actions.publish_edition(approve(write(editor, code="OLD"), by=editor), by=editor)
    assert places(INDEX) == [MAP, "/sitemap-guidelines-old.xml"]


def test_only_released_languages_are_named(published, editor):
    """Editions, parts, sections and guidelines; French stands in every record, and is released by a person."""
    english = [f"/en/guidelines/gov/e2026/{place}" for place in PLACES]
    assert sorted(places(MAP)) == sorted(english)
    assert "/fr/" not in Client().get(MAP).content.decode()
    actions.release_language(published, language="fr", by=editor)
    assert sorted(places(MAP)) == sorted([*english, *(path.replace("/en/", "/fr/") for path in english)])
    text = Client().get(MAP).content.decode()
    for place in PLACES:
        there = f"{settings.SITE_URL}/fr/guidelines/gov/e2026/{place}"
        assert text.count(f'<xhtml:link rel="alternate" hreflang="fr" href="{there}"/>') == 2
    assert not re.search("/(es|de|ar|ru|zh-hans)/", text)


def test_drafts_and_old_editions_are_not_named(published, editor):
    publish_next(2030, by=editor)
    write(editor, year=2031)
    assert {place.split("/")[4] for place in places(MAP)} == {"e2030"}


def test_what_changed_is_named_where_an_edition_follows_another(published, editor):
    publish_next(2030, by=editor)
    assert "/en/guidelines/gov/e2030/changes/" in places(MAP)


def test_neither_two_languages_nor_data_are_named(published, editor):
    actions.release_language(published, language="fr", by=editor)
    text = Client().get(MAP).content.decode()
    assert not re.search(r"with=|\.json|\.pdf|whole", text)


@pytest.mark.parametrize("path", ["/sitemap-guidelines-sq.xml", "/sitemap-guidelines-nix.xml"])
def test_a_set_without_an_edition_in_force_has_none(path, published, editor):
    write(editor, code="SQ")
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_for_any_number(draft, editor, count, django_assert_num_queries):
    section = draft.sections.get(title_en="People")
    for number in range(count):
        add_guideline(section, f"More {number}", by=editor)
    actions.publish_edition(approve(draft, by=editor), by=editor)
    with django_assert_num_queries(6):
        Client().get(MAP)
    with django_assert_num_queries(3):
        Client().get(INDEX)


@pytest.mark.parametrize("path", ["", "whole/", "A/", "A.1/", "2/"])
def test_a_page_names_its_released_languages_and_no_other(path, published, editor):
    page = Client().get(f"/de/guidelines/gov/e2026/{path}").content.decode()
    assert re.findall(r'rel="alternate" hreflang="([^"]+)"', page) == ["en"]
    actions.release_language(published, language="fr", by=editor)
    page = Client().get(f"/de/guidelines/gov/e2026/{path}").content.decode()
    assert re.findall(r'rel="alternate" hreflang="([^"]+)"', page) == ["en", "fr"]
    assert re.findall(r'rel="canonical" href="([^"]*)"', page) == [
        f"{settings.SITE_URL}/en/guidelines/gov/e2026/{path}"
    ]


def test_the_page_of_changes_names_its_released_languages_and_no_other(published, editor):
    publish_next(2030, by=editor)
    page = Client().get("/en/guidelines/gov/e2030/changes/").content.decode()
    assert re.findall(r'rel="alternate" hreflang="([^"]+)"', page) == ["en"]
