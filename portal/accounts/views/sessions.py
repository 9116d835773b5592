from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts import sessions
from portal.tables import Column


def session_list(request):
    """Where somebody is signed in."""
    context = {
        "places": sessions.places(request.user, request.session.session_key),
        "columns": [
            Column(_("Browser")),
            Column(_("Network address")),
            Column(_("Since")),
            Column(_("What you can do")),
        ],
    }
    return render(request, "usersessions/usersession_list.html", context)


@require_POST
def session_end(request, code):
    """Sign out there."""
    if sessions.end(request.user, code, request.session.session_key):
        messages.success(request, _("You are signed out there."))
    else:
        messages.info(request, _("That session had ended already."))
    return redirect("usersessions_list")


@require_POST
def session_end_others(request):
    sessions.end_others(request.user, request.session.session_key)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("usersessions_list")
