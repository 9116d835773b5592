"""What editors do to Wagtail's pages is seen with the next request, in every process."""

import pytest
from django.test import Client

from portal.content import reference
from portal.content.models import HelpPage

HELP = "/en/privacy/"


@pytest.fixture(autouse=True)
def pages(db):
    reference.load(("", "privacy"), ("en",))


@pytest.fixture
def visitor():
    return Client()


def text(answer):
    return answer.content.decode()


def test_a_preview_is_neither_kept_nor_given_from_the_store(visitor, processes, rita):
    page = HelpPage.objects.get(url_path=HELP)
    kept = processes.read(visitor, HELP)
    page.title = "Not published yet"
    for _time in range(3):
        preview = page.make_preview_request(None, "")
        assert "Not published yet" in preview.content.decode()
    assert text(visitor.get(HELP)) == text(kept)


def test_editors_pages_are_new_in_every_process_with_the_next_request(visitor, processes):
    for name in ("first", "second"):
        assert "A better title" not in text(processes.read(visitor, HELP, process=name))
    with processes.committed():
        page = HelpPage.objects.get(url_path=HELP)
        page.title = "A better title"
        page.save_revision().publish()
    for name in ("first", "second"):
        processes.choose(name)
        assert "A better title" in text(visitor.get(HELP))


def test_a_page_taken_back_is_gone_in_every_process(visitor, processes):
    for name in ("first", "second"):
        processes.read(visitor, HELP, process=name)
    with processes.committed():
        HelpPage.objects.get(url_path=HELP).unpublish()
    for name in ("first", "second"):
        processes.choose(name)
        assert visitor.get(HELP).status_code == 404


def test_a_draft_leaves_the_kept_pages_as_they_are(visitor, processes):
    """``wagtailcore_revision`` is private; that a page has unpublished changes stands in its own row."""
    kept = processes.read(visitor, HELP)
    with processes.committed():
        page = HelpPage.objects.get(url_path=HELP)
        page.title = "Only a draft"
        page.save_revision()
    assert visitor.get(HELP).content == kept.content
