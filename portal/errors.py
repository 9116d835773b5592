"""What a reader sees when something went wrong: what happened, what was kept, and a way on.

All pages are in the reader's language. A script gets the code alone. The
page for 500 asks nothing of the database, the session or the frame, because
any of them may be what broke.
"""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from portal.languages import current, direction, html_code
from portal.refused import wants_data


def bad_request(request, exception=None):
    """handler400"""
    return _page(
        request,
        400,
        title=_("This request could not be read"),
        lead=_("Something in the address or in the form was not as expected. Nothing was stored."),
    )


def permission_denied(request, exception=None):
    """handler403; a refusal may carry its reason, which is shown."""
    reason = next((arg for arg in getattr(exception, "args", ()) if arg), "")
    return _page(
        request,
        403,
        title=_("This is not open to you"),
        lead=reason
        or _(
            "You may see that it exists, but not do this here. Whoever gave you your role or your work can change that."
        ),
    )


def page_not_found(request, exception=None):
    """handler404; says the same for what does not exist and for what must stay unknown."""
    return _page(
        request,
        404,
        title=_("There is no page at this address"),
        lead=_("It may have moved, or the address was cut when it was copied. Nothing of yours was lost."),
    )


def too_many_requests(request, exception=None):
    """handler429, which allauth asks for as well."""
    return _page(
        request,
        429,
        title=_("Too many tries in a short time"),
        lead=_("To protect accounts we stop here for a while. Wait five minutes, then try once more."),
    )


def server_error(request):
    """handler500"""
    if wants_data(request):
        return JsonResponse({"code": 500}, status=500)
    language = current()
    context = {
        "language": language,
        "lang_code": html_code(language),
        "direction": direction(language),
        "request_id": getattr(request, "id", ""),
    }
    try:
        return HttpResponse(render_to_string("errors/500.html", context), status=500)
    except Exception:  # whatever broke, the reader gets a sentence
        return HttpResponse(_("Something went wrong on our side. Please try again in a few minutes."), status=500)


def _page(request, status, *, title, lead):
    if wants_data(request):
        return JsonResponse({"code": status}, status=status)
    return render(
        request, "errors/error.html", {"status": status, "error_title": title, "error_lead": lead}, status=status
    )
