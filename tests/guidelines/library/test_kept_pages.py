"""Visitors are given kept pages, and what an action changes is on the next one, whichever process is asked."""

from datetime import timedelta

import pytest
from django.db import transaction

from guidelines.library import actions
from guidelines.library.models import Term
from portal import clock
from tests.guidelines.library.conftest import correct, publish_next, say

EDITION = "/en/guidelines/gov/e2026/"


@pytest.fixture
def consulted_on(published, editor):
    """A draft of the next edition on which members are consulted."""
    draft = actions.draft_edition(actions.next_edition(published, year=2030, by=editor), by=editor)
    actions.review_edition(draft, by=editor)
    return actions.consult_edition(draft, ends_on=clock.today() + timedelta(days=30), by=editor)


@pytest.fixture
def in_each(client, processes):
    """Return a function that reads a page in two processes: kept beforehand, and then once as it is now."""

    def keep(path):
        for name in ("first", "second"):
            processes.read(client, path, process=name)
            assert len(processes.store) in {0, 1}  # none where there is no such page yet

    def read(path):
        found = []
        for name in ("first", "second"):
            processes.choose(name)
            answer = client.get(path)
            found.append(answer.content.decode() if answer.status_code == 200 else answer.status_code)
        assert found[0] == found[1]
        return found[0]

    read.keep = keep
    return read


def test_an_edition_is_there_once_it_is_published(in_each, processes, approved, editor):
    in_each.keep("/en/guidelines/")
    assert "edition 2026" not in in_each("/en/guidelines/")
    assert in_each(EDITION) == 404
    with processes.committed():
        actions.publish_edition(approved, by=editor)
    assert "edition 2026" in in_each("/en/guidelines/")
    assert "Strategy 0" in in_each(EDITION)


def test_a_superseded_edition_says_so_at_once(in_each, processes, published, editor):
    in_each.keep(f"{EDITION}1/")
    with processes.committed():
        publish_next(2030, by=editor)
    assert "/en/guidelines/gov/e2030/" in in_each(f"{EDITION}1/")


def test_an_erratum_is_read_at_once(in_each, processes, guideline, editor):
    in_each.keep(f"{EDITION}1/")
    assert "is laid down" not in in_each(f"{EDITION}1/")
    with processes.committed():
        correct(guideline, by=editor)
    assert "is laid down" in in_each(f"{EDITION}1/")


def test_a_released_language_is_read_at_once(in_each, processes, published, editor):
    french = "/fr/guidelines/gov/e2026/1/"
    in_each.keep(french)
    assert "is stated. chrysalide" not in in_each(french)
    with processes.committed():
        actions.release_language(published, language="fr", by=editor)
    assert "is stated. chrysalide" in in_each(french)


def test_a_term_of_the_glossary_is_marked_at_once(in_each, processes, published, editor):
    in_each.keep(f"{EDITION}1/")
    with processes.committed():
        actions.write_term(Term(name_en="strategy", definition_en="A way to go on."), by=editor)
    assert "A way to go on." in in_each(f"{EDITION}1/")
    assert "A way to go on." in in_each("/en/guidelines/glossary/")


def test_what_was_rolled_back_is_not_seen_and_keeps_the_pages(client, processes, published, editor, is_kept):
    processes.read(client, EDITION)
    with processes.committed(), transaction.atomic():
        actions.next_edition(published, year=2030, by=editor)
        transaction.set_rollback(True)
    assert is_kept(client, EDITION)


def test_what_members_do_keeps_the_pages(client, processes, consulted_on, published, anna, editor, is_kept):
    """Comments, duties and accounts must not cost every visitor a page that is made anew."""
    processes.read(client, EDITION)
    with processes.committed():
        anna.save()
        actions.assign(consulted_on, user=anna, duty="reviewer", by=editor)
        say(consulted_on, anna)
    assert is_kept(client, EDITION)
