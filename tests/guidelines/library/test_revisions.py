"""The history of a record: who saved it when, two revisions word by word, an earlier one brought back."""

import re

import pytest
from django.urls import reverse

from guidelines.library import actions
from guidelines.library.models import Edition, Guideline, Point, Reference, Section
from guidelines.library.revisions import differing, names_of_changes
from portal.formats import moment
from tests.factories import UserFactory
from tests.guidelines.library.conftest import FRENCH_WORD, MEMBER_WORD, approve, titled
from tests.guidelines.library.forms import filled


@pytest.fixture
def guideline(draft):
    return titled(draft, "Strategy 0")


def screen(name, obj, *more):
    return reverse(f"wagtailsnippets_library_{obj._meta.model_name}:{name}", args=[obj.pk, *more])


def saved(guideline, by, **changes):
    again = Guideline.objects.get(pk=guideline.pk)
    for name, value in changes.items():
        setattr(again, name, value)
    return actions.save_guideline(again, by=by)


def told(found):
    return [(one.what, str(label), language) for one in found for label, language, _difference in one.texts]


def revisions(obj):
    return list(obj.revisions.order_by("pk"))


def test_texts_are_compared_in_each_language_with_its_direction(guideline, editor):
    saved(guideline, editor, statement_en="Strategy 0 is decided.", statement_ar="تقرر الاستراتيجية.")
    first, second = (each.as_object() for each in revisions(guideline))
    (own,) = differing(first, second)
    assert told([own]) == [("changed", "statement", "English"), ("changed", "statement", "العربية")]
    assert 'dir="rtl"' in own.texts[1][2].attrs
    assert told(differing(first, second, ["en"])) == [("changed", "statement", "English")]
    assert differing(first, first) == []


def test_points_are_matched_by_key_wherever_they_stand(guideline, editor):
    again = Guideline.objects.get(pk=guideline.pk)
    one, two = again.points.all()
    one.position, two.position = two.position, one.position
    one.text_en = "Rewritten"
    again.points = [one, two]
    actions.save_guideline(again, by=editor)
    saved(guideline, editor, points=list(Guideline.objects.get(pk=guideline.pk).points.all())[:1])
    first, second, third = (each.as_object() for each in revisions(guideline))
    moved = differing(first, second, ["en"])
    assert [one.what for one in moved] == ["changed", "changed"]
    assert str(moved[0].label) == "point · Structure"
    assert str(moved[1].label) == "Order of the parts"
    assert [one.what for one in differing(second, third, ["en"])] == ["removed"]
    assert [one.what for one in differing(third, second, ["en"])] == ["added"]


def test_the_history_names_who_and_when_and_leads_to_any_two(desk, guideline, editor, staff):
    officer = staff("finance_officer")
    actions.assign(guideline.edition, user=officer, duty="commission-member", by=editor)
    saved(guideline, officer, statement_en="Strategy 0 is decided.")
    page = desk.get(screen("history", guideline)).content.decode()
    assert str(officer) in page
    first, second = revisions(guideline)
    for chosen in ((first, second), (second, first)):
        answer = desk.get(screen("history", guideline), {"from": chosen[0].pk, "to": chosen[1].pk})
        assert answer.headers["Location"] == screen("revisions_compare", guideline, first.pk, second.pk)
    page = desk.get(answer.headers["Location"]).content.decode()
    assert "removed: </span>stated<" in page
    assert "added: </span>decided<" in page


def test_the_history_says_in_short_what_each_saving_changed(desk, guideline, editor):
    again = Guideline.objects.get(pk=guideline.pk)
    points = list(again.points.all())
    points[0].text_fr = "Réécrit"
    saved(guideline, editor, title_en="Another title", statement_fr="Autrement.", points=points)
    saved(guideline, editor, points=points[:1], references=[])
    rows = desk.get(screen("history", guideline)).context["rows"]
    assert [row["changed"] for row in rows] == ["points, references", "title, statement, points", ""]
    # The time is told to the second: two savings within a minute are two rows that differ.
    assert re.search(r", \d\d:\d\d:\d\d UTC", rows[0]["moment"])


def test_a_reader_of_one_language_is_not_told_that_another_changed(guideline, editor):
    saved(guideline, editor, title_ar="عنوان")
    first, second = (each.content for each in revisions(guideline))
    assert names_of_changes(Guideline, first, second) == ["title"]
    assert names_of_changes(Guideline, first, second, ["en", "fr"]) == []


@pytest.mark.parametrize("sent", [{"from": "x", "to": "y"}, {"from": "1"}, {"from": "9" * 40, "to": "1"}])
def test_a_choice_that_is_none_shows_the_history(sent, desk, guideline):
    assert desk.get(screen("history", guideline), sent).status_code == 200


