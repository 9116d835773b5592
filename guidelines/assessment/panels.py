"""What assessments show elsewhere: in My ISSA, and beside a guideline."""

from django.urls import reverse
from django.utils.translation import gettext as _
from laces.components import Component

from crm.institutions.enums import PortalRole
from crm.institutions.models import Affiliation
from guidelines.assessment.enums import EDITABLE, OPEN
from guidelines.assessment.history import colleagues_lately
from guidelines.assessment.lines import columns, lines_of, with_latest
from guidelines.assessment.models import Answer, AnswerChange, Assessment
from guidelines.library.models import Level
from portal.languages import localized, written
from portal.myissa.panels import MyPanel

#: How many assessments the home shows; the list has them all.
MOST = 8


class AssessmentsPanel(MyPanel):
    """Our assessments, those under way first, each with its progress and its reading."""

    template_name = "assessment/panels/assessments.html"

    def is_for(self, request):
        return Affiliation.objects.opening(request.user).exists()

    def go_on(self, request):
        """Return the section in which this person answered last, while it is open."""
        change = (
            AnswerChange.objects.filter(by=request.user, assessment__state__in=EDITABLE)
            .filter(assessment__in=Assessment.objects.visible_to(request.user))
            .select_related("assessment", "answer__guideline__section__parent")
            .order_by("-pk")
            .first()
        )
        if change is None:
            return None
        section = change.answer.guideline.section
        if section.kind == "subsection" and section.parent is not None:
            section = section.parent
        address = reverse("assessment:section", args=[change.assessment.uuid, section.key])
        return (_("Go on where you were: %(code)s") % {"code": section.code}, address)

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        found = with_latest(Assessment.objects.visible_to(user).with_counts())
        shown = sorted(found.order_by("-created_at")[: MOST * 3], key=lambda a: a.state not in OPEN)[:MOST]
        return {
            "lines": lines_of(shown),
            "columns": columns(),
            "exports": [],
            "several": len({assessment.institution_id for assessment in shown}) > 1,
            "may_create": Affiliation.objects.opening(user, PortalRole.COORDINATOR).exists(),
        }


class ColleaguesPanel(MyPanel):
    """What colleagues have done in our assessments lately."""

    template_name = "assessment/panels/colleagues.html"

    def is_for(self, request):
        return bool(self.entries(request))

    def entries(self, request):
        if not hasattr(request, "_colleagues_lately"):
            request._colleagues_lately = colleagues_lately(request.user)
        return request._colleagues_lately

    def get_context_data(self, parent_context):
        return {"entries": self.entries(parent_context["request"])}


class OurAnswer(Component):
    """Beside a guideline: what our institution answered last, and the target."""

    template_name = "assessment/panels/our_answer.html"

    def __init__(self, answer, levels):
        self.answer, self.levels = answer, levels

    def get_context_data(self, parent_context=None):
        answer = self.answer
        return {
            "answer": answer,
            "assessment_title": written(answer.assessment.title, answer.assessment.title_lang),
            "url": answer.assessment.get_absolute_url(),
            "level_name": self.levels.get(answer.level, ""),
            "target_name": self.levels.get(answer.target, ""),
            "top": max(self.levels, default=0),
        }


def our_answer(request, guideline):
    """Offer the panel for a guideline that one's own institution has answered; None otherwise."""
    if request.user.is_anonymous:
        return None
    answer = (
        Answer.objects.visible_to(request.user)
        .filter(guideline=guideline, version__gt=0)
        .select_related("assessment")
        .order_by("-answered_at")
        .first()
    )
    if answer is None or not answer.is_answered:
        return None
    levels = Level.objects.filter(edition=guideline.edition_id)
    readable = guideline.edition.readable_languages(request.user)
    return OurAnswer(answer, {level.value: localized(level, "name", readable=readable).marked for level in levels})
