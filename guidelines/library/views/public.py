"""What other systems and search engines read: a published edition as JSON, its schema, the sitemaps.

These addresses have no language in them, ask nobody who they are, and give
everybody the same.
"""

import hashlib
import json

from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps.views import sitemap
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from guidelines.library import sitemaps
from guidelines.library.enums import PUBLIC
from guidelines.library.exchange import as_public
from guidelines.library.models import Edition
from guidelines.library.views.finding import one_spelling
from portal.page_cache import public_page

#: So long a copy on the way may be given without asking again.
FRESH = 300


@public_page
@login_not_required
@require_safe
@one_spelling
def edition_json(request, slug, year):
    """The edition as everybody may read it, for programs on any site."""
    editions = Edition.objects.filter(set__code=slug.upper(), year=year, state__in=PUBLIC)
    edition = editions.prefetch_related("languages").first()
    if edition is None:
        raise Http404
    content = as_public.write(edition)
    changed = int(as_public.last_changed(edition).timestamp())
    return _given(request, content, "application/json", changed=changed)


@public_page
@login_not_required
@require_safe
def edition_schema(request):
    """What a program may rely on in ``edition.json``."""
    content = json.dumps(as_public.schema(), ensure_ascii=False, indent=1).encode()
    return _given(request, content, "application/schema+json")


def _given(request, content, content_type, *, changed=None):
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=content_type)
    response["ETag"] = etag
    if changed:
        response["Last-Modified"] = http_date(changed)
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = f"public, max-age={FRESH}"
    response["X-Content-Type-Options"] = "nosniff"
    found = get_conditional_response(request, etag=etag, last_modified=changed, response=response)
    found["Access-Control-Allow-Origin"] = "*"  # a 304 is read by programs of other sites too
    return found


@public_page
@login_not_required
@require_safe
def sitemap_index(request):
    """One sitemap for each set that has an edition in force, so that none grows with the library."""
    context = {"sitemaps": sitemaps.index()}
    return render(request, "sitemap_index.xml", context, content_type="application/xml")


@public_page
@login_not_required
@require_safe
@one_spelling
def sitemap_of_set(request, slug):
    edition = sitemaps.IN_FORCE.filter(set__code=slug.upper()).first()
    if edition is None:
        raise Http404
    return sitemap(request, sitemaps.of(edition))


@public_page
@login_not_required
@require_safe
def sitemap_of_glossary(request):
    return sitemap(request, {"glossary": sitemaps.Glossary()})
