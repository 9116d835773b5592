"""One's institution: what everybody there sees, its parts and its mail domains."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crm.institutions import actions, listings
from crm.institutions.forms import DomainForm, UnitForm
from crm.institutions.models import Affiliation, Institution, MailDomain
from portal.access import get_or_deny
from portal.languages import localized
from portal.tables import Sorting


def detail(request, uuid):
    """The institution with its parts and, for those who belong to it, its people."""
    institution = get_or_deny(
        request.user,
        Institution.objects.select_related("country"),
        "institutions.view_institution",
        uuid=uuid,
    )
    may = request.user.has_perm
    sorting = Sorting(request, listings.ORDERS, "name")
    people = listings.colleagues(institution) if may("institutions.view_people", institution) else []
    context = {
        "institution": institution,
        "institution_name": localized(institution, "name"),
        "country_name": localized(institution.country, "name"),
        "units": listings.units(institution),
        "colleagues": sorting.apply(people),
        "columns": listings.columns(sorting.column),
        "exports": [],
        "may_add_unit": may("institutions.add_unit", institution),
        "may_manage": may("institutions.manage_people", institution),
        "own": Affiliation.objects.opening(request.user).filter(institution=institution).first(),
    }
    return render(request, "institutions/institution_detail.html", context)


@require_POST
def leave(request, uuid):
    """End one's own access."""
    institution = get_or_deny(request.user, Institution.objects, "institutions.view_institution", uuid=uuid)
    own = get_object_or_404(Affiliation.objects.opening(request.user), institution=institution)
    if not request.user.has_perm("institutions.leave_institution", own):
        raise PermissionDenied
    try:
        actions.end_access(own, by=request.user)
    except actions.LastCoordinator:
        messages.error(request, last_coordinator())
        return redirect("institutions:detail", uuid=uuid)
    messages.success(request, _("Your access to this institution has ended."))
    return redirect("accounts:home")


def unit_add(request, uuid):
    institution = get_or_deny(request.user, Institution.objects, "institutions.add_unit", uuid=uuid)
    form = UnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_unit(institution, kind=form.cleaned_data["kind"], names=form.names, by=request.user)
        messages.success(request, _("The part was added. It can be assessed by itself."))
        return redirect("institutions:detail", uuid=uuid)
    context = {"form": form, "institution": institution}
    return render(request, "institutions/unit_form.html", context, status=422 if form.errors else 200)


def domain_add(request, uuid):
    institution = get_or_deny(request.user, Institution.objects, "institutions.open_mail_domain", uuid=uuid)
    form = DomainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_mail_domain(institution, domain=form.cleaned_data["domain"], by=request.user)
        except actions.DomainTaken:
            form.add_error("domain", _("This domain is in your list already."))
        else:
            messages.success(request, _("The domain was added. The service desk verifies it."))
            return redirect("institutions:people", uuid=uuid)
    context = {"form": form, "institution": institution}
    return render(request, "institutions/domain_form.html", context, status=422 if form.errors else 200)


@require_POST
def domain_open(request, uuid, domain):
    row = _domain(request, uuid, domain)
    if row.verified_at is None:
        messages.error(request, _("The service desk has not verified this domain yet."))
    else:
        actions.open_mail_domain(row, by=request.user)
        messages.success(request, _("Whoever proves an address of this domain gets in as a reader from now on."))
    return redirect("institutions:people", uuid=uuid)


@require_POST
def domain_close(request, uuid, domain):
    actions.close_mail_domain(_domain(request, uuid, domain), by=request.user)
    messages.success(request, _("The domain lets nobody in any more. Those who are in stay."))
    return redirect("institutions:people", uuid=uuid)


@require_POST
def domain_remove(request, uuid, domain):
    try:
        actions.remove_mail_domain(_domain(request, uuid, domain), by=request.user)
    except actions.DomainInUse:
        messages.error(request, _("This domain has let somebody in, so it stays on record. Close it instead."))
    else:
        messages.success(request, _("The domain was removed."))
    return redirect("institutions:people", uuid=uuid)


def last_coordinator():
    return _("The last coordinator cannot go. Make a colleague coordinator first.")


def _domain(request, uuid, domain):
    return get_or_deny(
        request.user, MailDomain.objects, "institutions.open_mail_domain", institution__uuid=uuid, uuid=domain
    )
