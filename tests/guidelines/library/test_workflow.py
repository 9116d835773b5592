import pytest

from guidelines.library import actions
from guidelines.library.enums import EditionState
from guidelines.library.models import Edition
from guidelines.library.workflow import EDITION
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


@pytest.mark.parametrize("name", ["draft", "approve", "reopen", "publish"])
@pytest.mark.parametrize("state", EditionState.values)
def test_the_actions_follow_the_table(name, state, draft, editor):
    Edition.objects.filter(pk=draft.pk).update(state=state)
    action = getattr(actions, f"{name}_edition")
    if state in EDITION.moves[name].sources:
        assert action(draft, by=editor).state == EDITION.moves[name].target
    else:
        with pytest.raises(MoveNotAllowed):
            action(draft, by=editor)


def test_a_stale_page_cannot_publish_what_was_reopened(approved, editor):
    seen = Edition.objects.get(pk=approved.pk)
    actions.reopen_edition(approved, by=editor)
    with pytest.raises(MoveNotAllowed):
        actions.publish_edition(seen, by=editor)
