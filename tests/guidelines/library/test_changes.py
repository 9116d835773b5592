"""What readers are told about the last edition: kind, the old guideline, the words that differ."""

import re

import pytest

from guidelines.library import actions
from guidelines.library.models import BlockKind, Guideline, Point
from portal.translations.models import TranslationState
from tests.guidelines.library.conftest import FRENCH_WORD, MEMBER_WORD, add_guideline, approve, follow, write
from tests.guidelines.library.reading import read

CHANGES = "/en/guidelines/gov/e2030/changes/"
REWORDED = "/en/guidelines/gov/e2030/1/"


def test_a_guideline_says_what_became_of_it_and_leads_to_the_old_one(changed, client):
    page = read(client, REWORDED)
    assert "What changed since edition 2026" in page
    assert "reworded" in page
    assert 'href="/en/guidelines/gov/e2026/1/"' in page
    assert "removed: </span>stated<" in page
    assert "added: </span>decided<" in page


def test_a_split_names_all_that_it_became(changed, client):
    (change,) = client.get("/en/guidelines/gov/e2030/3/").context["changes"].changes
    assert (change.kind, [line.code for line in change.old], [line.code for line in change.new]) == (
        "split",
        ["GOV-2"],
        ["GOV-2", "GOV-3"],
    )


def test_the_difference_of_points_for_members_is_for_members(changed, client, client_of, anna):
    labels = [
        [str(label) for label, _difference in reader.get(REWORDED).context["changes"].changes[0].parts]
        for reader in (client, client_of(anna))
    ]
    assert labels == [["Statement"], ["Statement", "Structure"]]
    for path in (REWORDED, CHANGES):
        assert MEMBER_WORD not in read(client, path)
    assert MEMBER_WORD in read(client_of(anna), CHANGES)


def test_a_block_that_is_open_in_one_edition_only_is_not_compared(changed, published, client):
    BlockKind.objects.filter(edition=changed, code="structure").update(is_public=True)
    labels = [str(label) for label, _difference in client.get(REWORDED).context["changes"].changes[0].parts]
    assert labels == ["Statement"]


def test_the_whole_edition_as_one_document(changed, client):
    changes = client.get(CHANGES).context["changes"]
    assert [(change.kind, change.anchor) for change in changes.changes] == [
        ("reworded", "GOV-1"),
        ("split", "GOV-2"),
        ("dropped", "dropped-GOV-3"),
    ]
    assert [(str(word), count) for word, count in changes.counts] == [("reworded", 1), ("split", 1), ("dropped", 1)]
    assert CHANGES in read(client, "/en/guidelines/gov/e2030/")


def test_texts_are_compared_in_a_language_that_both_editions_have(changed, published, editor, client):
    path = REWORDED.replace("/en/", "/fr/")
    assert {change.lang for _label, change in client.get(path).context["changes"].changes[0].parts} == {"en"}
    # Whoever translates has looked at what was reworded.
    TranslationState.objects.filter(language="fr", status="stale").update(status="human")
    actions.release_language(changed, language="fr", by=editor)
    page = read(client, path)
    assert {change.lang for _label, change in client.get(path).context["changes"].changes[0].parts} == {"en"}
    actions.release_language(published, language="fr", by=editor)
    assert {change.lang for _label, change in client.get(path).context["changes"].changes[0].parts} == {"fr"}
    assert FRENCH_WORD in page


@pytest.mark.parametrize("path", ["/en/guidelines/gov/e2026/changes/", "/en/guidelines/gov/e2031/changes/"])
def test_a_first_edition_and_one_that_is_not_there_have_no_such_page(path, changed, client):
    assert client.get(path).status_code == 404


def test_a_draft_tells_nothing_yet(published, editor, client_of):
    actions.next_edition(published, year=2030, by=editor)
    client = client_of(editor)
    assert client.get(CHANGES).status_code == 404
    assert "What changed" not in read(client, REWORDED)


@pytest.mark.parametrize("guidelines", [1, 30])
@pytest.mark.parametrize(("path", "queries"), [(CHANGES, 25), (REWORDED, 30)])
def test_changes_cost_the_same_for_any_length(path, queries, guidelines, client, editor, django_assert_num_queries):
    old = write(editor)
    for number in range(guidelines - 1):
        add_guideline(old.sections.last(), f"More {number}", by=editor)
    actions.publish_edition(approve(old, by=editor), by=editor)
    edition = actions.draft_edition(actions.next_edition(old, year=2030, by=editor), by=editor)
    Guideline.objects.filter(edition=edition).update(statement_en="Quite other words.")
    Point.objects.filter(guideline__edition=edition).update(text_en="Another point.")
    follow(edition, by=editor)
    actions.publish_edition(approve(edition, by=editor), by=editor)
    client.get(path)
    with django_assert_num_queries(queries):
        read(client, path)


def test_an_edition_is_compared_with_any_earlier_one(changed_again, client):
    path = "/en/guidelines/gov/e2034/changes/"
    kinds = [(change.kind, change.anchor) for change in client.get(path).context["changes"].changes]
    assert kinds == [("reworded", "GOV-1"), ("unchanged", "GOV-2"), ("unchanged", "GOV-3")]
    answer = client.get(f"{path}?since=2026")
    changes = answer.context["changes"]
    assert [(change.kind, change.anchor) for change in changes.changes] == [
        ("reworded", "GOV-1"),
        ("split", "GOV-2"),
        ("dropped", "dropped-GOV-3"),
    ]
    labels = [str(label) for label, _difference in changes.changes[0].parts]
    assert labels == ["Statement", "Why it matters"]
    page = answer.content.decode()
    assert f'href="{path}?since=2026" rel="nofollow" aria-current="true"' in page
    assert f'href="{path}" rel="nofollow"' in page
    assert MEMBER_WORD not in page
    assert re.search(rf'rel="canonical" href="[^"?]*{path}"', page)
    assert client.get(f"{path}?since=2030").context["changes"].old_edition.year == 2030


@pytest.mark.parametrize("since", ["2034", "2035", "1999", "x", "02026", "٢٠٢٦"])
def test_an_edition_that_is_none_of_the_earlier_ones_is_not_there(since, changed_again, client):
    assert client.get("/en/guidelines/gov/e2034/changes/", {"since": since}).status_code == 404
