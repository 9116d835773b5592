"""The service desk's list of addresses from which letters come back, in the admin."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.models import User
from portal.notifications.bounces.actions import confirm_address
from portal.notifications.models import UndeliverableAddress


@require_safe
@permission_required("notifications.view_undeliverableaddress", raise_exception=True)
def returned_list(request):
    words = request.GET.get("q", "").strip()
    rows = UndeliverableAddress.objects.marked()
    if words:
        rows = rows.filter(email__icontains=words)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    owners = {user.email: user for user in User.objects.filter(email__in=[row.email for row in page])}
    context = {
        "page": page,
        "words": words,
        "lines": [(row, owners.get(row.email)) for row in page],
        "may_confirm": request.user.has_perm("notifications.confirm_undeliverableaddress"),
        "may_see_accounts": request.user.has_perm("accounts.view_user"),
    }
    return render(request, "notifications_desk/returned_list.html", context)


@require_POST
@permission_required("notifications.confirm_undeliverableaddress", raise_exception=True)
def returned_confirm(request, uuid):
    row = get_object_or_404(UndeliverableAddress, uuid=uuid)
    if confirm_address(row, by=request.user):
        messages.success(request, _("Letters go to %(address)s again.") % {"address": row.email})
    else:
        messages.error(request, _("This address was no longer marked. Nothing was changed."))
    return redirect("returned_letters:list")
