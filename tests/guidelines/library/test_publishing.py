"""Publishing asks first: what becomes of the languages and of the edition before is named, and nothing is done by a look."""

import pytest
from django.urls import reverse

from guidelines.library import actions
from guidelines.library.enums import EditionState
from guidelines.library.models import Edition
from tests.guidelines.library.conftest import approve, first, follow, write

pytestmark = pytest.mark.usefixtures("absent_variables")


def page_of(edition):
    return reverse("library_desk:publish", args=[edition.uuid])


def state_of(edition):
    return Edition.objects.get(pk=edition.pk).state


@pytest.fixture
def next_one(french, editor):
    """Edition 2030, approved, after one that is read in English and French; one text changed since it was translated."""
    edition = actions.draft_edition(actions.next_edition(french, year=2030, by=editor), by=editor)
    guideline = first(edition)
    guideline.statement_en = "Strategy is decided."
    actions.save_guideline(guideline, by=editor)
    return follow(approve(edition, by=editor), by=editor)


def test_the_page_names_what_will_happen_and_does_nothing(desk, next_one, french):
    page = desk.get(page_of(next_one))
    publication = page.context["publication"]
    assert (publication.predecessor, publication.released, publication.lost) == (french, ["en"], ["fr"])
    assert [(row.code, row.stale) for row in publication.stale] == [("fr", 1)]
    text = page.content.decode()
    for words in ("Languages that readers lose", "French: 1 text", "Edition 2026: it stays at its address"):
        assert words in text
    assert (state_of(next_one), state_of(french)) == (EditionState.APPROVED, EditionState.PUBLISHED)


def test_by_the_button_it_is_done(desk, next_one, french):
    answer = desk.post(page_of(next_one), follow=True)
    assert "The edition was moved on: Published." in answer.content.decode()
    assert (state_of(next_one), state_of(french)) == (EditionState.PUBLISHED, EditionState.SUPERSEDED)


def test_a_first_edition_takes_nothing_from_anybody(desk, approved, editor):
    actions.release_language(approved, language="fr", by=editor)
    page = desk.get(page_of(approved))
    publication = page.context["publication"]
    assert (publication.predecessor, publication.released, publication.lost) == (None, ["en", "fr"], [])
    assert "Languages that readers lose" not in page.content.decode()
    assert "Nothing: this is the first edition of its set." in page.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_cannot_be_published_is_not_asked_about(method, desk, published, editor):
    new = approve(write(editor, year=2030), by=editor)
    for edition, reason in (
        (new, "Say first what became of the guidelines of edition 2026."),
        (published, "“Publish” is no longer possible here."),
    ):
        answer = getattr(desk, method)(page_of(edition), follow=True)
        assert answer.redirect_chain == [(reverse("library_desk:edition", args=[edition.uuid]), 302)]
        assert reason in answer.content.decode()
    assert state_of(new) == EditionState.APPROVED


def test_the_address_of_the_other_moves_does_not_publish(desk, approved):
    answer = desk.post(reverse("library_desk:move", args=[approved.uuid, "publish"]), follow=True)
    assert answer.status_code == 404
    assert state_of(approved) == EditionState.APPROVED
