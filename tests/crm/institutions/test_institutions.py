import pytest
from django.core.exceptions import ValidationError

from crm.institutions import actions
from crm.institutions.enums import UnitKind
from crm.institutions.models import Institution
from portal.languages import localized
from tests.factories import CountryFactory, UserFactory


@pytest.fixture
def editor(db):
    return UserFactory()


NAMES = {"en": "Pension Office", "fr": "Office des pensions", "ar": "مكتب المعاشات"}


def test_an_institution_comes_with_its_whole(db, anna):
    made = actions.create_institution(country=CountryFactory(), names=NAMES, by=anna)
    assert [unit.kind for unit in made.units.all()] == [UnitKind.WHOLE]
    assert localized(made, "name", language="fr").value == "Office des pensions"
    assert localized(made, "name", language="de").is_fallback


def test_an_institution_needs_an_english_name(db, anna):
    with pytest.raises((ValidationError, KeyError)):
        actions.create_institution(country=CountryFactory(), names={"fr": "Caisse"}, by=anna)


def test_lists_sort_as_readers_of_the_language_expect(db, editor):
    for french in ("Éclair", "Zébu", "Ecluse", "Assurance"):
        actions.create_institution(country=CountryFactory(), names={"en": "Same", "fr": french}, by=editor)
    listed = [localized(row, "name", language="fr").value for row in Institution.objects.in_order("fr")]
    assert listed == ["Assurance", "Éclair", "Ecluse", "Zébu"]


def test_a_new_name_moves_the_institution_in_lists(db, editor):
    made = actions.create_institution(country=CountryFactory(), names={"en": "Zulu"}, by=editor)
    actions.create_institution(country=CountryFactory(), names={"en": "Beta"}, by=editor)
    actions.rename_institution(made, names={"en": "Alpha"}, acronyms={}, by=editor)
    assert [row.name_en for row in Institution.objects.in_order("en")] == ["Alpha", "Beta"]


def test_there_is_one_whole(fund, anna):
    with pytest.raises(ValueError, match="whole"):
        actions.add_unit(fund, kind=UnitKind.WHOLE, names={"en": "All"}, by=anna)


def test_a_unit_has_a_name_in_each_language_it_was_given(fund, anna):
    unit = actions.add_unit(fund, kind=UnitKind.REGION, names={"en": "North", "fr": "Nord"}, by=anna)
    assert localized(unit, "name", language="fr").value == "Nord"
