from datetime import timedelta

import pytest
from django.urls import reverse

from guidelines.library import actions
from guidelines.library.enums import EditionState
from guidelines.library.exceptions import ConsultationTooShort, EditionFrozen
from guidelines.library.models import Edition
from guidelines.library.workflow import EDITION
from portal import clock
from portal.audit.models import Entry
from portal.workflow import MoveNotAllowed

PAIRS = [(move, state) for move in EDITION.moves for state in EditionState.values]


@pytest.mark.parametrize(("name", "state"), PAIRS)
def test_every_move_against_every_state(name, state, draft, editor):
    Edition.objects.filter(pk=draft.pk).update(state=state)
    draft.state = state
    move = EDITION.moves[name]
    if state in move.sources:
        EDITION.apply(name, draft, by=editor)
        assert Edition.objects.get(pk=draft.pk).state == move.target
        assert Entry.objects.last().verb == f"library.{name}_edition"
    else:
        with pytest.raises(MoveNotAllowed):
            EDITION.apply(name, draft, by=editor)
        assert Edition.objects.get(pk=draft.pk).state == state


@pytest.mark.parametrize("name", actions.MOVES)
@pytest.mark.parametrize("state", EditionState.values)
def test_the_actions_follow_the_table(name, state, draft, editor):
    Edition.objects.filter(pk=draft.pk).update(state=state)
    given = {"ends_on": clock.today() + timedelta(days=30)} if name == "consult" else {}
    if state in EDITION.moves[name].sources:
        assert actions.MOVES[name](draft, by=editor, **given).state == EDITION.moves[name].target
    else:
        with pytest.raises(MoveNotAllowed):
            actions.MOVES[name](draft, by=editor, **given)


def test_every_move_but_the_last_is_somebody_s():
    assert set(actions.MOVES) == set(EDITION.moves) - {"supersede"}


@pytest.mark.parametrize("state", EditionState.values)
def test_english_is_written_while_it_may_change(state, draft, editor):
    """While members are consulted a text stands still, and from approval on for good."""
    Edition.objects.filter(pk=draft.pk).update(state=state)
    guideline = draft.guidelines.first()
    guideline.title_en = "Another title"
    if state in {"proposed", "draft", "in-review", "consultation-closed", "final-draft"}:
        assert actions.save_guideline(guideline, by=editor).title_en == "Another title"
    else:
        with pytest.raises(EditionFrozen):
            actions.save_guideline(guideline, by=editor)


@pytest.mark.parametrize("days", [-1, 0])
def test_nobody_is_consulted_until_today(days, draft, editor):
    actions.review_edition(draft, by=editor)
    with pytest.raises(ConsultationTooShort):
        actions.consult_edition(draft, ends_on=clock.today() + timedelta(days=days), by=editor)
    assert Edition.objects.get(pk=draft.pk).state == "in-review"


def test_the_long_way_from_the_desk(draft, editor, client_of):
    desk = client_of(editor)
    for move in ("review", "consult", "conclude", "finalise", "approve", "translate", "publish"):
        entered = {"ends_on": clock.today() + timedelta(days=31)} if move == "consult" else {}
        page = desk.get(reverse("library_desk:edition", args=[draft.uuid]))
        args = [draft.uuid] if move == "publish" else [draft.uuid, move]
        url = reverse(f"library_desk:{'publish' if move == 'publish' else 'move'}", args=args)
        assert url in page.content.decode(), move
        desk.post(url, entered)
    assert Edition.objects.get(pk=draft.pk).state == "published"


def test_a_consultation_without_a_day_is_asked_for_one(draft, editor, client_of):
    actions.review_edition(draft, by=editor)
    answer = client_of(editor).post(reverse("library_desk:move", args=[draft.uuid, "consult"]), {"ends_on": "soon"})
    assert answer.status_code == 422
    assert Edition.objects.get(pk=draft.pk).state == "in-review"


def test_a_stale_page_cannot_publish_what_was_reopened(approved, editor):
    seen = Edition.objects.get(pk=approved.pk)
    actions.reopen_edition(approved, by=editor)
    with pytest.raises(MoveNotAllowed):
        actions.publish_edition(seen, by=editor)
