"""Reading pages: what each reader sees, at which address, for how many queries."""

import re
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from crm.governance.models import Commission
from guidelines.library import actions
from guidelines.library.citations import citations
from guidelines.library.models import BlockKind, CrossReference, Reference
from portal import clock
from portal.languages import Text
from tests.factories import GuidelineSetFactory
from tests.guidelines.library.conftest import (
    FRENCH_WORD,
    MEMBER_WORD,
    add_guideline,
    approve,
    propose,
    publish_next,
    write,
)
from tests.guidelines.library.reading import read

GUIDELINE = "/en/guidelines/gov/e2026/2/"
PAGES = ["/en/guidelines/gov/e2026/", GUIDELINE, "/en/guidelines/gov/e2026/whole/"]
TEXTS = PAGES[1:]


@pytest.mark.parametrize("path", PAGES)
def test_a_visitor_never_sees_the_points(path, client, published):
    assert MEMBER_WORD not in read(client, path)


@pytest.mark.parametrize("path", TEXTS)
def test_a_visitor_sees_that_they_exist_and_what_they_hold(path, client, published):
    page = read(client, path)
    assert "Structure" in page
    assert "1 point for members" in page


def test_a_visitor_is_told_how_to_get_access(client, published):
    page = read(client, GUIDELINE)
    assert "Who is there." in page
    assert f"{reverse('account_login')}?next=" in page
    assert reverse("accounts:request") in page


@pytest.mark.parametrize("path", TEXTS)
@pytest.mark.parametrize("name", ["anna", "carl", "ben", "ada", "cleo", "rita"])
def test_members_and_staff_who_may_see_the_points(path, name, people, client_of, published):
    assert MEMBER_WORD in read(client_of(people[name]), path)


@pytest.mark.parametrize("path", PAGES)
def test_an_ex_colleague_sees_none(path, otto, client_of, published):
    assert MEMBER_WORD not in read(client_of(otto), path)


def test_a_public_block_is_for_everybody(client, published):
    BlockKind.objects.filter(edition=published, code="structure").update(is_public=True)
    page = read(client, GUIDELINE)
    assert f"{MEMBER_WORD} structure" in page
    assert f"{MEMBER_WORD} mechanism" not in page


@pytest.mark.parametrize("path", PAGES)
def test_a_language_that_is_not_released_is_never_shown(path, client, client_of, anna, published):
    french = path.replace("/en/", "/fr/")
    for reader in (client, client_of(anna)):
        page = read(reader, french)
        assert FRENCH_WORD not in page.split("<main")[1].replace(f"Steering {FRENCH_WORD}", "").replace(
            f"How to. {FRENCH_WORD}", ""
        )
        assert "notice--language" in page
        assert 'lang="en" dir="ltr"' in page


@pytest.mark.parametrize("path", PAGES)
def test_a_released_language_is(path, client, published, editor):
    actions.release_language(published, language="fr", by=editor)
    page = read(client, path.replace("/en/", "/fr/"))
    assert FRENCH_WORD in page
    assert "notice--language" not in page


def test_search_engines_hear_of_released_languages_only(client, published, editor):
    actions.release_language(published, language="fr", by=editor)
    page = read(client, GUIDELINE)
    assert re.findall(r'rel="alternate" hreflang="([^"]+)"', page) == ["en", "fr"]
    german = read(client, GUIDELINE.replace("/en/", "/de/"))
    assert re.findall(r'rel="canonical" href="[^"]*(/en/[^"]+)"', german) == [GUIDELINE]


def test_those_who_work_on_it_see_a_language_before_its_release(client_of, translator, published):
    page = read(client_of(translator), GUIDELINE.replace("/en/", "/fr/"))
    assert f"Strategy 1 {FRENCH_WORD}" in page


def test_a_draft_is_not_there_for_the_public(client, client_of, anna, editor, draft):
    for path in PAGES:
        assert client.get(path).status_code == 404
        assert client_of(anna).get(path).status_code == 404
        assert client_of(editor).get(path).status_code == 200


