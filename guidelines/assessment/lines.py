"""Assessments as lines of a table: how far, how mature, what was before. Four queries for any number."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from guidelines.assessment.earlier import earlier_of, signed_by
from guidelines.assessment.enums import State
from guidelines.assessment.forms import unit_label
from guidelines.assessment.models import AnswerChange, Assessment
from guidelines.assessment.scoring import Score
from guidelines.assessment.standings import standings
from guidelines.assessment.states import STATE_KINDS
from portal.formats import decimal1, percent
from portal.languages import Text, localized, sort_key, written
from portal.reports import spreadsheet
from portal.tables import Column

#: What the list may be sorted by; a state as far as it has come, answers by their share.
ORDERS = {
    "title": lambda assessment: sort_key(assessment.title, assessment.title_lang),
    "state": lambda assessment: list(State).index(assessment.state),
    "answered": lambda a: a.answered_count / a.asked_count if a.asked_count else None,
    "due": lambda assessment: assessment.due_on,
    "moved": lambda assessment: moved(assessment)["moved_at"],
}


def columns(column=Column):
    """Return the heads of the table; ``column`` is a ``Sorting``'s where the page can be sorted."""
    return [
        column(_("Title and scope"), "title"),
        column(_("State"), "state"),
        column(_("Answered"), "answered", is_number=True),
        column(_("Level and target")),
        column(_("Now"), is_number=True),
        column(_("Before"), is_number=True),
        column(_("Due"), "due"),
        column(_("Moved last"), "moved"),
    ]


@dataclass
class Line:
    assessment: Assessment
    title: Text
    set_title: Text
    scope: str
    state_kind: str
    score: Score
    before: Score | None
    top: int
    moved_at: datetime
    moved_by: str

    @property
    def is_signed(self):
        return self.assessment.signed_off_at is not None

    @property
    def institution(self):
        return localized(self.assessment.institution, "name")

    @property
    def before_level(self):
        return self.before.level if self.before else None

    @property
    def words(self):
        return _("%(count)d of %(total)d") % {"count": self.score.answered, "total": self.score.guidelines}

    @property
    def left_out(self):
        """Return how many are not applicable, and their share; empty for none."""
        count = self.score.not_applicable
        share = percent(self.score.not_applicable_share)
        return count and _("%(count)d not applicable (%(share)s)") % {"count": count, "share": share}

    @property
    def ruler_label(self):
        """Return the drawing in words, for those who do not see it."""
        return ruler_label(self.score, self.top, self.before)


def sheet(lines):
    """Return what the table shows, and what it draws, as columns of their own: for a file."""
    heads = (
        spreadsheet.Column(_("Title"), 36),
        spreadsheet.Column(_("Set of guidelines"), 36),
        spreadsheet.Column(_("Edition")),
        spreadsheet.Column(_("Scope"), 30),
        spreadsheet.Column(_("Institution"), 36),
        spreadsheet.Column(_("State")),
        spreadsheet.Column(_("Guidelines")),
        spreadsheet.Column(_("Answered")),
        spreadsheet.Column(_("Not applicable")),
        spreadsheet.Column(_("Level")),
        spreadsheet.Column(_("Target")),
        spreadsheet.Column(_("Earlier level")),
        spreadsheet.Column(_("Due")),
        spreadsheet.Column(_("Moved last")),
        spreadsheet.Column(_("By"), 24),
    )
    rows = [
        [
            line.title,
            line.set_title,
            line.assessment.edition.year,
            line.scope,
            line.institution,
            line.assessment.get_state_display(),
            line.score.guidelines,
            line.score.answered,
            line.score.not_applicable,
            line.score.level_shown,
            line.score.target_shown,
            line.before.level_shown if line.before else None,
            line.assessment.due_on,
            timezone.localtime(line.moved_at).date(),
            line.moved_by,
        ]
        for line in lines
    ]
    return spreadsheet.Sheet(_("Our assessments"), heads, rows)


def ruler_label(score, top, before=None):
    """Return the drawing of a level, a target and an earlier level in words."""
    if score.level is None:
        return _("no level yet")
    has_before = before is not None and before.level is not None
    parts = {
        "level": decimal1(score.level_shown),
        "top": top,
        "target": decimal1(score.target_shown),
        "before": decimal1(before.level_shown) if has_before else "",
    }
    if score.target is not None and has_before:
        return _("level %(level)s of %(top)d, target %(target)s, before %(before)s") % parts
    if score.target is not None:
        return _("level %(level)s of %(top)d, target %(target)s") % parts
    if has_before:
        return _("level %(level)s of %(top)d, before %(before)s") % parts
    return _("level %(level)s of %(top)d") % parts


def with_latest(queryset):
    """Bring along who changed an answer last, and when."""
    latest = AnswerChange.objects.filter(assessment=OuterRef("pk")).order_by("-pk")
    return queryset.annotate(
        latest_at=Subquery(latest.values("at")[:1]), latest_by=Subquery(latest.values("by__name")[:1])
    ).select_related("edition__set", "unit", "institution", "signed_off_by", "handed_in_by", "created_by")


def lines_of(assessments):
    """Return one Line for each; ``assessments`` come ``with_counts`` and ``with_latest``."""
    assessments = list(assessments)
    if not assessments:
        return []
    signed = signed_by({a.institution_id for a in assessments})
    earlier = {a.pk: earlier_of(a, signed) for a in assessments}
    scores = standings([*assessments, *{a.pk: a for a in earlier.values() if a}.values()])
    return [
        Line(
            assessment=assessment,
            title=written(assessment.title, assessment.title_lang),
            set_title=localized(assessment.edition.set, "title"),
            scope=unit_label(assessment.unit),
            state_kind=STATE_KINDS[assessment.state],
            score=scores[assessment.pk],
            before=scores[earlier[assessment.pk].pk] if earlier[assessment.pk] else None,
            top=assessment.top,
            **moved(assessment),
        )
        for assessment in assessments
    ]


def moved(assessment):
    """Return the last thing that happened to it and who did it."""
    happened = [
        (assessment.created_at, assessment.created_by),
        (assessment.handed_in_at, assessment.handed_in_by),
        (assessment.signed_off_at, assessment.signed_off_by),
    ]
    moments = [(at, by.name) for at, by in happened if at is not None]
    if assessment.latest_at:
        moments.append((assessment.latest_at, assessment.latest_by))
    at, by = max(moments)
    return {"moved_at": at, "moved_by": by}
