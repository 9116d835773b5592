"""The demo's self-assessments, in every state; some institutions have an earlier one. Through the actions alone.

Each institution leans on strengths of its own, so that no two answer alike.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

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


#: Earlier ones first: they are signed before the next is begun.
PLANS = [
    Plan("baobab.example", State.SIGNED_OFF, 1, 1.6, 260, None),
    Plan("enzian.example", State.SIGNED_OFF, 1, 2.6, 250, None),
    Plan("quinoa.example", State.ARCHIVED, 1, 1.4, 240, None),
    Plan("baobab.example", State.IN_PROGRESS, 0.64, 2.2, 30, 11),
    Plan("baobab.example", State.DRAFT, 0, 2, 5, None, "directorate"),
    Plan("acacia.example", State.IN_REVIEW, 0.95, 2.1, 50, 3),
    Plan("cedar.example", State.SIGNED_OFF, 1, 2.4, 70, None),
    Plan("quinoa.example", State.IN_PROGRESS, 0.8, 1.9, 25, 20),
    Plan("ombu.example", State.DRAFT, 0, 2, 9),
    Plan("lignum.example", State.IN_PROGRESS, 0.3, 1.7, 15, -2),
    Plan("anemone.example", State.IN_REVIEW, 1, 2.7, 45, 14),
    Plan("steppe.example", State.SIGNED_OFF, 1, 2.2, 90, None),
    Plan("plumblossom.example", State.SIGNED_OFF, 1, 3.1, 80, None),
    Plan("hibiscus.example", State.DISCARDED, 0.1, 2, 60, None),
    Plan("hibiscus.example", State.IN_PROGRESS, 0.5, 2.5, 22, 30, "whole"),
    Plan("enzian.example", State.IN_PROGRESS, 0.73, 2.9, 28, 25, "directorate"),
    Plan("coquelicot.example", State.IN_PROGRESS, 0.9, 2.3, 35, 7),
]


def build(world):
    world.cast.assessments = [_build(world, plan) for plan in PLANS]


def _build(world, plan):
    institution = world.cast.institutions[plan.domain]
    people = _people(world, plan.domain)
    coordinator = people[PortalRole.COORDINATOR][0]
    with world.on(plan.days, 8, 30):
        assessment = actions.create_assessment(
            institution,
            edition=world.cast.edition,
            unit=institution.units.get(kind=plan.unit),
            title=TITLES[coordinator.language].format(year=(world.today - timedelta(days=plan.days)).year),
            period=(world.today - timedelta(days=plan.days), world.today - timedelta(days=max(plan.days - 45, 0))),
            due_on=world.today + timedelta(days=plan.due_in) if plan.due_in is not None else None,
            by=coordinator,
        )
    last = _answer(world, plan, assessment, people)
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


def _answer(world, plan, assessment, people):
    """Answer guideline after guideline, a few each day; return how many days ago the last one was given."""
    random = world.random
    guidelines = list(assessment.edition.guidelines.in_order())
    writers = people[PortalRole.CONTRIBUTOR] + people[PortalRole.COORDINATOR]
    leaning = {guideline.section_id: random.uniform(-0.9, 0.9) for guideline in guidelines}
    top = max(assessment.edition.levels.values_list("value", flat=True))
    pace = max(min(plan.days - 3, 20), 1)
    day = plan.days - 1
    for place, guideline in enumerate(guidelines[: round(plan.share * len(guidelines))]):
        writer = writers[(place // 3) % len(writers)]
        day = plan.days - 1 - place * pace // len(guidelines)
        values = _values(random, plan.mean + leaning[guideline.section_id], top, guideline.number, writer)
        with world.on(day, 9 + place % 8, random.randrange(60)):
            actions.save_answer(
                assessment,
                guideline.key,
                key=UUID(int=random.getrandbits(128), version=4),
                seen_version=0,
                values=values,
                by=writer,
                comment_lang=writer.language,
                read_lang=writer.language,
            )
    return day


def _values(random, mean, top, number, writer):
    """Return plausible values: a level about the mean, a target above it, now and then a comment or a reason."""
    if random.random() < 0.05:
        return actions.Values(is_not_applicable=True, comment=NOT_APPLICABLE[writer.language])
    level = min(max(round(random.gauss(mean, 0.8)), 0), top)
    target = min(level + random.choice([0, 1, 1, 2]), top) if random.random() < 0.8 else None
    comment = COMMENTS[writer.language].get(number, "") if random.random() < 0.8 else ""
    return actions.Values(level=level, target=target, comment=comment)


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
