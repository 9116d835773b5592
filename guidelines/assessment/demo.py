"""The demo's self-assessments, in every state; some institutions have an earlier one. Through the actions alone.

Each institution leans on strengths of its own, so that no two answer alike,
keeps them from one assessment to the next, and never writes what has been
written before.
"""

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from uuid import UUID

from crm.institutions.demo_data.institutions import INSTITUTIONS
from crm.institutions.demo_data.people import PEOPLE
from crm.institutions.enums import PortalRole
from guidelines.assessment import actions
from guidelines.assessment.demo_data.comments import COMMENTS, NOT_APPLICABLE, REASON, TITLES
from guidelines.assessment.enums import State


@dataclass(frozen=True)
class Plan:
    """What one institution does: in which state it is today, how far it has come, and how good it is."""

    domain: str
    state: str
    share: float  # of the guidelines answered
    mean: float  # about which its levels lie
    days: int  # since it was begun
    due_in: int | None = 40
    unit: str = "whole"
    not_applicable: tuple = ()  # numbers of guidelines

    @property
    def language(self):
        return LANGUAGES[self.domain]


#: domain → the language of the institution's country, in which its people write for each other.
LANGUAGES = {invented.domain: invented.language for invented in INSTITUTIONS}
#: Earlier ones first: they are signed before the next is begun.
PLANS = [
    Plan("baobab.example", State.SIGNED_OFF, 1, 1.6, 260, None),
    Plan("enzian.example", State.SIGNED_OFF, 1, 2.6, 250, None),
    Plan("quinoa.example", State.ARCHIVED, 1, 1.4, 240, None, not_applicable=(12,)),
    Plan("baobab.example", State.SIGNED_OFF, 1, 2.0, 130, None),
    Plan("baobab.example", State.IN_PROGRESS, 0.64, 2.2, 30, 11),
    Plan("baobab.example", State.DRAFT, 0, 2, 5, None, "directorate"),
    Plan("acacia.example", State.IN_REVIEW, 0.95, 2.1, 50, 3, not_applicable=(11,)),
    Plan("cedar.example", State.SIGNED_OFF, 1, 2.4, 70, None, not_applicable=(14,)),
    Plan("quinoa.example", State.IN_PROGRESS, 0.8, 1.9, 25, 20, not_applicable=(12,)),
    Plan("ombu.example", State.DRAFT, 0, 2, 9),
    Plan("lignum.example", State.IN_PROGRESS, 0.3, 1.7, 15, -2),
    Plan("anemone.example", State.IN_REVIEW, 1, 2.7, 45, 14, not_applicable=(12,)),
    Plan("steppe.example", State.SIGNED_OFF, 1, 2.2, 90, None, not_applicable=(13,)),
    Plan("plumblossom.example", State.SIGNED_OFF, 1, 3.1, 80, None, not_applicable=(12,)),
    Plan("hibiscus.example", State.DISCARDED, 0.1, 2, 60, None),
    Plan("hibiscus.example", State.IN_PROGRESS, 0.5, 2.5, 22, 30, "whole"),
    Plan("enzian.example", State.IN_PROGRESS, 0.73, 2.9, 28, 25, "directorate", not_applicable=(13,)),
    Plan("coquelicot.example", State.IN_PROGRESS, 0.9, 2.3, 35, 7, not_applicable=(12,)),
]


class Unsaid:
    """What nobody has written yet, by language. A text that was taken is gone."""

    def __init__(self, texts):
        self.left = {language: list(rows) for language, rows in texts.items()}

    def take(self, language, number):
        """Return the next text on this guideline; an empty one when everything has been said."""
        rows = self.left[language]
        row = next((row for row in rows if row[0] == number), None)
        if row is None:
            return ""
        rows.remove(row)
        return row[1]


class Habits:
    """How far each institution stands from its own mean: by section, and there by guideline."""

    def __init__(self, random):
        self.random = random
        self.known = {}

    def of(self, domain, guideline):
        leaning = self._drawn((domain, "section", guideline.section_id), lambda: self.random.uniform(-0.9, 0.9))
        return leaning + self._drawn((domain, "guideline", guideline.pk), lambda: self.random.gauss(0, 0.7))

    def _drawn(self, key, draw):
        if key not in self.known:
            self.known[key] = draw()
        return self.known[key]


