"""What people are told about the institutions that they work for. Letters to those without an account: ``emails.py``."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.institutions.enums import PortalRole, RequestState
from crm.institutions.models import AccountRequest, Affiliation
from crm.institutions.rules import roles_of
from portal.accounts.models import User
from portal.languages import localized
from portal.notifications.actions import tell
from portal.notifications.facts import text
from portal.notifications.kinds import Kind


def account_asked(request):
    """To those who decide: the coordinators of the institution. Staff find it on their desk."""
    if request.institution is not None:
        _tell_coordinators("account_asked", request)


def let_in_by_staff(request, *, by):
    """To the coordinators: the secretariat has let somebody in, and they can end that."""
    _tell_coordinators("let_in_by_staff", request, by=by.name)


def roles_changed(affiliation, *, by):
    """To whoever works for the institution: what they may do now."""
    held = affiliation.roles.filter(ends_on=None).values_list("role", flat=True)
    roles = [role for role in PortalRole if role in set(held)]
    _tell_person("roles_changed", affiliation, by=by, roles=roles)


def access_ended(affiliation, *, by):
    """To whoever worked for the institution: it is over, and whom to ask."""
    _tell_person("access_ended", affiliation, by=by)


def _tell_coordinators(event, request, **more):
    coordinating = Affiliation.objects.coordinating(request.institution)
    people = User.objects.filter(person__affiliations__in=coordinating).order_by("pk").distinct()

    def facts(user):
        return _about(request.institution, request=str(request.uuid), name=request.name, email=request.email, **more)

    tell(f"institutions.{event}", people, about=request, facts=facts, occasion=event)


def _tell_person(event, affiliation, *, by, roles=()):
    user = affiliation.person.user
    if user is None:
        return

    def facts(user):
        return _about(
            affiliation.institution,
            by=by.name if by else str(_("The secretariat")),
            roles=[str(PortalRole(role).label) for role in roles],
        )

    tell(f"institutions.{event}", [user], about=affiliation, facts=facts, by=by)


def _about(institution, **more):
    return {"institution_uuid": str(institution.uuid), "institution": text(localized(institution, "name")), **more}


def of_own_institutions(user, notices):
    """Sieve: those about an institution that the reader coordinates now."""
    coordinated = Affiliation.objects.opening(user, PortalRole.COORDINATOR)
    uuids = {str(uuid) for uuid in coordinated.values_list("institution__uuid", flat=True)}
    return [notice for notice in notices if notice.facts["institution_uuid"] in uuids]


def coordinates(user):
    return any(PortalRole.COORDINATOR in roles for roles in roles_of(user).values())


def undecided(user, notices):
    """Sieve: those about a request that nobody has decided."""
    rows = AccountRequest.objects.filter(
        uuid__in={notice.facts["request"] for notice in notices}, state=RequestState.NEW
    )
    waiting = {str(uuid) for uuid in rows.values_list("uuid", flat=True)}
    return [notice for notice in notices if notice.facts["request"] in waiting]


def sample():
    return {
        "institution_uuid": "00000000-0000-4000-8000-000000000000",
        "institution": {"value": _("National Pension Fund"), "lang": ""},
        "request": "00000000-0000-4000-8000-000000000000",
        "name": "Ines Okoro",
        "email": "ines.okoro@fund.example",
        "by": "Paul Adeyemi",
        "roles": [PortalRole.CONTRIBUTOR.label, PortalRole.APPROVER.label],
    }


def people(facts):
    return reverse("institutions:people", args=[facts["institution_uuid"]])


def home(facts):
    return reverse("myissa:home")


KINDS = [
    Kind(
        code="institutions.account_asked",
        label=_("Somebody asks for an account of my institution"),
        line=_("%(name)s asks for an account"),
        template="notices/institutions/account_asked.html",
        button=pgettext_lazy("account request", "Decide"),
        address=people,
        sample=sample,
        concerns=coordinates,
        visible=of_own_institutions,
        holds=undecided,
    ),
    Kind(
        code="institutions.let_in_by_staff",
        label=_("The secretariat has let somebody in to my institution"),
        line=_("The secretariat has let %(name)s in as a reader"),
        template="notices/institutions/let_in_by_staff.html",
        button=_("Look after colleagues"),
        address=people,
        sample=sample,
        may_stop=False,
        visible=of_own_institutions,
    ),
    Kind(
        code="institutions.roles_changed",
        label=_("My roles in an institution have changed"),
        line=_("Your roles for %(institution)s have changed"),
        template="notices/institutions/roles_changed.html",
        button=_("Open My ISSA"),
        address=home,
        sample=sample,
        may_stop=False,
    ),
    Kind(
        code="institutions.access_ended",
        label=_("My access to an institution has ended"),
        line=_("Your access to %(institution)s has ended"),
        template="notices/institutions/access_ended.html",
        button=_("Open My ISSA"),
        address=home,
        sample=sample,
        may_stop=False,
    ),
]
