"""A translation is good for the source it was made from, and for no other."""

import pytest

from portal.audit.models import Entry
from portal.languages import set_columns
from portal.translations.actions import mark_translated, refresh_states
from portal.translations.models import Made, Status, TranslationState
from portal.translations.standing import source_hash, standing
from tests.factories import GuidelineSetFactory


def test_blanks_at_the_ends_make_no_other_source():
    assert source_hash(" A text.\n") == source_hash("A text.")
    assert source_hash("A text.") != source_hash("A  text.")


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"text": ""}, Status.MISSING),
        ({"text": "", "made": "human", "made_from": source_hash("now")}, Status.MISSING),
        ({"text": "Texte"}, Status.STALE),
        ({"text": "Texte", "made": "human", "made_from": source_hash("now")}, Status.HUMAN),
        ({"text": "Texte", "made": "machine", "made_from": source_hash("now")}, Status.MACHINE),
        ({"text": "Texte", "made": "human", "made_from": source_hash("before")}, Status.STALE),
    ],
)
def test_the_standing_follows_from_the_texts(given, status):
    assert standing(source="now", **given) == status


@pytest.fixture
def ict(db):
    return GuidelineSetFactory(code="ICT", title_en="Information technology", title_fr="Informatique")


def stands(ict, language):
    return TranslationState.objects.get(target__endswith=":ICT", field="title", language=language).status


def test_a_changed_source_makes_translations_stale_and_restored_good_again(ict, rita):
    mark_translated(ict, "title", "fr", Made.HUMAN, by=rita)
    refresh_states(ict, ["title"])
    assert (stands(ict, "en"), stands(ict, "fr"), stands(ict, "de")) == ("original", "human", "missing")
    set_columns(ict, "title", {"en": "Digital services"})
    refresh_states(ict, ["title"])
    assert stands(ict, "fr") == "stale"
    set_columns(ict, "title", {"en": "Information technology"})
    refresh_states(ict, ["title"])
    assert stands(ict, "fr") == "human"


def test_only_what_changed_is_written(ict):
    assert len(refresh_states(ict, ["title"])) == 7
    assert refresh_states(ict, ["title"]) == []


def test_the_source_text_is_kept_as_the_reason(ict, rita):
    state = mark_translated(ict, "title", "fr", Made.MACHINE, by=rita)
    assert (state.status, state.source_text) == ("machine", "Information technology")
    line = Entry.objects.get(verb="translations.mark_translated")
    assert (line.actor, line.after) == (rita, {"field": "title", "language": "fr", "status": "machine"})


@pytest.mark.parametrize(
    ("language", "status"), [("en", "human"), ("de", "human"), ("fr", "stale"), ("fr", "original")]
)
def test_what_cannot_be_said_is_refused(ict, rita, language, status):
    with pytest.raises(ValueError):
        mark_translated(ict, "title", language, status, by=rita)
    assert not TranslationState.objects.exists()


@pytest.mark.parametrize("fields", [["title"], ["title", "summary"]])
def test_it_costs_the_same_for_any_number_of_fields(ict, fields, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        refresh_states(ict, fields)
