from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.background import views


@hooks.register("register_admin_urls")
def admin_urls():
    return [
        path("tasks/", views.TaskList.as_view(), name="background_tasks"),
        path("tasks/again/", views.task_retry_all, name="background_retry_all"),
        path("tasks/<uuid:uuid>/again/", views.task_retry, name="background_retry"),
    ]


class TasksMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("background.view_queuedtask")


@hooks.register("register_reports_menu_item")
def menu_item():
    return TasksMenuItem(_("Background tasks"), reverse("background_tasks"), name="tasks", icon_name="tasks", order=100)