def test_revisions_of_another_record_are_not_there(desk, guideline, draft):
    other = draft.guidelines.exclude(pk=guideline.pk).first()
    theirs = other.latest_revision_id
    assert desk.get(screen("revisions_compare", guideline, theirs, "latest")).status_code == 404


@pytest.mark.parametrize("model", [Section, Edition])
def test_sections_and_editions_have_the_same_history(model, desk, draft, editor):
    obj = model.objects.first()
    save = {Section: actions.save_section, Edition: actions.save_edition}[model]
    obj.introduction_en = "Quite other words."
    save(obj, by=editor)
    assert "Compare these two" in desk.get(screen("history", obj)).content.decode()
    first = revisions(obj)[0]
    assert "Quite other words." in desk.get(screen("revisions_compare", obj, first.pk, "latest")).content.decode()
    assert "What bringing it back changes" in desk.get(screen("revisions_revert", obj, first.pk)).content.decode()


def test_what_bringing_back_changes_is_shown_before(desk, guideline, editor):
    saved(guideline, editor, statement_en="Strategy 0 is decided.")
    page = desk.get(screen("revisions_revert", guideline, revisions(guideline)[0].pk)).content.decode()
    assert "What bringing it back changes" in page
    assert "removed: </span>decided<" in page
    assert "added: </span>stated<" in page


@pytest.mark.parametrize("parts", ["points", "references"])
def test_what_was_removed_since_comes_back_and_what_was_added_goes(parts, desk, draft, guideline, editor):
    first = revisions(guideline)[0]
    texts = list(getattr(guideline, parts).values_list("text_en", flat=True))
    kept = list(getattr(guideline, parts).all())[:-1]
    new = Point(block=draft.blocks.first(), text_en="Added") if parts == "points" else Reference(text_en="Added")
    saved(guideline, editor, **{parts: [*kept, new]})
    path = screen("revisions_revert", guideline, first.pk)
    answer = desk.post(path, filled(desk, path))
    assert answer.status_code == 302
    guideline = Guideline.objects.get(pk=guideline.pk)
    assert list(getattr(guideline, parts).values_list("text_en", flat=True)) == texts


def test_what_was_brought_back_is_said_with_its_moment_as_the_portal_writes_it(desk, guideline, editor):
    saved(guideline, editor, statement_en="Strategy 0 is decided.")
    first, second = revisions(guideline)
    url = screen("revisions_revert", guideline, first.pk)
    page = desk.post(url, {**filled(desk, url), "loaded_revision_id": second.pk}, follow=True).content.decode()
    assert f"The revision of {moment(first.created_at, seconds=True)} was brought back." in page


def test_nothing_is_brought_back_into_what_stands_and_the_history_says_why(desk, guideline, editor):
    saved(guideline, editor, statement_en="Strategy 0 is decided.")
    old = revisions(guideline)[0].pk
    assert "Bring back" in desk.get(screen("history", guideline)).content.decode()
    approve(guideline.edition, by=editor)
    answer = desk.get(screen("revisions_revert", guideline, old), follow=True)
    assert answer.redirect_chain[-1][0] == screen("history", guideline)
    page = answer.content.decode()
    assert "its structure and its English text can no longer be changed" in page
    assert "Bring back" not in page
    assert desk.post(screen("revisions_revert", guideline, old)).headers["Location"] == screen("history", guideline)


@pytest.mark.parametrize("place", ["revisions_compare", "revisions_revert"])
def test_a_language_that_is_not_the_reader_s_is_not_compared(place, desk, client_of, guideline, editor):
    """All who have a duty here read every language; whoever runs the machine has none."""
    saved(guideline, editor, statement_fr=f"Cela change : {FRENCH_WORD}.")
    path = screen(place, guideline, revisions(guideline)[0].pk, *(["latest"] if place == "revisions_compare" else []))
    compared = '<div class="difference" lang="fr"'
    assert compared in desk.get(path).content.decode()
    stranger = client_of(UserFactory(is_superuser=True)).get(path)
    assert stranger.status_code == 200
    assert compared not in stranger.content.decode()


def test_nobody_else_reads_what_a_draft_once_said(client, client_of, anna, guideline):
    for reader in (client, client_of(anna)):
        for name, more in (("history", []), ("revisions_compare", ["earliest", "latest"])):
            answer = reader.get(screen(name, guideline, *more))
            assert answer.status_code == 302
            assert MEMBER_WORD not in answer.content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_a_history_costs_the_same_for_any_length(count, desk, guideline, editor, django_assert_num_queries):
    for number in range(count):
        saved(guideline, editor, statement_en=f"Said {number}.")
    desk.get(screen("history", guideline))
    with django_assert_num_queries(13):
        desk.get(screen("history", guideline))
