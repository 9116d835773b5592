"""Who else has the same text open, in Wagtail's word; except that here saving joins both texts and overwrites nobody's."""

import json

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin.views.editing_sessions import ping as wagtail_ping


@require_POST
def ping(request, model, pk, session):
    """Answer as Wagtail does, and say what becomes of a text that somebody else has saved meanwhile."""
    told = json.loads(wagtail_ping(request, "library", model, str(pk), session).content)
    told["ping_url"] = address(model, pk, session)
    if any(other["revision_id"] for other in told["other_sessions"]):
        told["html"] += render_to_string("library/desk/_joined.html")
    return JsonResponse(told)


def address(model, pk, session):
    return reverse("library_desk:ping", args=[model, pk, session])
