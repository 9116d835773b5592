from crm.institutions.models import AccountRequest, Affiliation, InstitutionInvitation
from portal.formats import comma, day
from portal.languages import localized


def affiliations(user):
    """Give the person's affiliations, past ones too, to what is shown and downloaded as stored about them."""
    rows = (
        Affiliation.objects.filter(person__user=user)
        .select_related("institution", "person")
        .prefetch_related("roles")
        .order_by("-starts_on", "pk")
    )
    return "affiliations", [_plain(row) for row in rows]


def _plain(row):
    institution = localized(row.institution, "name")
    roles = [{"role": held.role, "starts_on": held.starts_on, "ends_on": held.ends_on} for held in row.roles.all()]
    names = comma().join(str(held.get_role_display()) for held in row.roles.all() if held.ends_on is None)
    dates = f"{day(row.starts_on)} – {day(row.ends_on) if row.ends_on else ''}"
    return {
        "institution": str(row.institution.uuid),
        "institution_name": institution.value,
        "position": row.position,
        "person_name": row.person.name,
        "person_email": row.person.email,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "roles": roles,
        "shown": " · ".join(part for part in (institution.value, names, dates) if part),
    }


def requests(user):
    """Give the requests for an account that came from the person's address."""
    fields = ("asked_at", "name", "email", "position", "message", "language", "state", "decided_at", "reason")
    return "account_requests", list(AccountRequest.objects.filter(email=user.email).order_by("pk").values(*fields))


def invitations(user):
    """Give the invitations to the person's address, and what each opened."""
    rows = InstitutionInvitation.objects.filter(invitation__email=user.email).select_related("invitation")
    return "invitations", [
        {
            "institution": str(row.institution_id and row.institution.uuid),
            "roles": row.roles,
            "name": row.invitation.name,
            "invited_at": row.invitation.invited_at,
            "state": row.invitation.state,
        }
        for row in rows.select_related("institution").order_by("pk")
    ]