def test_the_short_address_leads_to_the_edition_in_force(client, published):
    assert client.get("/en/guidelines/gov/2/").headers["Location"] == GUIDELINE
    assert client.get("/fr/guidelines/gov/").headers["Location"] == "/fr/guidelines/gov/e2026/"


@pytest.mark.parametrize(
    "path",
    ["gov/e2026/4/", "gov/e2026/0/", "gov/e2026/02/", "gov/e2025/1/", "gov/e02026/1/", "gov/4/", "nix/", "nix/1/",
     "nix/e2026/", "gov/e2026/1/x/", "gov/e2026/xx.pdf", "gov/e2026/fr.pdf", "gov/e2026/-1/", "gov/e2026/99999/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(path, client, published):
    assert client.get(f"/en/guidelines/{path}").status_code == 404


def test_capitals_lead_to_the_one_spelling(client, published):
    answer = client.get("/en/guidelines/GOV/e2026/2/")
    assert (answer.status_code, answer.headers["Location"]) == (301, GUIDELINE)


def test_a_superseded_edition_keeps_its_address_and_names_its_successor(client, published, editor):
    publish_next(2030, by=editor)
    page = read(client, GUIDELINE)
    assert "/en/guidelines/gov/e2030/" in page
    assert client.get("/en/guidelines/gov/2/").headers["Location"] == "/en/guidelines/gov/e2030/2/"


def test_the_guideline_page_has_its_way_round(client, published):
    page = read(client, GUIDELINE)
    assert 'rel="prev"' in page
    assert 'rel="next"' in page
    assert 'data-value="http://testserver/en/guidelines/gov/e2026/2/"' in page
    assert "GOV-2: Strategy 1" in page


def test_the_list_tells_what_is_in_force_proposed_and_announced(client, published, editor):
    GuidelineSetFactory(code="LATER", title_en="Later on")
    propose(editor, code="IDEA")
    context = client.get("/en/guidelines/").context
    assert [line["code"] for line in context["published"]] == ["GOV"]
    assert [line["code"] for line in context["proposed"]] == ["IDEA"]
    assert [line["code"] for line in context["announced"]] == ["LATER"]
    assert client.get("/en/guidelines/later/").status_code == 200


@pytest.mark.parametrize("path", ["/en/guidelines/", *PAGES])
def test_public_pages_set_no_cookie_and_vary_little(path, client, published):
    answer = client.get(path)
    assert not answer.cookies
    assert set(answer.headers.get("Vary", "").split(", ")) <= {"", "Cookie", "Accept-Encoding"}
    assert "csrf" not in answer.content.decode().lower()


@pytest.mark.parametrize("guidelines", [1, 30])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/en/guidelines/", 3),
        ("/en/guidelines/gov/e2026/", 9),
        ("/en/guidelines/gov/e2026/1/", 15),
        ("/en/guidelines/gov/e2026/whole/", 13),
    ],
)
def test_a_page_costs_the_same_for_any_length(path, queries, guidelines, client, editor, django_assert_num_queries):
    edition = write(editor)
    section = edition.sections.order_by("position").last()
    for number in range(guidelines - 1):
        add_guideline(section, f"More {number}", by=editor)
    actions.publish_edition(approve(edition, by=editor), by=editor)
    client.get(path)
    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 200


def test_a_member_s_guideline_page_stays_cheap(client_of, anna, published, django_assert_max_num_queries):
    """Fifteen of them are the page's; the others are the session, our roles, the to-dos, our last answer and the foot."""
    client = client_of(anna)
    client.get(GUIDELINE)
    with django_assert_max_num_queries(24):
        client.get(GUIDELINE)


def test_texts_are_read_in_the_language_of_the_address(client, published, editor):
    actions.release_language(published, language="fr", by=editor)
    with translation.override("de"):
        assert FRENCH_WORD in read(client, GUIDELINE.replace("/en/", "/fr/"))


@pytest.mark.parametrize("path", [PAGES[0], "/en/guidelines/sq/"])
def test_only_those_who_work_on_a_draft_find_it_listed(path, client, client_of, anna, otto, editor, published):
    """Beside the edition in force, and on the page of a set that has none."""
    write(editor, year=2030)
    write(editor, year=2030, code="SQ")
    for reader in (client, client_of(anna), client_of(otto)):
        assert "e2030" not in read(reader, path)
    page = read(client_of(editor), path)
    assert page.count("/e2030/") == 1
    assert "Edition 2030" in page


