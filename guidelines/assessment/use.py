"""The fact of use, as staff see it in Wagtail's admin: whose, which set, which state, since when. Nothing else."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from guidelines.assessment.models import Assessment
from portal.access import group_permissions
from portal.languages import localized


class UseOfAssessments(ReportView):
    model = Assessment
    permission_policy = None
    permission_required = "assessment.view_use"
    page_title = _("Use of self-assessments")
    header_icon = "tasks"
    index_url_name = "assessment_use"
    index_results_url_name = "assessment_use_results"
    default_ordering = "-created_at"
    list_export = []
    columns = [
        Column("institution", label=_("Institution"), accessor=lambda row: localized(row.institution, "name")),
        Column("set", label=_("Set of guidelines"), accessor=lambda row: localized(row.edition.set, "title")),
        Column("edition", label=_("Edition"), accessor=lambda row: row.edition.year),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("created_at", label=_("Started"), sort_key="created_at"),
        DateColumn("handed_in_at", label=_("Handed in"), sort_key="handed_in_at"),
        DateColumn("signed_off_at", label=_("Signed off"), sort_key="signed_off_at"),
    ]

    def user_has_permission(self, permission):
        """Ask for the role that gives it; being a superuser is none."""
        return permission in group_permissions(self.request.user)

    def get_queryset(self):
        self.queryset = Assessment.objects.facts_of_use()
        return super().get_queryset()
