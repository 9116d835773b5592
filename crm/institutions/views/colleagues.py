"""The coordinator's screens about people."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from crm.institutions import actions, listings
from crm.institutions.forms import RolesForm
from crm.institutions.models import Affiliation, Institution
from crm.institutions.views.institution import last_coordinator
from portal import exports
from portal.access import get_or_deny
from portal.languages import localized
from portal.tables import Column, Sorting


def people(request, uuid):
    """Who is in, who is invited, who asks; and the mail domains that let people in."""
    institution = get_or_deny(request.user, Institution.objects, "institutions.manage_people", uuid=uuid)
    sorting = Sorting(request, listings.ORDERS, "name")
    colleagues = sorting.apply(listings.colleagues(institution))
    if format := exports.asked_for(request):
        whose = localized(institution, "acronym") or localized(institution, "name")
        return exports.made(format, listings.sheet(colleagues), f"{_('People')} {whose}")
    what_you_can_do = Column(_("What you can do"))
    context = {
        "institution": institution,
        "institution_name": localized(institution, "name"),
        "trail": [(localized(institution, "name"), reverse("institutions:detail", args=[uuid]))],
        "requests": listings.requests(institution),
        "colleagues": colleagues,
        "exports": exports.links(request),
        "columns": [*listings.columns(sorting.column), what_you_can_do],
        "invitations": listings.invitations(institution),
        "invitation_columns": [Column(_("For")), Column(_("State")), Column(_("Invited by")), what_you_can_do],
        "domains": institution.mail_domains.all(),
        "domain_columns": [Column(_("Domain")), Column(_("State")), what_you_can_do],
    }
    return render(request, "institutions/people.html", context)


def affiliation(request, uuid, affiliation):
    """One colleague: change the roles, or end the access."""
    found = _affiliation(request, uuid, affiliation)
    held = list(found.roles.current().values_list("role", flat=True))
    form = RolesForm(request.POST or None, initial={"roles": held})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_roles(found, roles=form.cleaned_data["roles"], by=request.user)
        except actions.LastCoordinator:
            form.add_error("roles", last_coordinator())
        else:
            messages.success(request, _("The roles were changed; they hold at once."))
            return redirect("institutions:people", uuid=uuid)
    context = {"form": form, "affiliation": found, "institution": found.institution}
    return render(request, "institutions/affiliation.html", context, status=422 if form.errors else 200)


@require_POST
def end_access(request, uuid, affiliation):
    found = _affiliation(request, uuid, affiliation)
    try:
        actions.end_access(found, by=request.user)
    except actions.LastCoordinator:
        messages.error(request, last_coordinator())
        return redirect("institutions:affiliation", uuid=uuid, affiliation=affiliation)
    text = _("The access of %(name)s has ended, at once and everywhere.")
    messages.success(request, text % {"name": found.person.shown_name})
    is_own = found.person.user_id == request.user.pk
    return redirect("accounts:home") if is_own else redirect("institutions:people", uuid=uuid)


def _affiliation(request, uuid, affiliation):
    rows = Affiliation.objects.current().select_related("person__user", "institution")
    return get_or_deny(request.user, rows, "institutions.manage_people", institution__uuid=uuid, uuid=affiliation)
