from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.institutions.enums import PortalRole
from crm.institutions.models import AccountRequest
from crm.institutions.rules import roles_of
from portal.access import group_permissions
from portal.languages import localized
from portal.myissa.todo import Todo


def requests_to_decide(user):
    """What waits: a line for each request at an institution one coordinates, and one for the whole desk of staff."""
    own = [institution for institution, roles in roles_of(user).items() if PortalRole.COORDINATOR in roles]
    waiting = AccountRequest.objects.waiting()
    for asked in waiting.filter(institution__in=own).select_related("institution"):
        yield Todo(
            title=_("Decide on %(name)s’s request for an account") % {"name": asked.name},
            url=reverse("institutions:request", args=[asked.institution.uuid, asked.uuid]),
            due_on=None,
            kind="account-request",
            detail=str(localized(asked.institution, "name")),
        )
    if "institutions.accept_accountrequest" in group_permissions(user) and (count := waiting.count()):
        text = ngettext("%(count)s request for an account waits", "%(count)s requests for an account wait", count)
        yield Todo(
            title=text % {"count": count},
            url=reverse("institutions_desk:requests"),
            due_on=None,
            kind="account-request",
            detail="",
        )
