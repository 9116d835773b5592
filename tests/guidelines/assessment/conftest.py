"""One assessment of the fund against the published edition, and short ways to answer it."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation

from guidelines.assessment import actions
from guidelines.assessment.actions import Values
from guidelines.assessment.enums import State
from tests.factories import AssessmentFactory


@pytest.fixture(autouse=True)
def _in_english():
    """A page asked for in French leaves French behind."""
    with translation.override("en"):
        yield


@pytest.fixture
def assessment(fund, edition):
    return AssessmentFactory(institution=fund, edition=edition, title="ICT 2026")


@pytest.fixture
def guideline(edition):
    return edition.guidelines.get(number=1)


@pytest.fixture
def answer_url(assessment, guideline):
    return reverse("assessment:answer", args=[assessment.uuid, guideline.key])


@pytest.fixture
def answer(assessment, guideline):
    """Return a function that saves an answer, by default to the first guideline, on top of what is there."""

    def save(by, level=None, *, guideline=guideline, seen=None, key=None, into=assessment, **values):
        known = into.answers.filter(guideline=guideline).first()
        return actions.save_answer(
            into,
            guideline.key,
            key=key or uuid4(),
            seen_version=seen if seen is not None else (known.version if known else 0),
            values=Values(level=level, **values),
            by=by,
        )

    return save


@pytest.fixture
def answered(assessment, edition, answer, carl):
    """The assessment with every guideline answered by Carl, in progress."""
    for guideline in edition.guidelines.all():
        answer(carl, 2, guideline=guideline, target=3)
    assessment.refresh_from_db()
    return assessment


@pytest.fixture
def handed_in(answered, anna):
    return actions.hand_in_assessment(answered, by=anna)


@pytest.fixture
def closed(handed_in, ada, anna):
    """Return a function that signs the assessment off, or archives it after that."""

    def close(state):
        signed = actions.sign_off_assessment(handed_in, by=ada)
        return actions.archive_assessment(signed, by=anna) if state == State.ARCHIVED else signed

    return close
