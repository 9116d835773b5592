"""An assessment with three answers, handed in, and the same one signed."""

import pytest

from guidelines.assessment import snapshot
from guidelines.assessment.enums import State
from tests.factories import AnswerFactory, AssessmentFactory
from tests.guidelines.assessment.reports.common import SIGNED


@pytest.fixture
def answered(fund, edition, carl):
    """Level 2 with target 4 and a comment that looks like a formula; level 4; not applicable."""
    assessment = AssessmentFactory(institution=fund, edition=edition, title="Our ICT", handed_in=True)
    first, second, third = edition.guidelines.order_by("number")
    AnswerFactory(assessment=assessment, guideline=first, level=2, target=4, comment="=1+1 <b>", comment_lang="fr")
    AnswerFactory(assessment=assessment, guideline=second, level=4, answered_by=carl)
    AnswerFactory(assessment=assessment, guideline=third, level=None, is_not_applicable=True)
    return assessment


@pytest.fixture
def stored(answered, ada):
    ada.time_zone = "Asia/Tokyo"
    ada.save()
    answered.state, answered.signed_off_at, answered.signed_off_by = State.SIGNED_OFF, SIGNED, ada
    answered.save()
    return snapshot.store_report(answered, by=ada)


@pytest.fixture
def quick_pdf(monkeypatch):
    """The typesetter has tests of its own; here its pages are enough."""
    monkeypatch.setattr(
        "portal.reports.pdf.render",
        lambda html, *, language, title, css="": f"%PDF {language} {title}\n{html}".encode(),
    )
