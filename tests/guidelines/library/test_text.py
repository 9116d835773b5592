"""What reaches a template of a guideline: nothing that this reader may not read."""

import pytest

from guidelines.library import actions
from guidelines.library.models import CrossReference, Guideline
from guidelines.library.outline import Outline
from guidelines.library.reading import Reading
from guidelines.library.text import passage, whole_text
from tests.guidelines.library.conftest import FRENCH_WORD, approve, write


@pytest.fixture
def target(published, editor):
    """A guideline of a draft that is numbered already, to which GOV-2 refers."""
    draft = write(editor, code="SQ")
    target = draft.guidelines.in_order().first()
    Guideline.objects.filter(pk=target.pk).update(number=1)
    CrossReference.objects.create(guideline=published.guidelines.get(number=2), to=target)
    return target


def links_of(edition, user):
    """Return code and title of each cross-reference of GOV-2, as its page and the whole set have them."""
    reading = Reading.of(edition, user)
    outline = Outline(reading)
    found = {"page": passage(reading, outline, outline.line(2)), "whole": whole_text(reading, outline)[1]}
    return {place: [(link.code, link.title.value) for link in text.links] for place, text in found.items()}


def test_a_cross_reference_into_a_draft_is_shown_to_nobody(published, target, people, editor):
    for name, user in (people | {"editor": editor}).items():
        assert links_of(published, user) == {"page": [], "whole": []}, name


def test_a_cross_reference_appears_once_its_edition_is_published(published, target, anna, editor):
    Guideline.objects.filter(pk=target.pk).update(number=None)
    actions.publish_edition(approve(target.edition, by=editor), by=editor)
    assert links_of(published, anna) == {"page": [("SQ-1", "Strategy 0")], "whole": [("SQ-1", "Strategy 0")]}


def test_a_title_of_another_edition_is_read_in_its_own_released_languages(published, target, anna, editor):
    Guideline.objects.filter(pk=target.pk).update(number=None)
    actions.publish_edition(approve(target.edition, by=editor), by=editor)
    reading = Reading(published, ["en", "fr"], ["en", "fr"], reads_blocks=False, language="fr")
    outline = Outline(reading)
    (link,) = passage(reading, outline, outline.line(2)).links
    assert (link.title.value, link.title.lang) == ("Strategy 0", "en")
    assert FRENCH_WORD in outline.line(2).title.value
