"""Account requests on the desk of the secretariat."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crm.institutions import actions
from crm.institutions.desk.forms import AcceptForm
from crm.institutions.forms import DeclineForm
from crm.institutions.models import AccountRequest
from portal.access import get_or_deny
from portal.languages import localized


@permission_required("institutions.view_accountrequest", raise_exception=True)
def request_list(request):
    rows = AccountRequest.objects.visible_to(request.user).select_related("institution", "decided_by")
    waiting = AccountRequest.objects.visible_to(request.user).waiting().select_related("institution")
    page = Paginator(rows.exclude(decided_at=None).order_by("-decided_at"), 30).get_page(request.GET.get("page"))
    waiting = list(waiting.order_by("confirmed_at"))
    for row in (*waiting, *page):
        row.institution_shown = localized(row.institution, "name") if row.institution else row.institution_as_written
    return render(request, "institutions_desk/request_list.html", {"waiting": waiting, "page": page})


@permission_required("institutions.accept_accountrequest", raise_exception=True)
def request_detail(request, uuid):
    found = _asked(request, uuid, "accept")
    form = AcceptForm(request.POST or None, known=found.institution)
    if request.method == "POST" and form.is_valid():
        try:
            actions.accept_account_request(found, **form.cleaned_data, by=request.user)
        except actions.RequestClosed:
            messages.error(request, _("Somebody has decided on this request already."))
        except actions.AlreadyHere:
            messages.error(request, _("This person has access already."))
        except actions.NotForOneself:
            messages.error(request, _("This address is your own: somebody else must decide."))
        except actions.ForCoordinator:
            form.add_error("roles", for_coordinator())
            return _page(request, found, form, DeclineForm())
        else:
            messages.success(request, _("Accepted. The answer, with a link to open the access, is on its way."))
        return redirect("institutions_desk:requests")
    return _page(request, found, form, DeclineForm())


@require_POST
@permission_required("institutions.decline_accountrequest", raise_exception=True)
def request_decline(request, uuid):
    found = _asked(request, uuid, "decline")
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, found, AcceptForm(known=found.institution), form)
    try:
        actions.decline_account_request(found, reason=form.cleaned_data["reason"], by=request.user)
    except actions.RequestClosed:
        messages.error(request, _("Somebody has decided on this request already."))
    else:
        messages.success(request, _("Declined. The answer is on its way."))
    return redirect("institutions_desk:requests")


def for_coordinator():
    return _("This institution has a coordinator, who gives all other roles: let the person in as a reader only.")


def _asked(request, uuid, verb):
    rows = AccountRequest.objects.waiting().select_related("institution")
    return get_or_deny(request.user, rows, f"institutions.{verb}_accountrequest", uuid=uuid)


def _page(request, found, accept_form, decline_form):
    context = {
        "asked": found,
        "institution_shown": localized(found.institution, "name")
        if found.institution
        else found.institution_as_written,
        "accept_form": accept_form,
        "decline_form": decline_form,
    }
    wrong = accept_form.errors or decline_form.errors
    return render(request, "institutions_desk/request_detail.html", context, status=422 if wrong else 200)
