from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from guidelines.assessment.use import UseOfAssessments


@hooks.register("register_admin_urls")
def admin_urls():
    return [
        path("assessments/", UseOfAssessments.as_view(), name="assessment_use"),
        path("assessments/results/", UseOfAssessments.as_view(results_only=True), name="assessment_use_results"),
    ]


class UseMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("assessment.view_use")


@hooks.register("register_reports_menu_item")
def menu_item():
    return UseMenuItem(
        _("Use of self-assessments"), reverse("assessment_use"), name="assessment-use", icon_name="tasks", order=120
    )
