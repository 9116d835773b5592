"""What a draft changes against the edition in force, as those who work on it see it before it is published."""

from datetime import timedelta

import pytest
from django.test import TestCase
from django.urls import reverse

from guidelines.library import actions, extract_pdf
from guidelines.library.actions.documents import store_extract
from guidelines.library.changes import changes_of_draft
from guidelines.library.following import Following, mapping_of
from guidelines.library.models import Extract, Guideline
from guidelines.library.reading import Reading
from portal import clock
from tests.guidelines.library.conftest import (
    FRENCH_WORD,
    MEMBER_WORD,
    MEMBERS,
    add_guideline,
    approve,
    follow,
    titled,
    write,
)
from tests.guidelines.library.reading import body, text_of


@pytest.fixture
def new(published, editor):
    """Edition 2030 in draft: one guideline reworded since its row was proposed as unchanged, one new, one dropped."""
    edition = actions.draft_edition(actions.next_edition(published, year=2030, by=editor), by=editor)
    reworded = titled(edition, "Strategy 0")
    reworded.statement_en = "Strategy 0 is decided."
    point = reworded.points.first()
    point.text_en = f"{MEMBER_WORD} organisation"
    reworded.points = [point, *reworded.points.all()[1:]]
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


@pytest.fixture
def consulted(new, editor):
    """The same edition while all members are consulted on it, its rows not confirmed."""
    actions.review_edition(new, by=editor)
    return actions.consult_edition(new, ends_on=clock.today() + timedelta(days=30), by=editor)


TOLD = "/en/guidelines/gov/e2030/changes/"


def test_while_members_are_consulted_all_who_read_the_draft_read_what_it_changes(
    consulted, everybody, client_of, client, editor, staff
):
    for duty, role in (("reviewer", "finance_officer"), ("commission-member", "event_manager")):
        actions.assign(consulted, user=everybody[role], duty=duty, by=editor)
    visitor = everybody.pop("visitor")
    assert visitor.is_anonymous
    assert client.get(TOLD).status_code == 404
    reading = {name for name, user in everybody.items() if client_of(user).get(TOLD).status_code == 200}
    assert reading == MEMBERS | {"guideline_editor", "translator", "finance_officer", "event_manager"}


def test_a_member_who_is_consulted_is_led_to_what_the_draft_changes(consulted, anna, client_of):
    client = client_of(anna)
    assert f'href="{TOLD}"' in client.get("/en/guidelines/gov/e2030/").content.decode()
    answer = client.get(TOLD)
    assert counted(answer) == {"unchanged": 2, "reworded": 1}
    page = answer.content.decode()
    assert "added: </span>decided<" in page
    assert MEMBER_WORD in page
    assert "It is a draft" in page
    assert "Not every row is confirmed" in page
    assert '<meta name="robots" content="noindex">' in page
    assert ".pdf" not in page
    assert "make-pdf" not in page
    assert f"Strategy 0 {FRENCH_WORD}" not in client.get(TOLD.replace("/en/", "/fr/")).content.decode()


def test_a_reviewer_reads_no_block_that_is_for_members_in_the_edition_before(consulted, editor, staff, client_of):
    reviewer = staff("finance_officer")
    actions.assign(consulted, user=reviewer, duty="reviewer", by=editor)
    page = client_of(reviewer).get(TOLD).content.decode()
    assert "added: </span>decided<" in page
    assert MEMBER_WORD not in page


def test_before_and_after_the_consultation_nobody_reads_it_there(consulted, editor, anna, client_of):
    actions.conclude_edition(consulted, by=editor)
    for reader in (anna, editor):
        assert client_of(reader).get(TOLD).status_code == 404
    assert TOLD not in client_of(editor).get("/en/guidelines/gov/e2030/").content.decode()


def test_a_draft_that_follows_nothing_yet_tells_no_changes(published, editor, anna, client_of):
    new = actions.review_edition(write(editor, year=2030), by=editor)
    actions.consult_edition(new, ends_on=clock.today() + timedelta(days=30), by=editor)
    assert client_of(anna).get(TOLD).status_code == 404
    assert TOLD not in client_of(anna).get("/en/guidelines/gov/e2030/").content.decode()


def test_once_it_is_published_the_desk_leads_to_what_readers_are_told(new, editor, client_of):
    guideline = titled(new, "Strategy 0")
    actions.publish_edition(follow(approve(new, by=editor), by=editor), by=editor)
    client = client_of(editor)
    assert client.get(screen(new)).headers["Location"] == TOLD
    assert client.get(own_screen(guideline)).headers["Location"] == f"{TOLD}#GOV-1"
    assert client.get(TOLD).status_code == 200


def test_a_first_edition_has_no_such_page(published, editor, client_of):
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
    with django_assert_num_queries(45):
        client.get(screen(new))


def paper(edition):
    return reverse("library_desk:changes_pdf", args=[edition.uuid])


