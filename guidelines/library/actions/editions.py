"""The life of an edition, from the proposal to its successor."""

from django.db import transaction

from guidelines.library import completeness, tasks
from guidelines.library.actions.writing import check_seen, lock, write
from guidelines.library.enums import EditionState
from guidelines.library.exceptions import LanguageIncomplete, NothingToPublish, ScaleBroken
from guidelines.library.models import Edition, EditionLanguage, Guideline, GuidelineSet, Section
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
def save_edition(edition, *, by, seen=None):
    """Change the introduction, the scale or the kinds of block. ``seen``: as for ``save_guideline``."""
    stored = lock(edition)
    check_seen(stored, seen)
    write(edition, stored=stored, edition=stored, verb="library.change_edition", by=by)
    return edition


@transaction.atomic
def draft_edition(edition, *, by):
    EDITION.apply("draft", edition, by=by)
    return edition


@transaction.atomic
def approve_edition(edition, *, by):
    """From here on structure and English stand; translations go on."""
    EDITION.apply("approve", edition, by=by)
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
    if EDITION.allows("publish", edition):
        _check_ready(edition)
        # First, because a set has one published edition at any moment.
        predecessor = Edition.objects.filter(set=edition.set_id, state=EditionState.PUBLISHED).first()
        if predecessor:
            EDITION.apply("supersede", predecessor, by=by)
    EDITION.apply("publish", edition, by=by)
    edition.published_at, edition.published_by = clock.now(), by
    edition.save(update_fields=["published_at", "published_by"])
    _write_numbers(edition, by=by)
    EditionLanguage.objects.update_or_create(
        edition=edition, language=SOURCE, defaults={"released_at": edition.published_at, "released_by": by}
    )
    for row in edition.languages.filter(released_at__isnull=False):
        outbox.add(tasks.make_pdfs, str(edition.uuid), row.language, key=tasks.pdf_key(edition, row.language))
    return edition


def _check_ready(edition):
    if not edition.guidelines.exists():
        raise NothingToPublish
    values = sorted(edition.levels.values_list("value", flat=True))
    if len(values) < 2 or values != list(range(len(values))):
        raise ScaleBroken
    missing = completeness.gaps(edition, SOURCE)
    if missing:
        raise LanguageIncomplete(SOURCE, missing)


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
