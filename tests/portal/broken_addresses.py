"""The portal's addresses and five more, each of which fails in its own way."""

from allauth.core.ratelimit import respond_429
from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.urls import path

from portal.urls import handler400, handler403, handler404, handler429, handler500, urlpatterns  # noqa: F401

FAILURES = {400: SuspiciousOperation, 403: PermissionDenied, 404: Http404, 500: RuntimeError}


@login_not_required
def fail(request, status):
    if status == 429:
        return respond_429(request)
    raise FAILURES[status]


urlpatterns = [*i18n_patterns(path("broken/<int:status>/", fail)), *urlpatterns]
