"""Who may say that a translation is still good, and when."""

import pytest

from guidelines.library import actions
from guidelines.library.checks.edition import report
from guidelines.library.exceptions import ChangedMeanwhile, LanguageFrozen, NotYourText
from portal.translations.models import TranslationState
from tests.guidelines.library.conftest import add_guideline, approve, status, titled


@pytest.fixture
def stale(draft, editor):
    """A guideline and its first point; the English of both moved on."""
    guideline = titled(draft, "Strategy 0")
    points = list(guideline.points.all())
    guideline.title_en, points[0].text_en = "Policy", "Another point."
    guideline.points = points
    return actions.save_guideline(guideline, by=editor)


def confirm(guideline, *, by, part=None, field="title", language="fr", seen=None):
    return actions.confirm_translation(
        guideline, part=part or guideline, field=field, language=language, by=by, seen=seen
    )


def test_confirming_touches_this_text_and_no_other(stale, lena):
    point = stale.points.first()
    confirm(stale, by=lena)
    assert (status(stale, "title", "fr"), status(point, "text", "fr")) == ("human", "stale")
    confirm(stale, part=point, field="text", by=lena)
    assert status(point, "text", "fr") == "human"


def test_another_language_is_not_hers_to_confirm(stale, lena, anna):
    for person, language in ((lena, "ar"), (lena, "en"), (anna, "fr")):
        with pytest.raises(NotYourText):
            confirm(stale, by=person, language=language)
    assert status(stale, "title", "fr") == "stale"


def test_a_part_of_another_guideline_is_refused(stale, lena, editor):
    other = add_guideline(stale.section, "Other", by=editor)
    with pytest.raises(NotYourText):
        confirm(stale, part=other.points.first(), field="text", by=lena)


def test_what_was_released_is_not_confirmed_after(stale, lena, editor):
    confirm(stale, by=lena)
    confirm(stale, part=stale.points.first(), field="text", by=lena)
    approve(stale.edition, by=editor)
    actions.release_language(stale.edition, language="fr", by=editor, seen=report(stale.edition, "fr").mark)
    TranslationState.objects.filter(field="title", language="fr").update(status="stale")
    # The editor may once readers have found out: after an erratum of the English.
    for person in (lena, editor):
        with pytest.raises(LanguageFrozen):
            confirm(stale, by=person)
    assert status(stale, "title", "fr") == "stale"


def test_what_changed_since_it_was_read_is_not_confirmed(stale, lena, editor):
    seen = stale.latest_revision_id
    stale.title_en = "Yet another"
    actions.save_guideline(stale, by=editor)
    with pytest.raises(ChangedMeanwhile):
        confirm(stale, by=lena, seen=seen)
    assert status(stale, "title", "fr") == "stale"
