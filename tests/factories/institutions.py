import factory
from factory.django import DjangoModelFactory

from crm.institutions.enums import UnitKind
from crm.institutions.models import Affiliation, AffiliationRole, Institution, Person, Unit
from portal.countries.models import Country
from tests.factories.accounts import UserFactory


class CountryFactory(DjangoModelFactory):
    class Meta:
        model = Country
        django_get_or_create = ["code"]

    code = "SN"
    iso3 = "SEN"
    region = "africa"
    name_en = "Senegal"
    name_fr = "Sénégal"
    name_ar = "السنغال"


class InstitutionFactory(DjangoModelFactory):
    class Meta:
        model = Institution
        skip_postgeneration_save = True

    country = factory.SubFactory(CountryFactory)
    name_en = factory.Sequence(lambda n: f"Provident Fund {n}")
    name_fr = factory.Sequence(lambda n: f"Caisse de prévoyance {n}")

    @factory.post_generation
    def whole_unit(self, create, extracted, **kwargs):
        if create:
            Unit.objects.create(institution=self, kind=UnitKind.WHOLE)


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    user = factory.SubFactory(UserFactory, name=factory.SelfAttribute("..name"))
    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.SelfAttribute("user.email")


class AffiliationFactory(DjangoModelFactory):
    class Meta:
        model = Affiliation

    person = factory.SubFactory(PersonFactory)
    institution = factory.SubFactory(InstitutionFactory)


def affiliate(user, institution, *roles, **fields):
    """Give ``user`` a person and an affiliation with ``roles`` at ``institution``."""
    person, _new = Person.objects.get_or_create(user=user, defaults={"name": user.name, "email": user.email})
    affiliation = AffiliationFactory(person=person, institution=institution, **fields)
    for role in roles:
        AffiliationRole.objects.create(affiliation=affiliation, role=role)
    return affiliation
