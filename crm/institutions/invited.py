"""What an invitation of a colleague opens, as its reader is told."""

from django.utils.translation import gettext as _

from crm.institutions import actions
from crm.institutions.enums import PortalRole
from crm.institutions.models import InstitutionInvitation
from portal.accounts.invited import Opening
from portal.languages import localized


def opening(invitation):
    """Offer the institution and the roles there, where the invitation came from one."""
    row = InstitutionInvitation.objects.select_related("institution").filter(invitation=invitation).first()
    if row is None:
        return None
    return Opening(
        heading=_("Invitation to %(institution)s") % {"institution": localized(row.institution, "name").value},
        items_heading=_("Your roles"),
        items=tuple(PortalRole(role).label for role in row.roles),
        accept=actions.accept_invitation,
    )
