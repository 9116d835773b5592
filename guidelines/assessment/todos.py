"""What waits for a person in the self-assessments of his institutions; one query for all lines, one for the roles."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.institutions.enums import PortalRole
from crm.institutions.rules import roles_of
from guidelines.assessment.enums import EDITABLE, State
from guidelines.assessment.forms import unit_label
from guidelines.assessment.models import Assessment
from portal.languages import localized
from portal.myissa.todo import Standing, Todo

ANSWERING = frozenset({PortalRole.COORDINATOR, PortalRole.CONTRIBUTOR})


def todos(user):
    """Offer a line for each assessment in which the next step is this person's."""
    # Asked on every page, so the roles are those that the page has asked for already, and staff cost no more than these.
    held = roles_of(user)
    if not held:
        return
    found = Assessment.objects.visible_to(user).open().with_counts()
    for assessment in found.select_related("edition__set", "unit").order_by("due_on", "pk"):
        roles = held.get(assessment.institution_id, frozenset())
        if assessment.state == State.IN_REVIEW and PortalRole.APPROVER in roles:
            yield line(assessment, "sign_off", _("Sign off “%(title)s”, or return it"))
        elif assessment.state in EDITABLE and roles & ANSWERING:
            yield from answering(assessment, roles)


def answering(assessment, roles):
    """Offer what comes next while answers are written: read why it came back, answer on, or hand in."""
    left = assessment.asked_count - assessment.answered_count
    if assessment.return_reason:
        yield line(assessment, "detail", _("Read why “%(title)s” was returned, and change it"))
    elif left:
        text = ngettext("Answer “%(title)s”: %(left)d left", "Answer “%(title)s”: %(left)d left", left)
        begun = Standing.BEGUN if assessment.answered_count else Standing.NEW
        yield line(assessment, "detail", text, standing=begun, left=left)
    elif PortalRole.COORDINATOR in roles and assessment.state == State.IN_PROGRESS:
        yield line(assessment, "hand_in", _("Hand in “%(title)s”: everything is answered"))


def line(assessment, kind, text, *, standing=Standing.YOURS, **values):
    edition = assessment.edition
    return Todo(
        title=text % ({"title": assessment.title} | values),
        url=reverse(f"assessment:{kind}", args=[assessment.uuid]),
        due_on=assessment.due_on,
        kind=f"assessment-{kind}",
        detail=_("%(set)s %(year)d, %(scope)s; %(count)d of %(total)d answered")
        % {
            "set": localized(edition.set, "title"),
            "year": edition.year,
            "scope": unit_label(assessment.unit),
            "count": assessment.answered_count,
            "total": assessment.asked_count,
        },
        standing=standing,
        key=str(assessment.uuid),
    )
