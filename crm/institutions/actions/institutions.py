from django.db import transaction

from crm.institutions.enums import UnitKind
from crm.institutions.models import Institution, Unit
from portal.audit.record import record
from portal.languages import CODES, SOURCE, column, set_columns, sort_key, value_in


@transaction.atomic
def create_institution(*, country, names, by, acronyms=None, website="", member_since=None):
    """Take an institution in, with its unit "whole", which every institution has.

    ``names`` and ``acronyms`` are texts by language code; English is required.
    """
    institution = Institution(country=country, website=website, member_since=member_since)
    _write_names(institution, names, acronyms or {})
    institution.full_clean()
    institution.save()
    Unit.objects.create(institution=institution, kind=UnitKind.WHOLE)
    record(institution, "institutions.create_institution", by=by, after={"names": names})
    return institution


@transaction.atomic
def rename_institution(institution, *, names, acronyms, by):
    """Change the names; the keys by which lists sort follow."""
    institution = Institution.objects.select_for_update().get(pk=institution.pk)
    before = {code: value_in(institution, "name", code) for code in CODES}
    _write_names(institution, names, acronyms)
    institution.full_clean()
    institution.save()
    record(institution, "institutions.rename_institution", by=by, before={"names": before}, after={"names": names})
    return institution


@transaction.atomic
def add_unit(institution, *, kind, names, by):
    """Add a part that can be assessed by itself."""
    if kind == UnitKind.WHOLE:
        raise ValueError("The unit “whole” is made with the institution.")
    unit = Unit(institution=institution, kind=kind)
    set_columns(unit, "name", names)
    unit.full_clean()
    unit.save()
    record(unit, "institutions.add_unit", by=by, after={"kind": kind, "names": names})
    return unit


def _write_names(institution, names, acronyms):
    set_columns(institution, "name", names)
    set_columns(institution, "acronym", acronyms)
    for code in CODES:
        # A name that is missing sorts where the English one, which is shown instead, would stand.
        name = names.get(code) or names[SOURCE]
        setattr(institution, column("sort", code), sort_key(name, code))
