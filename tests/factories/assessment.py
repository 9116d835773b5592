import factory
from factory.django import DjangoModelFactory

from guidelines.assessment.enums import State
from guidelines.assessment.models import Answer, Assessment
from portal import clock
from tests.factories.accounts import UserFactory
from tests.factories.institutions import InstitutionFactory
from tests.factories.library import EditionFactory


class AssessmentFactory(DjangoModelFactory):
    class Meta:
        model = Assessment

    class Params:
        in_progress = factory.Trait(state=State.IN_PROGRESS)
        handed_in = factory.Trait(
            state=State.IN_REVIEW,
            handed_in_at=factory.LazyFunction(clock.now),
            handed_in_by=factory.SubFactory(UserFactory),
        )

    institution = factory.SubFactory(InstitutionFactory)
    unit = factory.LazyAttribute(lambda o: o.institution.whole)
    edition = factory.SubFactory(EditionFactory, published=True)
    title = "Assessment 2026"
    scoring_rules = 1
    created_by = factory.SubFactory(UserFactory)


class AnswerFactory(DjangoModelFactory):
    class Meta:
        model = Answer

    assessment = factory.SubFactory(AssessmentFactory)
    version = 1
    level = 2
    answered_by = factory.SubFactory(UserFactory)
    read_lang = "en"
