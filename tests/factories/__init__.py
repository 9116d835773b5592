"""Rows for a test, without surprises. Situations are traits: ``AssessmentFactory(in_progress=True)``."""

from tests.factories.accounts import UserFactory, pass_second_factor
from tests.factories.assessment import AnswerFactory, AssessmentFactory
from tests.factories.institutions import (
    AffiliationFactory,
    CountryFactory,
    InstitutionFactory,
    PersonFactory,
    affiliate,
)
from tests.factories.library import EditionFactory, GuidelineFactory, GuidelineSetFactory, SectionFactory

__all__ = [
    "AffiliationFactory",
    "AnswerFactory",
    "AssessmentFactory",
    "CountryFactory",
    "EditionFactory",
    "GuidelineFactory",
    "GuidelineSetFactory",
    "InstitutionFactory",
    "PersonFactory",
    "SectionFactory",
    "UserFactory",
    "affiliate",
    "pass_second_factor",
]
