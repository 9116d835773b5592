from datetime import time

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal import clock, doors, mail
from portal.formats import day_month, zone_name
from portal.myissa.todo import in_order


@require_safe
def home(request):
    """The signed-in home: what waits for me, and what the apps show of our work."""
    todos = in_order(todo for offer in doors.todos for todo in offer(request.user))
    # The top bar counts the same lines; it need not ask for them again.
    request._todo_count = len(todos)
    panels = [panel for panel in doors.panels if panel.place == "my" and panel.is_for(request)]
    context = {
        "greeting": greeting(request.user.name),
        "today": clock.now(),
        "zone": zone_name(),
        "returned": mail.undeliverable(request.user.email),
        "todos": todos,
        "first_due": next((day_month(todo.due_on) for todo in todos if todo.due_on), ""),
        "panels": panels,
        "go_on": next((way for panel in panels if (way := panel.go_on(request))), None),
    }
    return render(request, "myissa/home.html", context)


def greeting(name):
    """Return a greeting for the time of day where the person is."""
    hour = timezone.localtime(clock.now()).time()
    if time(5) <= hour < time(12):
        return _("Good morning, %(name)s") % {"name": name}
    if time(12) <= hour < time(18):
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}
