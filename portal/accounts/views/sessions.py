from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts import actions, devices, sessions, sign_ins
from portal.tables import Column

#: Sign-ins on one page.
AT_ONCE = 50


def session_list(request):
    """Where somebody is signed in."""
    context = {
        "trusted": devices.trusted(request.user),
        "here": devices.find(request, request.user),
        "trust_columns": [Column(_("Browser")), Column(_("Until")), Column(_("What you can do"))],
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
    actions.end_trust_elsewhere(request.user, devices.secret_of(request), by=request.user)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("usersessions_list")


@require_POST
def trust_end(request, uuid):
    """Ask for the second factor again in one browser."""
    if actions.end_trust(request.user, uuid, by=request.user):
        messages.success(request, _("That browser is asked for the second factor again."))
    else:
        messages.info(request, _("That browser was not trusted any more."))
    return redirect("usersessions_list")


def sign_in_list(request):
    """When, from where and by what means somebody signed in or was refused."""
    context = {
        "page": Paginator(sign_ins.of(request.user), AT_ONCE).get_page(request.GET.get("page")),
        "kept": sign_ins.KEPT.days,
        "columns": [Column(_("When")), Column(_("From where")), Column(_("By what means")), Column(_("How it went"))],
    }
    return render(request, "accounts/sign_ins.html", context)
