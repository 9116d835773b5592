"""An assessment is computed under the scoring rules it began with, wherever its figures stand."""

import json
from dataclasses import replace

import pytest
from django.urls import reverse

from crm.institutions.enums import UnitKind
from guidelines.assessment import actions, scoring
from guidelines.assessment.models import Assessment
from guidelines.assessment.outline import outline_of
from guidelines.assessment.reports.rendering import Snapshot
from guidelines.assessment.scoring import by_mean_of_applicable
from guidelines.assessment.standings import standing_of, standings


def by_lowest(answers):
    """Rules 2, made up: a chain is as strong as its weakest link."""
    levels = [answer.level for answer in answers if answer.level is not None]
    return replace(by_mean_of_applicable(answers), applicable=min(len(levels), 1), total=min(levels, default=0))


@pytest.fixture
def signed(assessment, edition, answer, anna, carl, ada):
    """Answers 1, 2 and 3: 2.00 under rules 1, 1.00 under rules 2."""
    for level, guideline in enumerate(edition.guidelines.order_by("number"), start=1):
        answer(carl, level, guideline=guideline)
    return actions.sign_off_assessment(actions.hand_in_assessment(assessment, by=anna), by=ada)


@pytest.fixture
def rules_2(signed, monkeypatch):
    """What was signed began under rules 1; from now on rules 2 hold."""
    monkeypatch.setitem(scoring.RULES, 2, by_lowest)
    for module in ("scoring", "actions.assessments"):
        monkeypatch.setattr(f"guidelines.assessment.{module}.CURRENT_RULES", 2)


@pytest.fixture
def assessments(rules_2, signed, fund, edition, answer, anna):
    """The signed one, its correction, and one of a branch begun afterwards with the same answers."""
    fields = {"edition": edition, "by": anna}
    correction = actions.create_assessment(fund, unit=fund.whole, title="Correction", copy_of=signed, **fields)
    branch = fund.units.create(kind=UnitKind.BRANCH, name_en="Pensions")
    new = actions.create_assessment(fund, unit=branch, title="New", **fields)
    for level, guideline in enumerate(edition.guidelines.order_by("number"), start=1):
        answer(anna, level, guideline=guideline, into=new)
    return {"signed": signed, "correction": correction, "new": new}


LEVELS = {"signed": "2.00", "correction": "2.00", "new": "1.00"}


def levels(assessments, figures):
    return {name: str(figures(assessment).level) for name, assessment in assessments.items()}


def test_each_is_pinned_to_the_rules_it_began_with(assessments):
    pinned = {name: Assessment.objects.get(pk=a.pk).scoring_rules for name, a in assessments.items()}
    assert pinned == {"signed": 1, "correction": 1, "new": 2}


def test_standings_follow_the_rules_of_each(assessments):
    assert levels(assessments, standing_of) == LEVELS
    together = standings(assessments.values())
    assert levels(assessments, lambda assessment: together[assessment.pk]) == LEVELS


def test_pages_and_drafts_of_reports_follow_them_too(assessments):
    assert levels(assessments, lambda assessment: outline_of(assessment).scores.whole) == LEVELS
    drafts = {
        name: json.loads(Snapshot.of_draft(assessment).text)["scores"] for name, assessment in assessments.items()
    }
    assert {name: scores["rules"] for name, scores in drafts.items()} == {"signed": 1, "correction": 1, "new": 2}
    assert {name: scores["nodes"][0]["level"] for name, scores in drafts.items()} == LEVELS


def test_so_do_the_list_and_the_overview(assessments, client_of, anna):
    client = client_of(anna)
    lines = {line.assessment: line.score for line in client.get(reverse("assessment:list")).context["lines"]}
    assert levels(assessments, lines.get) == LEVELS
    overviews = {a: client.get(a.get_absolute_url()).context["outline"].scores.whole for a in assessments.values()}
    assert levels(assessments, overviews.get) == LEVELS


def test_what_was_before_keeps_its_own_rules_beside_a_new_figure(
    rules_2, signed, fund, edition, answer, anna, client_of
):
    new = actions.create_assessment(fund, edition=edition, unit=fund.whole, title="Again", by=anna)
    answer(anna, 4, guideline=edition.guidelines.get(number=1), into=new)
    answer(anna, 3, guideline=edition.guidelines.get(number=2), into=new)
    line = client_of(anna).get(reverse("assessment:list")).context["lines"][0]
    assert (line.title.value, str(line.score.level), str(line.before.level)) == ("Again", "3.00", "2.00")
