from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crm.institutions import actions
from crm.institutions.forms import InviteForm
from crm.institutions.models import Institution, InstitutionInvitation
from portal.access import get_or_deny
from portal.accounts import limits
from portal.accounts.actions import InvitationClosed
from portal.errors import too_many_requests
from portal.languages import current, localized


def invite(request, uuid):
    institution = get_or_deny(request.user, Institution.objects, "institutions.manage_people", uuid=uuid)
    form = InviteForm(request.POST or None, initial={"language": current()})
    if request.method == "POST" and form.is_valid():
        if not limits.allows(request, "invite", key=str(institution.uuid)):
            return too_many_requests(request)
        try:
            actions.invite_colleague(institution, **form.cleaned_data, by=request.user)
        except actions.AlreadyHere:
            form.add_error("email", _("This colleague has access already, or an invitation that is still open."))
        else:
            text = _("An invitation is on its way to %(address)s. It is good for fourteen days.")
            messages.success(request, text % {"address": form.cleaned_data["email"]})
            return redirect("institutions:people", uuid=uuid)
    context = {"form": form, "institution": institution, "institution_name": localized(institution, "name")}
    return render(request, "institutions/invite.html", context, status=422 if form.errors else 200)


@require_POST
def resend(request, uuid, invitation):
    row = _invitation(request, uuid, invitation)
    if not limits.allows(request, "invite", key=str(uuid)):
        return too_many_requests(request)
    try:
        actions.resend_invitation(row, by=request.user)
    except InvitationClosed:
        messages.error(request, _("This invitation was accepted or withdrawn in the meantime."))
    else:
        messages.success(request, _("A new letter is on its way; the link of the old one no longer works."))
    return redirect("institutions:people", uuid=uuid)


@require_POST
def withdraw(request, uuid, invitation):
    row = _invitation(request, uuid, invitation)
    try:
        actions.withdraw_invitation(row, by=request.user)
    except InvitationClosed:
        messages.error(request, _("This invitation was accepted or withdrawn in the meantime."))
    else:
        messages.success(request, _("The invitation was withdrawn; its link no longer works."))
    return redirect("institutions:people", uuid=uuid)


def _invitation(request, uuid, invitation):
    rows = InstitutionInvitation.objects.select_related("invitation", "institution")
    return get_or_deny(request.user, rows, "institutions.manage_people", institution__uuid=uuid, uuid=invitation)
