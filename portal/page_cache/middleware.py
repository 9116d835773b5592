"""Gives visitors the page that is kept, and keeps what may be kept."""

import gzip
import hashlib

import structlog
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse
from django.http.response import ResponseHeaders
from django.utils.cache import cc_delim_re, get_conditional_response, patch_vary_headers
from django.utils.http import parse_http_date_safe

from portal import clock
from portal.middleware import request_id
from portal.page_cache import generation, lines, watching
from portal.page_cache.asking import address_of, asks_for_a_page, everybodys, is_public_page
from portal.page_cache.life import end_of_life
from portal.page_cache.store import Page, Store

logger = structlog.stdlib.get_logger(__name__)

#: Browsers and proxies may keep a visitor's page and must ask each time whether it still holds.
ASK_AGAIN = "no-cache"
#: Of a page that is not the same for all, only the reader's own browser keeps a copy.
OWN_COPY = "private, no-cache"
OPEN_TO = "access-control-allow-origin"
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
#: Below this, compressing costs more than it saves.
WORTH_COMPRESSING = 500
COMPRESSED = ("text/", "application/json", "application/schema+json", "application/xml")
GZIP_LEVEL = 5

store = Store(settings.PAGE_CACHE_BYTES)


class PageCacheMiddleware:
    """The top of the stack: whoever gets a kept page has passed nothing else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not asks_for_a_page(request):
            return own(self.get_response(request))
        try:
            address = address_of(request)
        except SuspiciousOperation:  # it is refused below, as everywhere
            return self.get_response(request)
        mark, now = generation.current() if store.limit else None, clock.now()
        page = mark and store.get(address.key, mark, now.timestamp())
        if page:
            given = answer(request, page, request_id(request))
            lines.given(request, given, page)
            return given
        if not is_public_page(request.path_info):
            return own(self.get_response(request))
        return self.made(request, address, mark, now)

    def made(self, request, address, mark, now):
        """Return a page made for everybody, or what came instead for this reader alone."""
        clean = everybodys(request, address)
        with watching.private_reads() as private:
            response = self.get_response(clean)
        if response.cookies:
            # A form with a token, say: it belongs to this reader, and must fit what this reader has.
            return own(self.get_response(request))
        route = clean.resolver_match.route if clean.resolver_match else ""
        if private:
            logger.error("page_cache.private_tables", route=route, tables=sorted(private))
            return own(response)
        if not is_for_everybody(response):
            return own(response)
        its_id = response.headers.pop("X-Request-Id", ("", ""))[1]
        page = page_of(response, address, mark, now, route)
        if mark and store.is_wanted(address.key):
            store.put(address.key, page)
        return answer(request, page, its_id)


def own(response):
    """Return an answer that is not for all; one that says nothing about copies allows none but the reader's."""
    if response.get("Content-Type", "").startswith("text/html"):
        response.setdefault("Cache-Control", OWN_COPY)
    return response


def is_for_everybody(response):
    """Say whether an answer may be given to all: a whole page. No error and no redirect is kept."""
    words = {word.partition("=")[0].lower() for word in cc_delim_re.split(response.get("Cache-Control", ""))}
    return response.status_code == 200 and not response.streaming and not words & {"private", "no-store", "no-cache"}


def page_of(response, address, mark, now, route):
    """Return the page, compressed where the key says so, with the headers that all its readers get."""
    body = response.content
    if address.gzip and is_worth_compressing(response, body):
        body = gzip.compress(body, GZIP_LEVEL, mtime=0)
        response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    response.setdefault("Cache-Control", ASK_AGAIN)
    response["ETag"] = f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    response["Content-Length"] = str(len(body))
    return Page(body, ReadyHeaders.of(response), mark or "", now.timestamp(), end_of_life(now).timestamp(), route)


def is_worth_compressing(response, body):
    kind = response.get("Content-Type", "")
    return len(body) >= WORTH_COMPRESSING and kind.startswith(COMPRESSED) and "Content-Encoding" not in response


class ReadyHeaders(ResponseHeaders):
    """Headers that were checked when the page was made; each answer begins with a copy of them."""

    def __init__(self, ready):
        self._store = dict(ready)

    @classmethod
    def of(cls, response):
        return dict(response.headers._store)


def answer(request, page, its_id):
    """Return the page as this reader asked for it: whole, its head alone, or that nothing has changed."""
    response = HttpResponse(page.body if request.method == "GET" else b"", content_type="text/html")
    response.headers = ReadyHeaders(page.headers)
    if any(name in request.META for name in CONDITIONS):
        changed = parse_http_date_safe(response["Last-Modified"]) if "Last-Modified" in response else None
        response = get_conditional_response(request, response["ETag"], changed, response)
        if OPEN_TO in page.headers:  # a 304 is read by programs of other sites too
            response.headers._store[OPEN_TO] = page.headers[OPEN_TO]
    response["X-Request-Id"] = its_id
    return response