def test_other_public_editions_are_listed_for_everybody(client, published, editor):
    publish_next(2030, by=editor)
    others = client.get("/en/guidelines/gov/e2030/").context["others"]
    assert [edition.year for edition in others] == [2026]


@pytest.mark.parametrize("guidelines", [1, 30])
def test_a_member_s_guideline_page_costs_the_same_for_any_length(
    guidelines, client_of, anna, editor, django_assert_num_queries
):
    edition = write(editor)
    section = edition.sections.order_by("position").last()
    for number in range(guidelines - 1):
        add_guideline(section, f"More {number}", by=editor)
    actions.publish_edition(approve(edition, by=editor), by=editor)
    client = client_of(anna)
    client.get(GUIDELINE)
    with django_assert_num_queries(24):
        assert MEMBER_WORD in read(client, GUIDELINE)


@pytest.fixture
def connected(approved, editor):
    """Publish GOV, whose second guideline rests on a standard and refers to GOV-3 and to SQ-1."""
    elsewhere = write(editor, code="SQ")
    actions.publish_edition(approve(elsewhere, by=editor), by=editor)
    edition = actions.publish_edition(approved, by=editor)
    referring = edition.guidelines.get(number=2)
    for position, to in enumerate([edition.guidelines.get(number=3), elsewhere.guidelines.get(number=1)]):
        CrossReference.objects.create(guideline=referring, to=to, position=position)
    Reference.objects.filter(guideline=referring).update(text_en="Convention 102", url="https://example.org/c102")
    return edition


def test_the_page_of_a_guideline_names_what_it_rests_on_and_refers_to(client, connected):
    page = re.sub(r"\s*(<|>)\s*", r"\1", read(client, GUIDELINE))
    assert '<a href="https://example.org/c102" rel="external noopener">Convention 102</a>' in page
    for code, title, url in (
        ("GOV-3", "People 0", "/en/guidelines/gov/e2026/3/"),
        ("SQ-1", "Strategy 0", "/en/guidelines/sq/e2026/1/"),
    ):
        assert f'<a href="{url}"><bdi class="code">{code}</bdi><span>{title}</span></a>' in page
    assert [item["url"] for item in client.get(GUIDELINE).context["contents"][0]["items"]][-2:] == [
        "#references",
        "#see-also",
    ]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/c102", "data:text/html,x", "//example.org"])
@pytest.mark.parametrize("path", [*TEXTS, "/en/guidelines/gov/e2026/A.1/"])
def test_an_address_that_browsers_should_not_follow_is_no_link(path, url, client, connected):
    Reference.objects.filter(guideline__number=2).update(url=url)
    page = read(client, path)
    assert "<li><span>Convention 102</span></li>" in re.sub(r"\s*(<|>)\s*", r"\1", page)
    assert url not in page


def test_such_an_address_is_not_taken(draft, editor):
    guideline = draft.guidelines.first()
    for url in ("javascript:alert(1)", "ftp://example.org/c102"):
        reference = guideline.references.get()
        reference.url = url
        guideline.references = [reference]
        with pytest.raises(ValidationError):
            actions.save_guideline(guideline, by=editor)


@pytest.mark.parametrize("count", [1, 12])
def test_references_to_other_editions_cost_the_same_for_any_number(
    count, client, editor, published, django_assert_num_queries
):
    referring = published.guidelines.get(number=2)
    for number in range(count):
        elsewhere = actions.publish_edition(approve(write(editor, code=f"S{number}"), by=editor), by=editor)
        CrossReference.objects.create(guideline=referring, to=elsewhere.guidelines.get(number=1))
    client.get(GUIDELINE)
    with django_assert_num_queries(16):
        assert client.get(GUIDELINE).content.decode().count("Strategy 0</span>") >= count


