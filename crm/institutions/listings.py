"""What the pages of an institution show. Each list costs the same for one row and for thirty."""

from django.db.models import Prefetch

from crm.institutions.enums import UnitKind
from crm.institutions.models import AccountRequest, Affiliation, AffiliationRole, InstitutionInvitation
from portal.languages import SOURCE, localized, sort_key


def colleagues(institution):
    """Return the affiliations that open something now, with ``held`` roles, sorted by name."""
    current = AffiliationRole.objects.current().order_by("role")
    rows = (
        Affiliation.objects.current()
        .with_role()
        .filter(institution=institution)
        .select_related("person__user")
        .prefetch_related(Prefetch("roles", queryset=current, to_attr="held"))
    )
    return sorted(rows, key=lambda row: sort_key(row.person.name, SOURCE))


def invitations(institution):
    """Return the letters that nobody has answered: those that are open, and those that ran out."""
    return (
        InstitutionInvitation.objects.filter(
            institution=institution, invitation__accepted_at=None, invitation__withdrawn_at=None
        )
        .select_related("invitation__invited_by")
        .order_by("-invitation__invited_at")
    )


def requests(institution):
    return AccountRequest.objects.waiting().filter(institution=institution)


def units(institution):
    """Return the parts, the whole first, with the name shown."""
    rows = list(institution.units.all())
    for row in rows:
        row.shown = localized(row, "name") or row.get_kind_display()
        row.kind_shown = row.get_kind_display() if row.kind != UnitKind.WHOLE else ""
    return sorted(rows, key=lambda row: (row.kind != UnitKind.WHOLE, row.kind, sort_key(str(row.shown), SOURCE)))
