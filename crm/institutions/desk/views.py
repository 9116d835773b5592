"""The secretariat's screens about institutions: member data is shown by views of our own, never as snippets."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crm.institutions import actions, listings
from crm.institutions.desk.forms import CoordinatorForm, InstitutionForm, NamesForm
from crm.institutions.models import Affiliation, Institution, MailDomain
from portal.access import get_or_deny
from portal.languages import column, current, localized


@permission_required("institutions.view_institution", raise_exception=True)
def institution_list(request):
    words = request.GET.get("q", "").strip()
    rows = Institution.objects.visible_to(request.user).select_related("country").in_order(current())
    if words:
        asked = Q(**{f"{column('name', current())}__icontains": words}) | Q(name_en__icontains=words)
        rows = rows.filter(asked | Q(acronym_en__icontains=words))
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    for row in page:
        row.shown, row.country_shown = localized(row, "name"), localized(row.country, "name")
    return render(request, "institutions_desk/institution_list.html", {"page": page, "words": words})


@permission_required("institutions.view_institution", raise_exception=True)
def institution_detail(request, uuid):
    rows = Institution.objects.select_related("country")
    institution = get_or_deny(request.user, rows, "institutions.view_institution", uuid=uuid)
    may_view_people = request.user.has_perm("institutions.view_people", institution)
    context = {
        "institution": institution,
        "name": localized(institution, "name"),
        "country": localized(institution.country, "name"),
        "units": listings.units(institution),
        "colleagues": listings.colleagues(institution) if may_view_people else [],
        "may_view_people": may_view_people,
        "has_coordinator": Affiliation.objects.coordinating(institution).exists(),
    }
    return render(request, "institutions_desk/institution_detail.html", context)


@permission_required("institutions.add_institution", raise_exception=True)
def institution_add(request):
    form = InstitutionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        institution = actions.create_institution(
            country=form.cleaned_data["country"],
            names=form.texts("name"),
            acronyms=form.texts("acronym"),
            website=form.cleaned_data["website"],
            by=request.user,
        )
        messages.success(request, _("The institution was added. Now invite its first coordinator."))
        return redirect("institutions_desk:institution", uuid=institution.uuid)
    return _form(request, form, _("Add an institution"))


@permission_required("institutions.change_institution", raise_exception=True)
def institution_rename(request, uuid):
    institution = get_or_deny(request.user, Institution.objects, "institutions.change_institution", uuid=uuid)
    form = NamesForm(request.POST or None, institution=institution)
    if request.method == "POST" and form.is_valid():
        actions.rename_institution(
            institution, names=form.texts("name"), acronyms=form.texts("acronym"), by=request.user
        )
        messages.success(request, _("The names were saved."))
        return redirect("institutions_desk:institution", uuid=uuid)
    return _form(request, form, _("Names of the institution"))


@permission_required("institutions.name_first_coordinator", raise_exception=True)
def coordinator_invite(request, uuid):
    """Where nobody can invite: the first coordinator, or the next one after the last is gone."""
    institution = get_or_deny(request.user, Institution.objects, "institutions.name_first_coordinator", uuid=uuid)
    form = CoordinatorForm(request.POST or None, initial={"language": current()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_first_coordinator(institution, **form.cleaned_data, by=request.user)
        except actions.HasCoordinator:
            form.add_error(None, _("The institution has a coordinator, who invites colleagues."))
        except actions.AlreadyHere:
            form.add_error("email", _("This person has access already, or an invitation that is still open."))
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("institutions_desk:institution", uuid=uuid)
    return _form(request, form, _("Invite the first coordinator"))


@permission_required("institutions.view_maildomain", raise_exception=True)
def domain_list(request):
    rows = MailDomain.objects.visible_to(request.user).select_related("institution", "added_by")
    page = Paginator(rows.order_by("verified_at", "domain"), 50).get_page(request.GET.get("page"))
    for row in page:
        row.institution_shown = localized(row.institution, "name")
    return render(request, "institutions_desk/domain_list.html", {"page": page})


@require_POST
@permission_required("institutions.verify_mail_domain", raise_exception=True)
def domain_verify(request, uuid):
    row = get_object_or_404(MailDomain.objects.visible_to(request.user), uuid=uuid)
    try:
        actions.verify_mail_domain(row, by=request.user)
    except actions.DomainTaken:
        messages.error(request, _("This domain is verified for another institution."))
    else:
        messages.success(request, _("The domain is verified. The coordinator may open it now."))
    return redirect("institutions_desk:domains")


def _form(request, form, heading):
    context = {"form": form, "title": heading}
    return render(request, "institutions_desk/form.html", context, status=422 if form.errors else 200)