@dataclass(frozen=True)
class Pen:
    """What answers are made of; it lasts the whole demo."""

    random: Random
    habits: Habits
    comments: Unsaid
    reasons: Unsaid

    def values(self, plan, guideline, top):
        """Return plausible values: a level about the mean, a target above it, now and then a comment; or a reason."""
        if guideline.number in plan.not_applicable:
            reason = self.reasons.take(plan.language, guideline.number)
            return actions.Values(is_not_applicable=True, comment=reason)
        mean = plan.mean + self.habits.of(plan.domain, guideline)
        level = min(max(round(self.random.gauss(mean, 0.35)), 0), top)
        target = min(level + self.random.choice([0, 1, 1, 2]), top) if self.random.random() < 0.8 else None
        comment = self.comments.take(plan.language, guideline.number) if self.random.random() < 0.7 else ""
        return actions.Values(level=level, target=target, comment=comment)


def build(world):
    pen = Pen(world.random, Habits(world.random), Unsaid(COMMENTS), Unsaid(NOT_APPLICABLE))
    world.cast.assessments = [_build(world, plan, pen) for plan in PLANS]


def _build(world, plan, pen):
    institution = world.cast.institutions[plan.domain]
    people = _people(world, plan.domain)
    coordinator = people[PortalRole.COORDINATOR][0]
    begun = world.today - timedelta(days=plan.days)
    with world.on(plan.days, 8, 30):
        assessment = actions.create_assessment(
            institution,
            edition=world.cast.edition,
            unit=institution.units.get(kind=plan.unit),
            title=TITLES[coordinator.language].format(year=begun.year, quarter=(begun.month + 2) // 3),
            period=(begun, world.today - timedelta(days=max(plan.days - 45, 0))),
            due_on=world.today + timedelta(days=plan.due_in) if plan.due_in is not None else None,
            by=coordinator,
        )
    last = _answer(world, plan, assessment, people, pen)
    _move(world, plan, assessment, people, last)
    assessment.refresh_from_db()
    return assessment


def _people(world, domain):
    """Return accounts by role, in the order of the list."""
    by_role = {role: [] for role in PortalRole}
    for _name, address, _position, _language, roles in PEOPLE[domain]:
        for role in roles:
            by_role[role].append(world.cast.people[f"{address}@{domain}"])
    return by_role


def _answer(world, plan, assessment, people, pen):
    """Answer guideline after guideline, a few each day; return how many days ago the last one was given."""
    random = world.random
    guidelines = list(assessment.edition.guidelines.in_order())
    writers = people[PortalRole.CONTRIBUTOR] + people[PortalRole.COORDINATOR]
    top = max(assessment.edition.levels.values_list("value", flat=True))
    pace = max(min(plan.days - 3, 20), 1)
    day = plan.days - 1
    for place, guideline in enumerate(guidelines[: round(plan.share * len(guidelines))]):
        writer = writers[(place // 3) % len(writers)]
        day = plan.days - 1 - place * pace // len(guidelines)
        values = pen.values(plan, guideline, top)
        with world.on(day, 9 + place % 8, random.randrange(60)):
            actions.save_answer(
                assessment,
                guideline.key,
                key=UUID(int=random.getrandbits(128), version=4),
                seen_version=0,
                values=values,
                by=writer,
                comment_lang=plan.language,
                read_lang=writer.language,
            )
    return day


def _move(world, plan, assessment, people, last):
    """Take the assessment on to the state in which it is today."""
    coordinator = people[PortalRole.COORDINATOR][0]
    approver = people[PortalRole.APPROVER][0]
    if plan.state == State.DISCARDED:
        with world.on(max(last - 1, 0), 16):
            actions.discard_assessment(assessment, by=coordinator)
    if plan.state not in {State.IN_REVIEW, State.SIGNED_OFF, State.ARCHIVED}:
        return
    with world.on(max(last - 1, 0), 15):
        actions.hand_in_assessment(assessment, by=coordinator)
    if plan.domain == "acacia.example":  # handed in, returned with a reason, handed in again
        with world.on(max(last - 3, 0), 11):
            actions.return_assessment(assessment, reason=REASON, reason_lang=approver.language, by=approver)
        with world.on(max(last - 6, 0), 14):
            actions.hand_in_assessment(assessment, by=coordinator)
    if plan.state == State.IN_REVIEW:
        return
    with world.on(max(last - 4, 0), 17):
        actions.sign_off_assessment(assessment, by=approver)
    if plan.state == State.ARCHIVED:
        with world.on(max(last - 30, 0), 9):
            actions.archive_assessment(assessment, by=coordinator)
