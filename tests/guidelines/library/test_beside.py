"""Two languages side by side: who may read which, where each stands, and what search engines are told."""

import re

import pytest

from guidelines.library import actions
from guidelines.library.models import Guideline, Reference
from tests.guidelines.library.conftest import FRENCH_WORD, MEMBER_WORD, add_guideline, approve
from tests.guidelines.library.reading import read

BASE = "/en/guidelines/gov/e2026/"
PAGES = [f"{BASE}2/", f"{BASE}A/", f"{BASE}A.1/", f"{BASE}whole/"]


def rows_of(group):
    return [(row.kind, *[str(cell) for cell in row.cells]) for row in group.rows]


@pytest.mark.parametrize("path", PAGES)
def test_both_languages_stand_on_the_page_each_marked(path, client, french):
    page = read(client, f"{path}?with=fr")
    assert '<div class="beside__cell" lang="en" dir="ltr"><p>Strategy 1 is stated.</p></div>' in page
    assert f'<div class="beside__cell" lang="fr" dir="ltr"><p>Strategy 1 is stated. {FRENCH_WORD}</p></div>' in page


def test_an_arabic_cell_runs_the_other_way_on_either_side(client, french, editor):
    for guideline in Guideline.objects.filter(edition=french):
        Guideline.objects.filter(pk=guideline.pk).update(statement_ar="نص", title_ar="عنوان")
    french.languages.filter(language="ar").update(released_at=french.published_at, released_by=editor)
    cell = '<div class="beside__cell" lang="ar" dir="rtl"><p>نص</p></div>'
    english = '<div class="beside__cell" lang="en" dir="ltr"><p>Strategy 1 is stated.</p></div>'
    page = read(client, f"{BASE}2/?with=ar")
    assert page.index(english) < page.index(cell)
    page = read(client, f"{BASE}2/?with=en".replace("/en/", "/ar/"))
    assert page.index(cell) < page.index(english)


def test_rows_meet_point_by_point_and_paragraph_by_paragraph(client_of, anna, french):
    Guideline.objects.filter(edition=french, number=2).update(
        rationale_en="One.\n\nTwo.", rationale_fr="Un.\n\nDeux.\n\nTrois."
    )
    (group,) = client_of(anna).get(f"{BASE}2/?with=fr").context["groups"]
    assert rows_of(group) == [
        ("statement", "Strategy 1 is stated.", f"Strategy 1 is stated. {FRENCH_WORD}"),
        ("text", "One.", "Un."),
        ("text", "Two.", "Deux."),
        ("text", "", "Trois."),
        ("label", "Structure", f"Structure {FRENCH_WORD}"),
        ("point", f"{MEMBER_WORD} structure", f"{MEMBER_WORD} structure {FRENCH_WORD}"),
        ("label", "Mechanism", f"Mechanism {FRENCH_WORD}"),
        ("point", f"{MEMBER_WORD} mechanism", f"{MEMBER_WORD} mechanism {FRENCH_WORD}"),
        ("references",),
        ("reference", "A standard", f"A standard {FRENCH_WORD}"),
    ]


@pytest.mark.parametrize("path", PAGES)
def test_a_visitor_reads_no_point_and_a_member_does(path, client, client_of, anna, otto, french):
    for reader in (client, client_of(otto)):
        page = read(reader, f"{path}?with=fr")
        assert MEMBER_WORD not in page
        assert "1 point for members" in page
    assert MEMBER_WORD in read(client_of(anna), f"{path}?with=fr")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["fr", "de", "xx", "en-gb", "<b>"])
def test_what_is_not_released_is_not_there(path, language, client, client_of, anna, published):
    for reader in (client, client_of(anna)):
        assert reader.get(path, {"with": language}).status_code == 404


@pytest.mark.parametrize("path", PAGES)
def test_nothing_or_the_language_of_the_page_is_the_plain_page(path, client, french):
    for key in ("", "en"):
        answer = client.get(path, {"with": key})
        assert answer.status_code == 200
        assert answer.context.get("heads") is None