def ask(client, edition):
    return client.post(reverse("library_desk:changes_ask", args=[edition.uuid]))


def test_it_is_to_be_had_on_paper_and_says_that_it_is_a_draft(new, editor, client_of, run_tasks):
    client = client_of(editor)
    assert client.get(paper(new)).status_code == 404
    assert "Make a PDF of these changes" in client.get(screen(new)).content.decode()
    assert ask(client, new).headers["Location"] == screen(new)
    assert "The file is being made" in client.get(screen(new)).content.decode()
    run_tasks()
    assert f'href="{paper(new)}"' in client.get(screen(new)).content.decode()
    text = text_of(body(client.get(paper(new))))
    assert "Strategy 0 is stated decided." in text
    assert "Draft of" in text
    assert "Published on" not in text
    assert f"{screen(new)}" in text.replace("\n", "")


def test_another_state_of_the_draft_is_another_paper_and_the_one_before_gives_way(new, editor, client_of, run_tasks):
    client = client_of(editor)
    ask(client, new)
    run_tasks()
    first = Extract.objects.get(edition=new)
    changed = titled(new, "Strategy 0")
    changed.statement_en = "Strategy 0 is settled."
    actions.save_guideline(changed, by=editor)
    assert client.get(paper(new)).status_code == 404
    ask(client, new)
    with TestCase.captureOnCommitCallbacks(execute=True):
        run_tasks()
    second = Extract.objects.get(edition=new)
    assert "Strategy 0 is stated settled." in text_of(body(client.get(paper(new))))
    assert not first.file.storage.exists(first.file.name)
    assert second.file.storage.exists(second.file.name)


def test_a_paper_asked_for_before_and_made_after_publication_is_none(new, published, editor, client_of, run_tasks):
    ask(client_of(editor), new)
    follow(new, by=editor)
    actions.publish_edition(approve(new, by=editor), by=editor)
    run_tasks()
    assert not Extract.objects.exclude(mark="").exists()
    assert client_of(editor).get(paper(new), follow=True).status_code == 404


def test_a_paper_goes_with_the_publication(new, editor, client_of, run_tasks, monkeypatch):
    monkeypatch.setattr(extract_pdf, "render", lambda wanted: wanted.key.encode())
    ask(client_of(editor), new)
    run_tasks()
    row = Extract.objects.exclude(file="").get(edition=new)
    follow(new, by=editor)
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.publish_edition(approve(new, by=editor), by=editor)
    assert not Extract.objects.filter(pk=row.pk).exists()
    assert not row.file.storage.exists(row.file.name)


def test_a_paper_that_is_being_made_when_the_edition_is_published_is_not_kept(new, editor, client_of):
    ask(client_of(editor), new)
    row = Extract.objects.get(edition=new)
    follow(new, by=editor)
    actions.publish_edition(approve(new, by=editor), by=editor)
    assert store_extract(row, b"%PDF", sha256="0" * 64) is False
    assert not Extract.objects.exclude(mark="").exists()


def test_nothing_is_made_before_the_editions_are_compared(published, editor, client_of):
    new = write(editor, year=2030)
    assert ask(client_of(editor), new).status_code == 404
    assert "Make a PDF" not in client_of(editor).get(screen(new)).content.decode()


def test_nobody_else_has_the_paper(new, editor, staff, client_of, anna, client, run_tasks):
    ask(client_of(editor), new)
    run_tasks()
    officer = staff("finance_officer")
    for reader in (client, client_of(anna), client_of(officer)):
        for answer in (reader.get(paper(new), follow=True), ask(reader, new)):
            assert MEMBER_WORD.encode() not in (b"" if answer.streaming else answer.content)
            assert answer["Content-Type"].startswith("text/html")
    assert MEMBER_WORD in text_of(body(client_of(editor).get(paper(new))))


def test_a_reviewer_who_may_not_read_all_of_the_old_edition_has_a_copy_without_it(
    new, editor, staff, client_of, run_tasks
):
    ask(client_of(editor), new)
    run_tasks()
    reviewer = staff("finance_officer")
    actions.assign(new, user=reviewer, duty="reviewer", by=editor)
    client = client_of(reviewer)
    assert client.get(paper(new)).status_code == 404
    ask(client, new)
    run_tasks()
    text = text_of(body(client.get(paper(new))))
    assert "Strategy 0 is stated decided." in text
    assert MEMBER_WORD not in text


def test_a_draft_is_compared_in_english_until_something_is_written_in_the_reader_s_language(french, editor):
    new = actions.draft_edition(actions.next_edition(french, year=2030, by=editor), by=editor)

    def compared_in():
        before, reading = (Reading.printed(edition, "fr", for_members=True) for edition in (french, new))
        return changes_of_draft(Following(mapping_of(new)), before, reading).language

    assert compared_in() == "fr"
    Guideline.objects.filter(edition=new).update(title_fr="")
    assert compared_in() == "en"
