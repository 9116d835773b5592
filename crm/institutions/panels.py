"""What institutions offer to My ISSA: the way to one's own institution and its people."""

from django.urls import reverse

from crm.institutions.enums import PortalRole
from crm.institutions.models import Institution
from crm.institutions.rules import roles_of
from portal.languages import localized
from portal.myissa.panels import MyPanel


class InstitutionsPanel(MyPanel):
    """Where one works: the institution's page, and for its coordinators the people."""

    template_name = "institutions/panels/institutions.html"

    def is_for(self, request):
        return bool(roles_of(request.user))

    def get_context_data(self, parent_context):
        held = roles_of(parent_context["request"].user)
        rows = Institution.objects.filter(pk__in=held).select_related("country").order_by("pk")
        return {
            "lines": [
                {
                    "name": localized(row, "name"),
                    "country": localized(row.country, "name"),
                    "url": reverse("institutions:detail", args=[row.uuid]),
                    "roles": [PortalRole(role).label for role in PortalRole if role in held[row.pk]],
                    "coordinates": PortalRole.COORDINATOR in held[row.pk],
                    "uuid": row.uuid,
                }
                for row in rows
            ]
        }
