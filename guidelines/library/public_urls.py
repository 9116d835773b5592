"""Addresses without a language in them."""

from django.urls import path

from guidelines.library import converters  # noqa: F401 (registers them)
from guidelines.library.views import public

urlpatterns = [
    path("sitemap-guidelines.xml", public.sitemap_index, name="sitemap_guidelines"),
    path("sitemap-guidelines-<set:slug>.xml", public.sitemap_of_set, name="sitemap_guidelines_set"),
    path("sitemap-glossary.xml", public.sitemap_of_glossary, name="sitemap_glossary"),
    path("guidelines/edition-1.schema.json", public.edition_schema, name="library_schema"),
    path("guidelines/<set:slug>/e<year:year>/edition.json", public.edition_json, name="library_json"),
]
