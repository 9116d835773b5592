"""One click in a letter stops letters of its kind. Whoever has the letter may, without signing in (RFC 8058)."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.notifications import actions
from portal.notifications.kinds import kind_of
from portal.notifications.stop import chosen, read


@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, token):
    """Show what will stop, and stop it when asked to. Opening the address stops nothing: programs that check links open it.

    A mail program posts ``List-Unsubscribe=One-Click`` from its own server and
    has neither cookie nor CSRF token; the signed address is what proves it.
    """
    found = read(token)
    if found is None:
        raise Http404("No letter of ours bears this address.")
    user, what = found
    if request.method == "POST":
        actions.choose(user, chosen(user, what), by=user)
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse(status=200)
    kind = kind_of(what)
    context = {"label": kind.label if kind else "", "is_stopped": request.method == "POST"}
    return render(request, "notifications/stop.html", context)
