"""The life of an edition, from the proposal to its successor."""

from django.db import transaction

from guidelines.library import completeness, following, tasks
from guidelines.library.actions.documents import drop_papers
from guidelines.library.actions.mapping import check_confirmed
from guidelines.library.actions.papers import promise_papers
from guidelines.library.actions.writing import lock, merge, write
from guidelines.library.enums import EditionState
from guidelines.library.exceptions import (
    CommentsUnanswered,
    ConsultationTooShort,
    LanguageIncomplete,
    NothingToPublish,
    Refused,
    ScaleBroken,
)
from guidelines.library.models import EditionLanguage, Guideline, GuidelineSet, Section
from guidelines.library.numbering import guideline_numbers, section_codes
from guidelines.library.workflow import EDITION
from portal import clock
from portal.audit.record import record
from portal.background import outbox
from portal.languages import CODES, SOURCE


@transaction.atomic
def create_edition(edition, *, by):
    """Propose an edition of a set, with its scale and its kinds of block."""
    edition.state = EditionState.PROPOSED
    write(edition, stored=None, edition=edition, verb="library.propose_edition", by=by)
    EditionLanguage.objects.bulk_create(EditionLanguage(edition=edition, language=code) for code in CODES)
    return edition


@transaction.atomic
def save_edition(edition, *, by, seen=None, settled=None):
    """Change the introduction, the scale or the kinds of block. ``seen``: as for ``save_guideline``."""
    stored = lock(edition)
    merge(edition, stored, seen=seen, settled=settled)
    write(edition, stored=stored, edition=stored, verb="library.change_edition", by=by)
    return edition


@transaction.atomic
def draft_edition(edition, *, by):
    EDITION.apply("draft", edition, by=by)
    return edition


@transaction.atomic
def review_edition(edition, *, by):
    """Let the invited reviewers comment; the commission goes on writing."""
    EDITION.apply("review", edition, by=by)
    return edition


@transaction.atomic
def rework_edition(edition, *, by):
    EDITION.apply("rework", edition, by=by)
    return edition


@transaction.atomic
def consult_edition(edition, *, by, ends_on):
    """Put the text before those who are consulted, to the end of the day ``ends_on``; until then it stands still."""
    if ends_on <= clock.today():
        raise ConsultationTooShort
    EDITION.apply("consult", edition, by=by)
    edition.consultation_ends_on = ends_on
    edition.save(update_fields=["consultation_ends_on"])
    return edition


@transaction.atomic
def conclude_edition(edition, *, by):
    """End the consultation, on its day or before."""
    EDITION.apply("conclude", edition, by=by)
    return edition


@transaction.atomic
def finalise_edition(edition, *, by):
    """Make the final draft, in which what was said is taken up or not."""
    EDITION.apply("finalise", edition, by=by)
    return edition


@transaction.atomic
def translate_edition(edition, *, by):
    """Start the translations of what was approved."""
    EDITION.apply("translate", edition, by=by)
    return edition


@transaction.atomic
def approve_edition(edition, *, by):
    """From here on structure and English stand; translations go on. Every comment has been answered.

    While English changes from day to day nobody is told what no longer follows it; from here on they are.
    """
    lock(edition)
    if EDITION.allows("approve", edition):
        _check_may_approve(edition)
    EDITION.apply("approve", edition, by=by)
    outbox.add(tasks.tell_of_unattended, str(edition.uuid), f"approved {clock.now().isoformat()}")
    return edition


@transaction.atomic
def reopen_edition(edition, *, by):
    """English may change again, so what was released in advance is withdrawn; nobody has read it yet."""
    EDITION.apply("reopen", edition, by=by)
    released = edition.languages.filter(released_at__isnull=False)
    if withdrawn := sorted(released.values_list("language", flat=True)):
        released.update(released_at=None, released_by=None)
        record(edition, "library.withdraw_languages", by=by, before={"released": withdrawn}, after={"released": []})
    return edition


@transaction.atomic
def publish_edition(edition, *, by):
    """Freeze structure and English, write numbers down, and let the predecessor step back.

    The set's row is locked, so that two editions of one set are never
    published at the same moment.
    """
    GuidelineSet.objects.select_for_update().get(pk=edition.set_id)
    edition.state = lock(edition).state
    if EDITION.allows("publish", edition) and (predecessor := _check_may_publish(edition)):
        # First, because a set has one published edition at any moment.
        EDITION.apply("supersede", predecessor, by=by)
    EDITION.apply("publish", edition, by=by)
    edition.published_at, edition.published_by = clock.now(), by
    edition.save(update_fields=["published_at", "published_by"])
    _write_numbers(edition, by=by)
    drop_papers(edition.extracts.exclude(mark=""))
    EditionLanguage.objects.update_or_create(
        edition=edition, language=SOURCE, defaults={"released_at": edition.published_at, "released_by": by}
    )
    for row in edition.languages.filter(released_at__isnull=False):
        promise_papers(edition, row.language)
    return edition


def hindrance(edition, move):
    """Return why a move that the state allows would be refused now, as a sentence for people; None where it would not."""
    try:
        if move == "approve":
            _check_may_approve(edition)
        if move == "publish":
            _check_may_publish(edition)
    except Refused as problem:
        return problem
    return None


#: Every move that a person makes. To supersede is done by publishing the successor.
MOVES = {
    "draft": draft_edition,
    "review": review_edition,
    "rework": rework_edition,
    "consult": consult_edition,
    "conclude": conclude_edition,
    "finalise": finalise_edition,
    "approve": approve_edition,
    "reopen": reopen_edition,
    "translate": translate_edition,
    "publish": publish_edition,
}


def go_through(edition, *names, by):
    """Make several moves, one after the other; for loaders, which carry a text that has gone its way elsewhere."""
    for name in names:
        edition = MOVES[name](edition, by=by)
    return edition


def _check_may_approve(edition):
    if count := edition.comments.unanswered().count():
        raise CommentsUnanswered(count)


def _check_may_publish(edition):
    """Refuse what has a gap or does not say what became of the guidelines before; return the edition before, or None."""
    if not edition.guidelines.exists():
        raise NothingToPublish
    values = sorted(edition.levels.values_list("value", flat=True))
    if len(values) < 2 or values != list(range(len(values))):
        raise ScaleBroken
    missing = completeness.gaps(edition, SOURCE)
    if missing:
        raise LanguageIncomplete(SOURCE, missing)
    if predecessor := following.predecessor(edition):
        check_confirmed(edition, predecessor)
    return predecessor


def _write_numbers(edition, *, by):
    sections = list(Section.objects.filter(edition=edition))
    guidelines = list(Guideline.objects.filter(edition=edition))
    codes, numbers = section_codes(sections), guideline_numbers(sections, guidelines)
    for section in sections:
        section.code = codes[section.pk]
    for guideline in guidelines:
        guideline.number = numbers[guideline.pk]
    Section.objects.bulk_update(sections, ["code"])
    Guideline.objects.bulk_update(guidelines, ["number"])
    record(
        edition,
        "library.number_edition",
        by=by,
        after={str(guideline.key): guideline.number for guideline in guidelines},
    )