def test_a_page_that_falls_back_is_read_in_english_with_another_beside(client, french):
    page = read(client, f"{BASE}2/?with=fr".replace("/en/", "/de/"))
    assert "notice--language" in page
    assert '<div class="beside__cell" lang="en" dir="ltr"><p>Strategy 1 is stated.</p></div>' in page
    assert client.get(f"{BASE}2/?with=en".replace("/en/", "/de/")).context.get("heads") is None


@pytest.mark.parametrize("path", PAGES)
def test_the_choice_names_what_this_reader_may_read(path, client, client_of, translator, published, editor):
    assert client.get(path).context["choice"] == []
    actions.release_language(published, language="fr", by=editor)
    assert [entry["lang"] for entry in client.get(path).context["choice"]] == ["fr"]
    assert [entry["url"] for entry in client.get(path).context["choice"]] == [f"{path}?with=fr"]
    assert len(client_of(translator).get(path).context["choice"]) == 6
    page = read(client, f"{path}?with=fr")
    assert f'<a class="small" href="{path}">One language only</a>' in page


def test_those_who_work_on_it_are_told_what_is_missing(client_of, translator, published):
    Guideline.objects.filter(edition=published, number=2).update(statement_fr="", rationale_fr="")
    page = read(client_of(translator), f"{BASE}2/?with=fr")
    assert page.count("Not translated yet") == 2
    assert page.count("Strategy 1 is stated.") == 1


@pytest.mark.parametrize("path", PAGES)
def test_search_engines_are_sent_to_the_plain_page(path, client, french):
    page = read(client, f"{path}?with=fr")
    assert '<meta name="robots" content="noindex">' in page
    assert re.findall(r'rel="canonical" href="[^"/]*//[^/"]+([^"]+)"', page) == [path]
    assert 'hreflang="de" href="http' not in page
    assert "noindex" not in read(client, path)
    assert f'href="{path}?with=fr" rel="nofollow"' in read(client, path)


def test_the_way_on_keeps_both_languages(client, french):
    context = client.get(f"{BASE}2/?with=fr").context
    assert context["previous"]["url"] == f"{BASE}1/?with=fr"
    assert context["next"]["url"] == f"{BASE}3/?with=fr"


def test_a_part_names_the_sections_within_it_and_a_section_only_itself(client, french):
    def opened(path):
        groups = client.get(path, {"with": "fr"}).context
        return [o.code for g in groups["groups"] for o in g.opens if o.depth >= groups["depth"]]

    assert [opened(path) for path in PAGES] == [[], ["A.1", "A.2"], [], ["A", "A.1", "A.2"]]


def test_a_draft_has_none(client, draft):
    for path in PAGES:
        assert client.get(path, {"with": "en"}).status_code == 404


def test_a_visitor_s_page_holds_no_token(client, french):
    for path in PAGES:
        answer = client.get(path, {"with": "fr"})
        assert not answer.cookies
        assert "csrf" not in answer.content.decode().lower()


def test_a_reference_links_on_both_sides(client, french):
    Reference.objects.filter(guideline__number=2).update(url="https://example.org/c102")
    assert read(client, f"{BASE}2/?with=fr").count('<a href="https://example.org/c102" rel="external noopener">') == 2


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("path", "queries"), [("1/", 18), ("A/", 20), ("whole/", 20)])
def test_it_costs_the_same_for_any_length(path, queries, count, client, draft, editor, django_assert_num_queries):
    section = draft.sections.get(title_en="People")
    for number in range(count):
        add_guideline(section, f"More {number}", by=editor)
    edition = actions.publish_edition(approve(draft, by=editor), by=editor)
    actions.release_language(edition, language="fr", by=editor)
    client.get(f"{BASE}{path}?with=fr")
    with django_assert_num_queries(queries):
        assert client.get(f"{BASE}{path}?with=fr").status_code == 200
