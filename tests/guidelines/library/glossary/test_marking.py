"""At the word: readers find a term of the glossary marked where it first stands in a guideline, and explained beside it."""

import re

import pytest

from guidelines.library import actions
from guidelines.library.glossary.marking import Glossary
from guidelines.library.models import Guideline, GuidelineSet
from guidelines.library.text import Block, Passage
from portal.languages import Text
from tests.guidelines.library.conftest import MEMBER_WORD, add_guideline, approve
from tests.guidelines.library.glossary.conftest import term

GUIDELINE = "/en/guidelines/gov/e2026/1/"
WHOLE = "/en/guidelines/gov/e2026/whole/"


def passage(statement, rationale="", points=(), lang="en"):
    texts = [Text(point, lang, lang) for point in points]
    block = Block("structure", Text("S", "en"), Text("", "en"), len(texts), texts, is_open=True)
    return Passage(None, None, None, Text(statement, lang, lang), Text(rationale, lang, lang), [block], [], [])


def words(html):
    return re.findall(r'<a class="term"[^>]*>(.*?)</a>', str(html))


def plain(html):
    return re.sub(r"<[^>]+>", "", str(html))


@pytest.mark.django_db
def test_the_first_place_in_a_guideline_is_marked_and_no_other(editor):
    benefit = term(editor, "benefit", definition="What is paid.")
    glossary = Glossary(None, "en")
    found = glossary.mark(passage("Benefits.", "A benefit.\n\nAnd a benefit.", ["Benefit"]))
    again = glossary.mark(passage("None.", "One.\n\nA benefit and a benefit."))
    assert words(found.statement.html) == ["Benefits"]
    assert [words(part.html) for part in found.rationale.paragraphs()] == [[], []]
    assert words(found.blocks[0].points[0].html) == []
    assert [words(part.html) for part in again.rationale.paragraphs()] == [[], ["benefit"]]
    assert [(one.anchor, one.definition.value) for one in glossary.used] == [(benefit.anchor, "What is paid.")]


@pytest.mark.django_db
def test_what_a_text_says_is_never_markup(editor):
    term(editor, "<b>", definition="x")
    term(editor, 'a"b')
    text = "<script>alert(1)</script> & <b> a\"b 'x'"
    found = Glossary(None, "en").mark(passage(text)).statement
    assert "<script>" not in found.html
    assert "<b>" not in found.html
    assert len(words(found.html)) == 2
    assert plain(found.html) == "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt; a&quot;b &#x27;x&#x27;"
    assert (found.value, found.lang) == (text, "en")


@pytest.mark.django_db
def test_a_text_in_another_language_is_searched_for_the_words_of_that_language(editor):
    term(editor, "benefit", fr="prestation", definition="Paid.", fr_definition="Versée.")
    glossary = Glossary(None, "fr")
    assert words(glossary.mark(passage("La prestation, the benefit", lang="fr")).statement.html) == ["prestation"]
    assert words(glossary.mark(passage("La prestation, the benefit", lang="en")).statement.html) == ["benefit"]
    assert [str(one.definition) for one in glossary.used] == ["Versée."]


@pytest.mark.django_db
def test_the_term_of_a_set_comes_before_the_general_one_and_stays_within_its_set(editor):
    gov, other = (GuidelineSet.objects.create(code=code, title_en=code) for code in ("GOV", "ADM"))
    term(editor, "benefit", definition="General.")
    term(editor, "benefit", definition="Own.", set=gov)
    term(editor, "payment", definition="Own.", set=gov)
    said = []
    for guideline_set in (gov, other):
        glossary = Glossary(guideline_set, "en")
        glossary.mark(passage("A benefit, a payment."))
        said.append([one.definition.value for one in glossary.used])
    assert said == [["Own.", "Own."], ["General."]]


def test_the_page_of_a_guideline_marks_a_word_and_explains_it(client, published, editor):
    stated = term(editor, "stated", definition="Said <aloud>.")
    unused = term(editor, "unheard", definition="Nowhere.")
    page = client.get(GUIDELINE).content.decode()
    assert f'<a class="term" href="/en/guidelines/glossary/#{stated.anchor}"' in page
    assert f'aria-describedby="{stated.anchor}-definition">stated</a>' in page
    assert f'<dd id="{stated.anchor}-definition">Said &lt;aloud&gt;.</dd>' in page
    assert unused.anchor not in page


def test_the_whole_set_marks_each_guideline_and_explains_once(client, published, editor):
    stated = term(editor, "stated", definition="Said.")
    page = client.get(WHOLE).content.decode()
    assert words(page) == ["stated"] * 3
    assert page.count(f'id="{stated.anchor}-definition"') == 1


def test_a_term_in_a_locked_block_is_neither_marked_nor_explained(client, client_of, anna, published, editor):
    locked = term(editor, MEMBER_WORD, definition="A word.")
    assert locked.anchor not in client.get(GUIDELINE).content.decode()
    assert locked.anchor in client_of(anna).get(GUIDELINE).content.decode()


def test_a_retired_term_is_not_marked(client, published, editor):
    stated = term(editor, "stated", definition="Said.")
    actions.retire_term(stated, by=editor)
    assert stated.anchor not in client.get(GUIDELINE).content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_pages_cost_one_query_for_any_number_of_terms(count, client, draft, editor, django_assert_num_queries):
    for number in range(count):
        term(editor, f"stated {number}")
        add_guideline(draft.sections.get(title_en="People"), f"It is stated {number}", by=editor)
    actions.publish_edition(approve(draft, by=editor), by=editor)
    assert Guideline.objects.count() == count + 3
    with django_assert_num_queries(15):
        client.get(GUIDELINE)
    with django_assert_num_queries(13):
        client.get(WHOLE)
