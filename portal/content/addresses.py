"""Addresses that belong to the portal's own views and are refused as page slugs."""

import re
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import get_resolver

#: The first part of an address, as far as it is fixed: "guidelines" of "guidelines/<slug:code>/".
FIRST = re.compile(r"^\^?([\w-]+)")


@cache
def reserved():
    """Return the first part of each of our addresses, read from the URL configuration itself."""
    stored = {urlsplit(url).path.strip("/").split("/")[0] for url in (settings.STATIC_URL, settings.MEDIA_URL)}
    return frozenset(_firsts(get_resolver().url_patterns) | stored)


def _firsts(patterns):
    found = set()
    for pattern in patterns:
        # The language in front of our addresses says nothing about what stands behind it.
        text = "" if hasattr(pattern.pattern, "prefix_default_language") else str(pattern.pattern)
        fixed = FIRST.match(text)
        if fixed:
            found.add(fixed.group(1))
        elif text in ("", "^") and hasattr(pattern, "url_patterns"):
            found |= _firsts(pattern.url_patterns)
    return found
