"""What the pages of an institution show. Each list costs the same for one row and for thirty."""

from django.db.models import Prefetch
from django.utils.html import format_html
from django.utils.translation import gettext as _

from crm.institutions.enums import UnitKind
from crm.institutions.models import AccountRequest, Affiliation, AffiliationRole, InstitutionInvitation
from portal.formats import comma
from portal.languages import SOURCE, localized, sort_key
from portal.reports import spreadsheet
from portal.tables import Column

#: What colleagues may be sorted by; roles so that those with the same stand together.
ORDERS = {
    "name": lambda row: sort_key(row.person.shown_name, SOURCE),
    "roles": lambda row: [held.role for held in row.held],
    "since": lambda row: row.starts_on,
}


def columns(column=Column):
    """Return the heads of a table of colleagues; ``column`` is a ``Sorting``'s where the page can be sorted."""
    return [column(_("Name"), "name"), column(_("Roles"), "roles"), column(_("Since"), "since")]


def sheet(colleagues):
    """Return what a table of colleagues shows, for a file."""
    heads = (
        spreadsheet.Column(_("Name"), 30),
        spreadsheet.Column(_("Position"), 30),
        spreadsheet.Column(_("Roles"), 36),
        spreadsheet.Column(_("Since")),
    )
    rows = [
        [
            row.person.shown_name,
            row.position,
            comma().join(str(held.get_role_display()) for held in row.held),
            row.starts_on,
        ]
        for row in colleagues
    ]
    return spreadsheet.Sheet(_("People"), heads, rows)


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
    return sorted(rows, key=ORDERS["name"])


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
    """Return who asks, each with the name marked as one, whatever the language of the page."""
    rows = list(AccountRequest.objects.waiting().filter(institution=institution))
    for row in rows:
        row.shown = format_html("<bdi>{}</bdi>", row.name)
    return rows


def units(institution):
    """Return the parts, the whole first, with the name shown."""
    rows = list(institution.units.all())
    for row in rows:
        row.shown = localized(row, "name") or row.get_kind_display()
        row.kind_shown = row.get_kind_display() if row.kind != UnitKind.WHOLE else ""
    return sorted(rows, key=lambda row: (row.kind != UnitKind.WHOLE, row.kind, sort_key(str(row.shown), SOURCE)))
