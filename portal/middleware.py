"""What happens to every request: an id, policy headers, and sign-in by default."""

import re
import time
import uuid

import structlog
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponse
from django.middleware.locale import LocaleMiddleware

from portal import refused

logger = structlog.stdlib.get_logger(__name__)

#: Constant and free of nonces: a cached page and a fresh one carry the same.
PUBLIC_POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'"
#: Wagtail's admin writes scripts and styles into its pages.
ADMIN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; frame-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'"
)
ADMIN_PATH = "/admin/"
#: Nobody reads there in a language of their own: the admin, and what other servers call.
WITHOUT_LANGUAGE = (ADMIN_PATH, "/hooks/")
REQUEST_ID = re.compile(r"^[A-Za-z0-9-]{8,40}$")


class RequestIdMiddleware:
    """Give each request an id that its log lines, audit entries and tasks carry, and log how it went.

    The line names the route, never the address itself: an address may hold the
    secret of an invitation.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = request_id(request)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.id)
        began = time.monotonic()
        response = self.get_response(request)
        response["X-Request-Id"] = request.id
        logger.info(
            "request",
            method=request.method,
            route=request.resolver_match.route if request.resolver_match else "",
            status=response.status_code,
            milliseconds=round((time.monotonic() - began) * 1000),
        )
        return response


def request_id(request):
    """Return the id that a trusted proxy gave to a request, or a new one."""
    asked = request.META.get("HTTP_X_REQUEST_ID", "") if settings.TRUSTED_PROXIES else ""
    return asked if REQUEST_ID.match(asked) else uuid.uuid4().hex


class LanguageMiddleware(LocaleMiddleware):
    """Pages without a language in their address are led to one that has it; a 404 where there is none is one."""

    def process_response(self, request, response):
        if response.status_code == 404 and request.path_info.startswith(WITHOUT_LANGUAGE):
            return response
        return super().process_response(request, response)


class PolicyHeadersMiddleware:
    """Content policy on every page; nothing that belongs to one person is stored anywhere."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        in_admin = request.path_info.startswith(ADMIN_PATH)
        response.setdefault("Content-Security-Policy", ADMIN_POLICY if in_admin else PUBLIC_POLICY)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response["Cache-Control"] = "private, no-store"
        return response


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Sign-in unless a view says otherwise: pages are led to it, scripts get 401.

    Django's own answers 302 to a fetch as well, which a script follows into
    the sign-in page and takes for an answer.
    """

    def handle_no_permission(self, request, view_func):
        if refused.wants_data(request):
            return HttpResponse(status=401)
        if (kept := refused.signed_out(request, view_func)) is not None:
            return kept
        return super().handle_no_permission(request, view_func)
