"""What every page of one assessment starts with."""

from django.urls import reverse
from django.utils.translation import gettext as _

from guidelines.assessment.enums import EDITABLE, OPEN
from guidelines.assessment.forms import unit_label
from guidelines.assessment.models import Assessment
from guidelines.assessment.states import STATE_KINDS
from portal.access import get_or_deny
from portal.formats import decimal1, number, percent
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


def facts_of(score):
    """Return the figures of the whole, as components/facts.html prints them; a share stands beside its number."""
    level, target = score.level_shown, score.target_shown
    mean_of = _("mean of %(count)s applicable answers") % {"count": score.applicable}
    has_any = score.guidelines > 0
    return [
        {
            "name": _("Answered"),
            "value": _("%(count)s of %(total)s") % {"count": score.answered, "total": score.guidelines},
            "note": percent(score.completion) if has_any else "",
        },
        {
            "name": _("Level"),
            "value": "–" if level is None else decimal1(level),
            "note": "" if level is None else mean_of,
        },
        {"name": _("Target"), "value": "–" if target is None else decimal1(target), "note": ""},
        {
            "name": _("Not applicable"),
            "value": number(score.not_applicable),
            "note": percent(score.not_applicable_share) if has_any else "",
        },
    ]


def step_up(assessment):
    """Return the assessment's own page as a step of the breadcrumb."""
    title = written(assessment.title, assessment.title_lang)
    return (title.marked, reverse("assessment:detail", args=[assessment.uuid]))
