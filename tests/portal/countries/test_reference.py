import pytest

from portal.countries import reference
from portal.countries.models import Country, Region
from portal.languages import CODES, localized, value_in


@pytest.fixture
def countries(db):
    reference.load()
    return Country.objects.all()


def test_every_country_has_a_name_in_each_language(countries):
    assert countries.count() == 250
    for country in countries:
        assert all(value_in(country, "name", code) for code in CODES), country.code


def test_loading_again_changes_nothing(countries):
    before = list(countries.values().order_by("pk"))
    reference.load()
    assert list(Country.objects.values().order_by("pk")) == before


def test_a_name_of_the_association_wins(countries):
    assert localized(countries.get(code="PS"), "name", language="fr").value == "Palestine"
    assert localized(countries.get(code="MM"), "name", language="en").value == "Myanmar"


def test_only_uninhabited_territories_have_no_region(countries):
    assert set(countries.filter(region="").values_list("code", flat=True)) == {"AQ", "BV", "GS", "HM"}
    assert set(countries.exclude(region="").values_list("region", flat=True)) == set(Region.values)


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [("fr", "EG", "SN"), ("de", "EG", "AL"), ("zh-hans", "JP", "CN"), ("ar", "ES", "CN")],
)
def test_names_sort_as_readers_expect(countries, language, first, second):
    order = list(countries.in_order(language).values_list("code", flat=True))
    assert order.index(first) < order.index(second)
