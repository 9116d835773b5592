from wagtail import hooks
from wagtail.admin.ui.components import Component

from portal import doors
from portal.myissa.todo import in_order


class WaitsPanel(Component):
    """What waits for the person, on the first page of the administration as in My ISSA."""

    order = 50  # before all of Wagtail's
    template_name = "myissa/admin/waits.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {"todos": in_order(todo for offer in doors.todos for todo in offer(user))}


@hooks.register("construct_homepage_panels")
def what_waits(request, panels):
    panels.append(WaitsPanel())
