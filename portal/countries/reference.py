"""Countries, as every installation needs them. Safe to repeat: a row follows its code, names follow their sources."""

import csv
from pathlib import Path

from django.db import transaction

from portal.countries.models import Country
from portal.countries.names import OVERRIDES
from portal.formats import locale_of
from portal.languages import CODES, column, sort_key

TABLE = Path(__file__).with_name("codes.csv")
COLUMNS = [column(field, code) for field in ("name", "sort") for code in CODES]


@transaction.atomic
def load():
    """Write every country of the table, with its names and the keys by which lists sort, in seven languages."""
    territories = {code: locale_of(code).territories for code in CODES}
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = [_country(line, territories) for line in csv.DictReader(lines)]
    Country.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=["iso3", "region", *COLUMNS]
    )


def _country(line, territories):
    country = Country(code=line["code"], iso3=line["iso3"], region=line["region"])
    for code in CODES:
        name = OVERRIDES.get(country.code, {}).get(code) or territories[code][country.code]
        setattr(country, column("name", code), name)
        setattr(country, column("sort", code), sort_key(name, code))
    return country
