"""Asking for an account. Every page here says the same to everybody."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from crm.institutions import actions
from crm.institutions.enums import RequestState
from crm.institutions.forms import AskForm
from crm.institutions.models import AccountRequest
from portal.accounts import limits
from portal.accounts.links import hashed, invitation_secret
from portal.errors import too_many_requests


@login_not_required
def ask(request):
    form = AskForm(request.POST or None)
    if request.method == "POST":
        if not limits.allows(request, "account_request"):
            return too_many_requests(request)
        if form.is_valid():
            values = form.cleaned_data
            is_machine = bool(values.pop("website"))
            # A mailbox that gets one letter after another is harassed; the page says the same to who tries.
            if not is_machine and limits.allows(request, "account_request_to", key=values["email"]):
                actions.ask_for_account(**values)
            return redirect("accounts:request_sent")
    return render(request, "institutions/ask.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
def sent(request):
    return render(request, "institutions/ask_sent.html")


@login_not_required
@never_cache
def confirm(request, secret):
    """The link in the letter. A mail filter that opens links confirms nothing: that takes the button."""
    found = AccountRequest.objects.select_related("institution").filter(secret_hash=hashed(secret)).first()
    if found is None:
        return render(request, "accounts/link_dead.html", {"state": "unknown"}, status=404)
    if found.is_too_old:
        return render(request, "accounts/link_dead.html", {"state": "expired"}, status=410)
    if request.method == "POST":
        try:
            row = actions.confirm_account_request(found)
        except actions.RequestClosed:  # it grew too old between the two looks at it
            return render(request, "accounts/link_dead.html", {"state": "expired"}, status=410)
        if row is not None:
            return redirect("accounts:invitation", secret=invitation_secret(row.invitation))
        return redirect(request.path)
    return render(
        request,
        "institutions/ask_confirm.html",
        {"asked": found, "is_confirmed": found.confirmed_at is not None, "is_decided": found.state != RequestState.NEW},
    )
