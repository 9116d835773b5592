"""Where a mail server hands in its reports, and where the owner of an address says that it works again."""

import structlog
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.notifications.bounces.actions import confirm_address, take_report
from portal.notifications.models import UndeliverableAddress

logger = structlog.stdlib.get_logger(__name__)


@csrf_exempt
@login_not_required
def hook(request):
    """A report as it came by mail, in the body. Who knows the secret is told no more than that it arrived."""
    if not settings.BOUNCE_HOOK_SECRET:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.BOUNCE_HOOK_SECRET}"):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    if request.content_type != "message/rfc822":
        return HttpResponse(status=415)
    try:
        raw = request.body  # at most DATA_UPLOAD_MAX_MEMORY_SIZE
    except RequestDataTooBig:
        return HttpResponse(status=413)
    logger.info("bounces.read", **{take_report(raw).value: 1})
    return HttpResponse(status=204)


@require_POST
def address_works(request):
    row = UndeliverableAddress.objects.marked().of(request.user.email).first()
    if row is not None and confirm_address(row, by=request.user):
        messages.success(request, _("Thank you. We write to this address again."))
    return redirect("accounts:profile")
