"""The feed itself, which programs read without signing in, and the page where its owner finds and renews the link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.notifications.calendar import links
from portal.notifications.calendar.actions import renew_calendar
from portal.notifications.calendar.feed import Feed


@login_not_required
@require_safe
def feed(request, token):
    """A wrong, a renewed and a closed account's link all find the same nothing.

    Search engines are told so by header and not in robots.txt, which Google's
    calendar obeys when it fetches a feed for its owner.
    """
    user = links.owner(token)
    if user is None:
        raise Http404
    found = Feed.of(user)
    etag = f'"{found.mark}"'
    if (unchanged := get_conditional_response(request, etag=etag)) is not None:
        return _private(unchanged, etag)
    response = HttpResponse(found.ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="due-dates.ics"'
    return _private(response, etag)


def _private(response, etag):
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"  # kept by its reader alone, and asked for again each time
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def calendar(request):
    address = links.url(request.user)
    context = {"trail": _trail(), "address": address, "subscribe_url": f"webcal://{address.partition('://')[2]}"}
    return render(request, "notifications/calendar.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_renew(request):
    """Asks first: calendars that subscribed to the old link will stand still."""
    if request.method == "POST":
        renew_calendar(request.user, by=request.user)
        messages.success(request, _("This is your new link. The old one opens nothing any more."))
        return redirect("notifications:calendar")
    trail = [*_trail(), (_("Due dates in your calendar"), reverse("notifications:calendar"))]
    return render(request, "notifications/calendar_renew.html", {"trail": trail})


def _trail():
    return [(_("My ISSA"), reverse("myissa:home"))]
