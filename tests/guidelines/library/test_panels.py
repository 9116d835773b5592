"""What refers to a guideline stands beside it: released, published, and once."""

import pytest

from guidelines.library import actions
from guidelines.library.models import CrossReference, Guideline
from guidelines.library.panels import MOST
from tests.guidelines.library.conftest import FRENCH_WORD, add_guideline, approve, publish_next, write

PAGE = "/en/guidelines/gov/e2026/2/"
HEADING = "Guidelines that refer to this one"


@pytest.fixture
def elsewhere(editor):
    return actions.publish_edition(approve(write(editor, code="SQ"), by=editor), by=editor)


def refer(guideline, to):
    CrossReference.objects.create(guideline=guideline, to=to)


def panel(client, path=PAGE):
    page = client.get(path).content.decode()
    return page.partition(HEADING)[2].partition("</section>")[0]


def test_nothing_refers_to_it_and_nothing_is_said(client, published):
    assert HEADING not in client.get(PAGE).content.decode()


def test_what_refers_to_it_is_named_from_its_own_set_and_from_others(client, published, elsewhere):
    target = published.guidelines.get(number=2)
    refer(published.guidelines.get(number=3), target)
    refer(elsewhere.guidelines.get(number=1), target)
    shown = panel(client)
    assert "/en/guidelines/gov/e2026/3/" in shown
    assert "/en/guidelines/sq/e2026/1/" in shown
    assert "Strategy 0" in shown


def test_what_it_refers_to_itself_is_not_named_twice(client, published):
    target, other = published.guidelines.get(number=2), published.guidelines.get(number=3)
    refer(other, target)
    refer(target, other)
    assert HEADING not in client.get(PAGE).content.decode()


def test_neither_a_draft_nor_an_old_edition_of_another_set_is(client, client_of, editor, published, elsewhere):
    target = published.guidelines.get(number=2)
    draft = write(editor, code="NEW")
    refer(draft.guidelines.first(), target)
    refer(elsewhere.guidelines.get(number=1), target)
    next_one = actions.next_edition(elsewhere, year=2030, by=editor)
    CrossReference.objects.filter(guideline__edition=next_one).delete()
    actions.confirm_rows(actions.propose_mapping(next_one, by=editor), by=editor)
    actions.publish_edition(approve(actions.draft_edition(next_one, by=editor), by=editor), by=editor)
    for reader in (client, client_of(editor)):
        assert HEADING not in reader.get(PAGE).content.decode()


def test_an_old_edition_still_names_its_own(client, published, editor):
    refer(published.guidelines.get(number=3), published.guidelines.get(number=2))
    publish_next(2030, by=editor)
    assert "/en/guidelines/gov/e2026/3/" in panel(client)


def test_a_title_in_a_language_that_is_not_released_is_not_shown(client, published, elsewhere, editor):
    refer(elsewhere.guidelines.get(number=1), published.guidelines.get(number=2))
    actions.release_language(published, language="fr", by=editor)
    page = client.get(PAGE.replace("/en/", "/fr/")).content.decode()
    assert f"Strategy 0 {FRENCH_WORD}" not in page.partition("SQ-1")[2].partition("</section>")[0]
    actions.release_language(elsewhere, language="fr", by=editor)
    page = client.get(PAGE.replace("/en/", "/fr/")).content.decode()
    assert f"Strategy 0 {FRENCH_WORD}" in page.partition("SQ-1")[2].partition("</section>")[0]


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_for_any_number_and_names_so_many(count, draft, editor, client, django_assert_num_queries):
    for number in range(count):
        add_guideline(draft.sections.get(title_en="People"), f"More {number}", by=editor)
    edition = actions.publish_edition(approve(draft, by=editor), by=editor)
    target = edition.guidelines.get(number=2)
    for guideline in Guideline.objects.filter(edition=edition, title_en__startswith="More"):
        refer(guideline, target)
    client.get(PAGE)
    with django_assert_num_queries(16):
        assert panel(client).count("<li>") == min(count, MOST)
