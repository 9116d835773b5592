"""The coordinator decides who gets an account."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crm.institutions import actions
from crm.institutions.forms import AcceptForm, DeclineForm
from crm.institutions.models import AccountRequest
from portal.access import get_or_deny
from portal.languages import written


def request(request, uuid, asked):
    """Read a request and accept it with roles."""
    found = _asked(request, uuid, asked, "institutions.accept_accountrequest")
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.accept_account_request(found, roles=form.cleaned_data["roles"], by=request.user)
        except actions.RequestClosed:
            messages.error(request, _("Somebody has decided on this request already."))
        except actions.AlreadyHere:
            messages.error(request, _("This person has access already."))
        except actions.NotForOneself:
            messages.error(request, _("This address is your own: somebody else must decide."))
        else:
            messages.success(request, _("Accepted. The answer, with a link to open the access, is on its way."))
        return redirect("institutions:people", uuid=uuid)
    return _page(request, found, form, DeclineForm())


@require_POST
def decline(request, uuid, asked):
    found = _asked(request, uuid, asked, "institutions.decline_accountrequest")
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, found, AcceptForm(), form)
    try:
        actions.decline_account_request(found, reason=form.cleaned_data["reason"], by=request.user)
    except actions.RequestClosed:
        messages.error(request, _("Somebody has decided on this request already."))
    else:
        messages.success(request, _("Declined. The answer is on its way."))
    return redirect("institutions:people", uuid=uuid)


def _asked(request, uuid, asked, permission):
    rows = AccountRequest.objects.waiting().select_related("institution")
    return get_or_deny(request.user, rows, permission, institution__uuid=uuid, uuid=asked)


def _page(request, found, accept_form, decline_form):
    context = {
        "asked": found,
        "message": written(found.message, found.language),
        "institution": found.institution,
        "accept_form": accept_form,
        "decline_form": decline_form,
    }
    wrong = accept_form.errors or decline_form.errors
    return render(request, "institutions/request.html", context, status=422 if wrong else 200)