def test_the_whole_set_names_them_too_and_stays_on_its_page_where_it_can(client, connected):
    page = read(client, PAGES[2])
    assert '<a href="https://example.org/c102" rel="external noopener">Convention 102</a>' in page
    assert '<a href="#GOV-3"><bdi class="code">GOV-3</bdi></a>' in page
    assert '<a href="/en/guidelines/sq/e2026/1/"><bdi class="code">SQ-1</bdi></a>' in page


def test_the_edition_names_the_commission_that_looks_after_it(client, published):
    published.commission = Commission.objects.create(code="ict", name_en="Commission on Technology")
    published.save()
    assert "Commission on Technology" in read(client, PAGES[0])


@pytest.mark.parametrize(
    ("code", "shown"), [("A", ["Strategy 0", "Strategy 1", "People 0"]), ("A.2", ["People 0"]), ("B", None)]
)
def test_a_part_or_section_has_a_page_of_its_own(published, client, code, shown):
    answer = client.get(f"/en/guidelines/gov/e2026/{code}/")
    assert answer.status_code == (404 if shown is None else 200)
    if shown:
        assert [str(passage.line.title) for passage in answer.context["passages"]] == shown
        assert MEMBER_WORD not in answer.content.decode()
        assert "UNDEFINED(" not in answer.content.decode()


def test_a_part_of_a_draft_is_not_there(draft, client):
    assert client.get("/en/guidelines/gov/e2026/A/").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_a_part_costs_the_same_for_any_number(draft, editor, client, count, django_assert_num_queries):
    for number in range(count):
        add_guideline(draft.sections.get(title_en="People"), f"More {number}", by=editor)
    actions.publish_edition(approve(draft, by=editor), by=editor)
    client.get("/en/guidelines/gov/e2026/A.2/")
    with django_assert_num_queries(15):
        client.get("/en/guidelines/gov/e2026/A.2/")


def test_a_guideline_is_cited_in_four_styles(published, client):
    with clock.set_to(datetime(2026, 11, 12, 12, tzinfo=UTC)):
        citations = client.get("/en/guidelines/gov/e2026/2/").context["citations"]
    address = "http://testserver/en/guidelines/gov/e2026/2/"
    author = "Social Security Portal"
    assert {citation.style: citation.text for citation in citations} == {
        "APA": f"{author}. (2026). GOV-2: Strategy 1. In Steering (edition 2026). {address}",
        "Chicago": f"{author}. “GOV-2: Strategy 1.” In Steering, edition 2026. {address}.",
        "ISO 690": f"{author.upper()}. GOV-2: Strategy 1. In: Steering [online]. 2026 "
        f"[viewed 12 November 2026]. {address}",
        "BibTeX": f"@incollection{{gov-2-2026, author = {{{{{author}}}}}, title = {{GOV-2: Strategy 1}}, "
        f"booktitle = {{Steering}}, year = {{2026}}, url = {{{address}}}, urldate = {{2026-11-12}}}}",
    }


@pytest.mark.parametrize(
    ("page", "cited", "words"),
    [
        ("en", "ar", ["في: Steering (طبعة 2026)", "في: Steering، طبعة 2026", "[اطُّلع عليه في 12 نوفمبر 2026]"]),
        ("ar", "en", ["In Steering (edition 2026)", "In Steering, edition 2026", "[viewed 12 November 2026]"]),
    ],
)
def test_a_citation_is_in_the_language_of_the_text(page, cited, words, draft):
    address = f"http://testserver/{page}/guidelines/gov/e2026/2/"
    with clock.set_to(datetime(2026, 11, 12, 12, tzinfo=UTC)), translation.override(page):
        found = citations(draft, code="GOV-2", title=Text("العنوان", cited), address=address)
    *texts, bibtex = found
    assert [word in citation.text for word, citation in zip(words, texts, strict=True)] == [True] * 3
    assert {(one.lang, one.dir) for one in texts} == {(cited, "rtl" if cited == "ar" else "ltr")}
    assert (bibtex.style, bibtex.dir) == ("BibTeX", "ltr")
    kept = f"\u2068{address}\u2069" if cited == "ar" else address
    assert all(kept in one.shown and address in one.text and "\u2068" not in one.text for one in found)
