"""Addresses without a language in them: what search engines ask for."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps.views import sitemap
from django.http import HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps.sitemap_generator import Sitemap

from portal.page_cache import public_page

#: The names of all sitemaps; an app that has one adds it in its public_urls.
MAPS = ("sitemap_pages", "sitemap_guidelines")


@public_page
@login_not_required
@require_safe
def robots(request):
    """Where the sitemaps are, and what is nobody's to index."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /*/my/", "Disallow: /*/account/", ""]
    lines += [f"Sitemap: {settings.SITE_URL}{reverse(name)}" for name in MAPS]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


urlpatterns = [
    path("robots.txt", robots, name="robots"),
    path(
        "sitemap.xml", public_page(login_not_required(sitemap)), {"sitemaps": {"pages": Sitemap}}, name="sitemap_pages"
    ),
]
