from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.audit.views import AuditTrail


@hooks.register("register_admin_urls")
def admin_urls():
    return [
        path("audit/", AuditTrail.as_view(), name="audit_trail"),
        path("audit/results/", AuditTrail.as_view(results_only=True), name="audit_trail_results"),
    ]


class AuditMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("audit.view_entry")


@hooks.register("register_reports_menu_item")
def menu_item():
    return AuditMenuItem(_("Audit trail"), reverse("audit_trail"), name="audit", icon_name="history", order=110)
