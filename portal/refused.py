"""What a refused request shows: the words that were entered, so that nothing is lost without script.

A view that takes longer texts says so with ``keeps``. When its request is
refused before the view is reached, because the session has ended or the page
is too old, the answer is a page with those words instead of a bare refusal.
"""

from urllib.parse import urlsplit

from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _


def keeps(**labels):
    """Mark a view: its POST fields of these names are shown again, under these labels, when it is refused."""

    def mark(view):
        view.keeps = labels
        return view

    return mark


def wants_data(request):
    """Return whether a script asks, which reads a status and not a page."""
    wants_page = "text/html" in request.headers.get("Accept", "text/html")
    return bool(request.headers.get("HX-Request") or request.headers.get("X-Requested-With") or not wants_page)


def kept_page(request, labels, *, status, sentence, sign_in=False):
    """Return a page that says why, and shows what was entered, to be copied or sent again."""
    entries = [(label, text) for name, label in labels.items() if (text := request.POST.get(name, "").strip())]
    way_back = where_from(request)
    context = {
        "entries": entries,
        "sentence": sentence,
        "back_url": way_back,
        "sign_in_url": f"{reverse('account_login')}?{urlencode({'next': way_back})}" if sign_in else "",
    }
    return render(request, "errors/kept.html", context, status=status)


def where_from(request):
    """Return the path of the page the form stood on, when it is one of ours; else the home page."""
    referer = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        path = urlsplit(referer).path
        # Two slashes at the start would name another host.
        return path if url_has_allowed_host_and_scheme(path, None) else "/"
    return "/"


def signed_out(request, view):
    """Return the page for a session that ended while somebody wrote, or None when the view keeps nothing."""
    labels = getattr(view, "keeps", None)
    if request.method != "POST" or not labels:
        return None
    sentence = _("You are signed out, so nothing was saved. What you entered is below: sign in, then enter it again.")
    return kept_page(request, labels, status=401, sentence=sentence, sign_in=True)


def too_old(request, reason=""):
    """CSRF_FAILURE_VIEW: the page was opened before the last sign-in, or is no page of ours."""
    if wants_data(request):
        return JsonResponse({"code": "csrf"}, status=403)
    view = request.resolver_match.func if request.resolver_match else None
    sentence = _("This page was too old to be sent safely, so nothing was saved. Open it again and send it once more.")
    return kept_page(request, getattr(view, "keeps", {}), status=403, sentence=sentence)
