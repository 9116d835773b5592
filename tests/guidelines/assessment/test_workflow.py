"""When: every move against every state, and the picture in the README."""

from pathlib import Path

import pytest

from guidelines.assessment import actions, workflow
from guidelines.assessment.enums import State
from guidelines.assessment.models import Assessment
from guidelines.assessment.workflow import ASSESSMENT, moves_for
from portal.audit.models import Entry
from portal.workflow import MoveNotAllowed

README = Path(workflow.__file__).parent / "README.md"
MOVES = {
    "hand_in": actions.hand_in_assessment,
    "return": lambda assessment, by: actions.return_assessment(assessment, reason="More.", by=by),
    "sign_off": actions.sign_off_assessment,
    "archive": actions.archive_assessment,
    "discard": actions.discard_assessment,
}


def test_the_moves_are_those_of_the_issue():
    table = {
        name: ({str(source) for source in move.sources}, str(move.target)) for name, move in ASSESSMENT.moves.items()
    }
    assert table == {
        "create": (set(), "draft"),
        "begin": ({"draft"}, "in-progress"),
        "hand_in": ({"in-progress"}, "in-review"),
        "return": ({"in-review"}, "in-progress"),
        "sign_off": ({"in-review"}, "signed-off"),
        "archive": ({"in-review", "signed-off"}, "archived"),
        "discard": ({"draft", "in-progress"}, "discarded"),
    }


def test_one_word_for_permission_move_and_log():
    for name, move in ASSESSMENT.moves.items():
        assert move.permission == f"assessment.{name}_assessment" == ASSESSMENT.verb(move)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("name", MOVES)
def test_every_move_from_every_state(assessment, anna, name, state):
    Assessment.objects.filter(pk=assessment.pk).update(state=state)
    move = ASSESSMENT.moves[name]
    if state in move.sources:
        MOVES[name](assessment, by=anna)
        expected, logged = move.target, [ASSESSMENT.verb(move)]
    else:
        with pytest.raises(MoveNotAllowed):
            MOVES[name](assessment, by=anna)
        expected, logged = state, []
    assert Assessment.objects.get(pk=assessment.pk).state == expected
    assert list(Entry.objects.values_list("verb", flat=True)) == logged


def test_nothing_leaves_signed_off_backwards():
    targets = {move.target for move in ASSESSMENT.moves.values() if State.SIGNED_OFF in move.sources}
    assert targets == {State.ARCHIVED}


def test_buttons_follow_state_and_role(assessment, answered, anna, carl, ada, ben):
    def names(user):
        return [move.name for move in moves_for(Assessment.objects.get(pk=assessment.pk), user)]

    assert names(anna) == ["hand_in", "discard"]
    assert names(carl) == names(ada) == names(ben) == []
    actions.hand_in_assessment(assessment, by=anna)
    assert names(anna) == ["return", "archive"]
    assert names(ada) == ["return", "sign_off"]
    actions.return_assessment(assessment, reason="More.", by=ada)
    assert names(anna) == ["hand_in"], "what was handed in once is never discarded"


def test_the_readme_shows_the_table():
    picture = (
        README.read_text().split("<!-- workflow assessment.assessment -->")[1].split("<!-- end of workflow -->")[0]
    )
    assert ASSESSMENT.mermaid() in picture
