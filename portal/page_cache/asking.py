"""Who gets a kept page, what tells two pages apart, and the request that a page for everybody is made from."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.http import urlencode

#: The words of a query that any public page reads; all others change nothing, and no page gets to see them.
WORDS = ("since", "with")
#: Whoever sends one of these headers wants something else than the whole page.
OTHER_WISHES = ("HTTP_AUTHORIZATION", "HTTP_HX_REQUEST", "HTTP_RANGE", "HTTP_X_REQUESTED_WITH")
#: What the page of a visitor may know of the server that it is asked at; the id is for its log line alone.
SERVER = ("SCRIPT_NAME", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "HTTP_X_REQUEST_ID")


def public_page(view):
    """Mark a view: to whoever is not signed in it says the same at one address, whoever asks.

    It sees of a visitor's request nothing but scheme, host, path and the words in ``WORDS``.
    """
    view.is_public_page = True
    return view


@dataclass(frozen=True)
class Address:
    """All that tells a visitor's page from another one."""

    scheme: str
    host: str
    path: str
    query: str
    gzip: bool

    @property
    def key(self):
        return (self.scheme, self.host, self.path, self.query, self.gzip)


def asks_for_a_page(request: HttpRequest) -> bool:
    """Say whether a visitor may be meant: nobody signed in, nothing to be told once, no fragment or preview wanted."""
    meta = request.META
    if request.method not in ("GET", "HEAD") or getattr(request, "is_dummy", False):
        return False
    if any(name in meta for name in OTHER_WISHES):
        return False
    if "HTTP_COOKIE" in meta and not telling_cookies().isdisjoint(request.COOKIES):
        return False
    return not request.path_info.startswith((settings.STATIC_URL, settings.MEDIA_URL))


def telling_cookies():
    """Return the names of the cookies by which a page may differ: a session, with its messages, and a language."""
    return {settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME}


def address_of(request: HttpRequest) -> Address:
    """Return the address asked for, its query in one order. Raises DisallowedHost."""
    return Address(
        scheme=request.scheme,
        host=request.get_host().lower(),
        path=request.path,
        query=query_of(request) if request.META.get("QUERY_STRING") else "",
        gzip=takes_gzip(request.META.get("HTTP_ACCEPT_ENCODING", "")),
    )


def query_of(request):
    """Return the words that a page may read, sorted, each with its last value, as Django reads it."""
    return urlencode([(word, request.GET[word]) for word in WORDS if word in request.GET])


ENCODING = re.compile(r"^\s*(?:gzip|x-gzip)\s*(?:;\s*q\s*=\s*([0-9.]+)\s*)?$", re.IGNORECASE)


@lru_cache(maxsize=200)
def takes_gzip(header):
    """Say whether ``Accept-Encoding`` names gzip and does not refuse it."""
    found = [match for one in header.split(",") if (match := ENCODING.match(one))]
    return bool(found) and (found[0].group(1) or "1").strip("0.") != ""


def is_public_page(path_info: str) -> bool:
    """Say whether the view at this path is marked; the language of the path decides which addresses there are."""
    with translation.override(translation.get_language_from_path(path_info) or settings.LANGUAGE_CODE):
        try:
            return getattr(resolve(path_info).func, "is_public_page", False)
        except Resolver404:
            return False


def everybodys(request: WSGIRequest, address: Address) -> WSGIRequest:
    """Return a request that holds what the key holds and nothing else.

    No cookie, no header but the host and no other word of the query reaches
    the page, so that none can reach the next reader.
    """
    kept = {name: request.META[name] for name in SERVER if name in request.META}
    kept |= {name: value for name, value in request.environ.items() if name.startswith("wsgi.")}
    kept |= {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": request.environ.get("PATH_INFO", "/"),
        "QUERY_STRING": address.query,
        "HTTP_HOST": address.host,
        "wsgi.url_scheme": address.scheme,
    }
    if settings.SECURE_PROXY_SSL_HEADER:
        header, secure = settings.SECURE_PROXY_SSL_HEADER
        kept[header] = secure if address.scheme == "https" else "http"
    return WSGIRequest(kept)
