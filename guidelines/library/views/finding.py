"""From an address to an edition, the same way for every page."""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect

from guidelines.library.models import Edition
from portal.access import get_or_deny


def one_spelling(view):
    """Lead ``/guidelines/ICT/`` to ``/guidelines/ict/``, so that a page has one address."""

    @wraps(view)
    def lower(request, slug, **kwargs):
        if slug != slug.lower():
            return redirect(request.resolver_match.view_name, slug=slug.lower(), **kwargs, permanent=True)
        return view(request, slug, **kwargs)

    return lower


def edition_or_404(user, slug, year):
    return get_or_deny(user, Edition.objects.for_reading(), "library.view_edition", set__code=slug.upper(), year=year)


def current_edition(slug):
    """Return the edition in force, or 404."""
    found = Edition.objects.in_force().select_related("set").filter(set__code=slug.upper()).first()
    if found is None:
        raise Http404
    return found
