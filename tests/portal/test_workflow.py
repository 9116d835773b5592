"""One table says when something may happen; two clicks at once move a thing once."""

import threading

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from portal.audit.models import Entry
from portal.workflow import Move, MoveNotAllowed, Workflow, registry
from portal.workflow_pictures import drawn, readmes
from tests.factories import UserFactory


@pytest.fixture
def table():
    """A table of its own, which the registry forgets afterwards."""
    before = dict(registry)
    yield Workflow(
        "test.thing",
        Move("hand_in", frozenset({"draft"}), "in review", "test.hand_in_thing", _("Yes")),
        Move("return", frozenset({"in review"}), "draft", "test.return_thing", _("No")),
        Move("archive", frozenset({"draft", "in review"}), "archived", "test.archive_thing", _("Yes")),
    )
    registry.clear()
    registry.update(before)


@pytest.fixture
def assessment(anna, edition, fund):
    from tests.factories import AssessmentFactory

    return AssessmentFactory(institution=fund, edition=edition, state="draft")


@pytest.fixture
def real():
    from guidelines.assessment.workflow import ASSESSMENT

    return ASSESSMENT


@pytest.mark.django_db
def test_a_move_changes_the_state_and_leaves_a_line(assessment, real, anna):
    with transaction.atomic():
        assert real.apply("begin", assessment, by=anna) == "draft"
    assessment.refresh_from_db()
    line = Entry.objects.latest("pk")
    assert assessment.state == real.moves["begin"].target
    assert (line.verb, line.actor, line.before) == (real.verb(real.moves["begin"]), anna, {"state": "draft"})


@pytest.mark.django_db
def test_every_move_from_every_other_state_is_refused(assessment, real, anna):
    states = {str(s) for move in real.moves.values() for s in (*move.sources, move.target) if s}
    refused = 0
    for move in real.moves.values():
        for state in states - {str(s) for s in move.sources}:
            type(assessment).objects.filter(pk=assessment.pk).update(state=state)
            with pytest.raises(MoveNotAllowed), transaction.atomic():
                real.apply(move.name, assessment, by=anna)
            assert type(assessment).objects.values_list("state", flat=True).get(pk=assessment.pk) == state
            refused += 1
    assert refused > len(real.moves)


@pytest.mark.django_db
def test_a_stale_object_cannot_move(assessment, real, anna):
    """The row is asked, not what the request has in hand."""
    stale = type(assessment).objects.get(pk=assessment.pk)
    real.apply("begin", assessment, by=anna)
    with pytest.raises(MoveNotAllowed):
        real.apply("begin", stale, by=anna)


@pytest.mark.django_db
def test_without_permission_no_button(assessment, real):
    assert real.available(assessment, UserFactory()) == []


def test_the_refusal_speaks_the_language_of_who_reads_it(table):
    problem = MoveNotAllowed(table.moves["hand_in"], "archived")
    with translation.override("en"):
        assert "“Yes”" in str(problem)
    with translation.override("fr"):
        assert "Oui" in str(problem)


def test_the_picture_shows_every_arrow(table):
    assert table.mermaid().splitlines() == [
        "stateDiagram-v2",
        "    draft --> in review: hand_in",
        "    in review --> draft: return",
        "    draft --> archived: archive",
        "    in review --> archived: archive",
    ]


def test_a_picture_replaces_the_old_one_and_nothing_else(table):
    once = drawn("# Thing\n\nWords.\n", table)
    assert once.startswith("# Thing\n\nWords.\n") and table.mermaid() in once
    assert drawn(once.replace("hand_in", "old_name") + "\nAfter.\n", table) == once + "\nAfter.\n"


def test_the_pictures_in_the_readmes_are_current():
    """When this fails: manage.py draw_workflows"""
    found = readmes()
    assert found
    for path, workflows in found.items():
        text = path.read_text()
        for workflow in workflows:
            assert drawn(text, workflow) == text, path


def test_every_table_belongs_to_a_model_of_ours():
    readmes()
    for name, workflow in registry.items():
        model = apps.get_model(name)
        states = {str(s) for move in workflow.moves.values() for s in (*move.sources, move.target) if s}
        assert states <= {str(value) for value, _label in model._meta.get_field("state").flatchoices}, name


@pytest.mark.django_db(transaction=True)
def test_two_simultaneous_clicks_move_a_thing_once(request, settings):
    """On PostgreSQL the row lock decides. SQLite in memory has one connection: test_torture clicks on a file."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("one connection cannot click twice at once")
    assessment, anna = request.getfixturevalue("assessment"), request.getfixturevalue("anna")
    real, barrier, outcomes = request.getfixturevalue("real"), threading.Barrier(2), []

    def click():
        mine = type(assessment).objects.get(pk=assessment.pk)
        barrier.wait()
        try:
            with transaction.atomic():
                real.apply("begin", mine, by=anna)
            outcomes.append("moved")
        except MoveNotAllowed:
            outcomes.append("refused")
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _click in range(2)]
    [each.start() for each in clicks]
    [each.join() for each in clicks]
    assert sorted(outcomes) == ["moved", "refused"]
    assert Entry.objects.filter(verb=real.verb(real.moves["begin"])).count() == 1
