"""What a draft changes against the edition in force, as those who work on it see it before it is published."""

import pytest
from django.urls import reverse

from guidelines.library import actions
from guidelines.library.models import Guideline
from tests.guidelines.library.conftest import MEMBER_WORD, add_guideline, approve, follow, titled, write


@pytest.fixture
def new(published, editor):
    """Edition 2030 in draft: one guideline reworded since its row was proposed as unchanged, one new, one dropped."""
    edition = actions.draft_edition(actions.next_edition(published, year=2030, by=editor), by=editor)
    reworded = titled(edition, "Strategy 0")
    reworded.statement_en = "Strategy 0 is decided."
    actions.save_guideline(reworded, by=editor)
    return edition


def screen(edition):
    return reverse("library_desk:changes", args=[edition.uuid])


def own_screen(guideline):
    return reverse("library_desk:guideline_changes", args=[guideline.key])


def counted(answer):
    return {str(word): count for word, count in answer.context["changes"].counts}


def test_the_draft_is_told_as_it_stands_today_with_counts_by_kind(new, editor, client_of):
    client = client_of(editor)
    answer = client.get(screen(new))
    assert counted(answer) == {"unchanged": 2, "reworded": 1}
    page = answer.content.decode()
    assert "removed: </span>stated<" in page
    assert "added: </span>decided<" in page
    assert "Not every row is confirmed" in page
    add_guideline(titled(new, "Strategy 1").section, "Wholly other", by=editor)
    actions.remove_guideline(titled(new, "People 0"), by=editor)
    follow(new, by=editor)
    answer = client.get(screen(new))
    assert counted(answer) == {"unchanged": 1, "reworded": 1, "new": 1, "dropped": 1}
    assert "Not every row is confirmed" not in answer.content.decode()


def test_one_guideline_by_itself(new, editor, client_of):
    answer = client_of(editor).get(own_screen(titled(new, "Strategy 0")))
    assert counted(answer) == {"reworded": 1}
    assert screen(new) in answer.content.decode()


def test_an_edition_without_a_proposal_says_so(published, editor, client_of):
    new = write(editor, year=2030)
    assert "Nothing is proposed yet." in client_of(editor).get(screen(new)).content.decode()


@pytest.mark.parametrize("duty", ["commission-member", "reviewer"])
def test_whoever_has_a_duty_to_write_or_review_reads_it(duty, new, editor, staff, client_of):
    officer = staff("finance_officer")
    client = client_of(officer)
    assert client.get(screen(new), follow=True).status_code == 404
    assert client.get(own_screen(titled(new, "Strategy 0")), follow=True).status_code == 404
    actions.assign(new, user=officer, duty=duty, by=editor)
    assert client.get(screen(new)).status_code == 200
    assert client.get(own_screen(titled(new, "Strategy 0"))).status_code == 200


def test_readers_see_nothing_of_a_draft(new, client, client_of, anna):
    for reader in (client, client_of(anna)):
        for path in (screen(new), own_screen(titled(new, "Strategy 0"))):
            answer = reader.get(path)
            assert answer.status_code == 302
            assert MEMBER_WORD not in answer.content.decode()
        for path in ("/en/guidelines/gov/e2030/changes/", "/en/guidelines/gov/e2030/changes/?since=2026"):
            assert reader.get(path).status_code == 404


def test_a_published_edition_and_a_first_one_have_no_such_page(published, editor, client_of):
    client = client_of(editor)
    assert client.get(screen(published), follow=True).status_code == 404
    assert client.get(own_screen(titled(published, "Strategy 0")), follow=True).status_code == 404


@pytest.mark.parametrize("guidelines", [1, 30])
def test_it_costs_the_same_for_any_length(guidelines, editor, client_of, django_assert_num_queries):
    old = write(editor)
    for number in range(guidelines - 1):
        add_guideline(old.sections.last(), f"More {number}", by=editor)
    actions.publish_edition(approve(old, by=editor), by=editor)
    new = actions.draft_edition(actions.next_edition(old, year=2030, by=editor), by=editor)
    Guideline.objects.filter(edition=new).update(statement_en="Quite other words.")
    client = client_of(editor)
    client.get(screen(new))
    with django_assert_num_queries(44):
        client.get(screen(new))
