"""What every page of one assessment starts with."""

from django.urls import reverse
from django.utils.translation import gettext as _

from guidelines.assessment.enums import EDITABLE, OPEN
from guidelines.assessment.forms import unit_label
from guidelines.assessment.models import Assessment
from guidelines.assessment.states import STATE_KINDS
from portal.access import get_or_deny
from portal.languages import localized, written


def fetch(user, permission, uuid):
    """Return one assessment with the person's roles and all that its pages name; or 404, or 403."""
    found = Assessment.objects.with_roles_of(user).select_related(
        "institution__country", "edition__set", "unit", "created_by", "handed_in_by", "signed_off_by"
    )
    return get_or_deny(user, found, f"assessment.{permission}_assessment", uuid=uuid)


def may_answer(user, assessment):
    return assessment.state in EDITABLE and user.has_perm("assessment.answer_assessment", assessment)


def frame_of(assessment, *, up=()):
    """Return what the top of each page says: whose, which set, what scope, the way up."""
    title = written(assessment.title, assessment.title_lang)
    trail = [(_("My ISSA"), reverse("myissa:home")), (_("Our assessments"), reverse("assessment:list")), *up]
    return {
        "assessment": assessment,
        "assessment_title": title,
        "institution_name": localized(assessment.institution, "name").marked,
        "set_title": localized(assessment.edition.set, "title").marked,
        "scope": unit_label(assessment.unit),
        "open_states": OPEN,
        "state_kind": STATE_KINDS[assessment.state],
        "trail": trail,
    }


def step_up(assessment):
    """Return the assessment's own page as a step of the breadcrumb."""
    title = written(assessment.title, assessment.title_lang)
    return (title.marked, reverse("assessment:detail", args=[assessment.uuid]))
