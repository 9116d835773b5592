"""What people are told about a self-assessment, with the substance and not only a link."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.institutions.enums import PortalRole
from crm.institutions.rules import roles_of
from guidelines.assessment.enums import EDITABLE, OPEN, State
from guidelines.assessment.models import Assessment
from guidelines.assessment.standings import standing_of
from portal.accounts.models import User
from portal.languages import localized, written
from portal.notifications.actions import tell
from portal.notifications.facts import text
from portal.notifications.kinds import Kind

ANSWERING = frozenset({PortalRole.COORDINATOR, PortalRole.CONTRIBUTOR})
SIGNING = frozenset({PortalRole.APPROVER})


def colleagues(assessment, roles):
    """Return the accounts of those who hold one of ``roles`` in the institution now."""
    holding = assessment.institution.affiliations.current().with_role(*roles)
    return User.objects.filter(is_active=True, person__affiliations__in=holding).order_by("pk").distinct()


def handed_in(assessment, *, by):
    """To those who sign: what waits for them, by when, and how complete it is."""
    _tell("handed_in", assessment, SIGNING, by=by, name=by.name)


def returned(assessment, *, by):
    """To those who answer: what is to be changed, in the words of who returned it."""
    reason = text(written(assessment.return_reason, assessment.return_reason_lang))
    _tell("returned", assessment, ANSWERING, by=by, reason=reason)


def signed_off(assessment, *, by):
    """To those who answered: it is signed, and where the report is."""
    _tell("signed_off", assessment, ANSWERING, by=by, name=by.name, signed_off_at=assessment.signed_off_at)


def due(assessment, *, is_over):
    """To whoever has the next step: it is due soon, or was due. Once for each date."""
    in_review = assessment.state == State.IN_REVIEW
    roles = SIGNING if in_review else ANSWERING
    kind = "overdue" if is_over else "due_soon"
    _tell(kind, assessment, roles, occasion=f"{assessment.due_on} {assessment.state}", in_review=in_review)


def _tell(event, assessment, roles, *, by=None, occasion=None, **more):
    standing = standing_of(assessment)

    def facts(user):
        return {
            "assessment": str(assessment.uuid),
            "title": text(written(assessment.title, assessment.title_lang)),
            "set": text(localized(assessment.edition.set, "title")),
            "year": assessment.edition.year,
            "answered": standing.answered,
            "guidelines": standing.guidelines,
            "not_applicable": standing.not_applicable,
            "level": None if standing.level is None else float(standing.level_shown),
            "due_on": assessment.due_on,
            **more,
        }

    people = colleagues(assessment, roles)
    tell(f"assessment.{event}", people, about=assessment, facts=facts, occasion=occasion, by=by)


def in_states(*states):
    """Return a sieve: of some notices, those whose self-assessment is the reader's to see, in one of ``states``."""

    def sieve(user, notices):
        rows = Assessment.objects.visible_to(user).filter(uuid__in={notice.facts["assessment"] for notice in notices})
        found = set(map(str, (rows.filter(state__in=states) if states else rows).values_list("uuid", flat=True)))
        return [notice for notice in notices if notice.facts["assessment"] in found]

    return sieve


def works_for_an_institution(user):
    return bool(roles_of(user))


def sample():
    return {
        "assessment": "00000000-0000-4000-8000-000000000000",
        "title": {"value": _("Contributions 2026"), "lang": ""},
        "set": {"value": _("Contribution collection"), "lang": ""},
        "year": 2027,
        "name": "Ines Okoro",
        "answered": 31,
        "guidelines": 35,
        "not_applicable": 2,
        "level": 2.4,
        "due_on": date(2027, 3, 31).isoformat(),
        "signed_off_at": "2027-03-12T09:30:00+00:00",
        "reason": {"value": _("Say in the remarks which figures the levels of part B rest on."), "lang": ""},
        "in_review": False,
    }


def _kind(event, label, line, button, *, view="detail", states=(), **options):
    return Kind(
        code=f"assessment.{event}",
        label=label,
        line=line,
        template=f"notices/assessment/{event}.html",
        button=button,
        address=lambda facts: reverse(f"assessment:{view}", args=[facts["assessment"]]),
        sample=sample,
        concerns=works_for_an_institution,
        visible=in_states(),
        holds=in_states(*states),
        **options,
    )


KINDS = [
    _kind(
        "handed_in",
        _("A self-assessment waits for my signature"),
        _("“%(title)s” waits for your signature"),
        _("Read and decide"),
        view="sign_off",
        states=[State.IN_REVIEW],
    ),
    _kind(
        "returned",
        _("A self-assessment was returned for changes"),
        _("“%(title)s” was returned for changes"),
        _("Open the self-assessment"),
        states=EDITABLE,
    ),
    _kind(
        "signed_off",
        _("A self-assessment is signed off"),
        _("“%(title)s” is signed off"),
        _("Open the self-assessment"),
    ),
    _kind(
        "due_soon",
        _("A self-assessment is due soon"),
        pgettext_lazy("notice", "“%(title)s” is due soon"),
        _("Open the self-assessment"),
        states=OPEN,
    ),
    _kind(
        "overdue",
        _("A self-assessment is overdue"),
        pgettext_lazy("notice", "“%(title)s” is overdue"),
        _("Open the self-assessment"),
        states=OPEN,
    ),
]
