"""Asking for the PDF of a section, of two languages side by side, or of two states compared."""

from datetime import timedelta

from django.db import transaction

from guidelines.library import extracts, tasks
from guidelines.library.actions.documents import begin_extract
from guidelines.library.changes import mappings_shown, way_back
from guidelines.library.exceptions import LanguageNotReleased, NotCompared, TooManyPapers
from guidelines.library.models import Extract
from portal import clock
from portal.audit.record import record
from portal.background import outbox

#: What one person may have made in a day; a file that is there costs nothing.
MOST_A_DAY = 30


@transaction.atomic
def ask_for_extract(edition, *, section, language, beside="", by):
    """Let the PDF of a section, or of two languages, be made in the background. Asking twice makes one."""
    for_members = by.has_perm("library.read_blocks", edition)
    return _ask(extracts.Wanted(edition, section, language, beside, for_members), by)


@transaction.atomic
def ask_for_changes(edition, *, since, language, by):
    """Let the PDF of what changed since an earlier edition be made; raise NotCompared when no mapping leads there."""
    if not way_back(mappings_shown(edition), since):
        raise NotCompared(since)
    for_members = all(by.has_perm("library.read_blocks", one) for one in (edition, since))
    return _ask(extracts.Wanted(edition, None, language, "", for_members, since), by)


@transaction.atomic
def ask_for_working_paper(wanted, *, by):
    """Let a PDF for those who work on an edition be made, of the texts as they stand when the worker comes to it.

    ``wanted``: ``extracts.of_draft`` or ``extracts.of_revisions``.
    """
    return _ask(wanted, by)


def _ask(wanted, by):
    edition = wanted.edition
    for code in [] if wanted.mark else wanted.languages:
        if not edition.is_public or code not in edition.released_languages():
            raise LanguageNotReleased(code)
    row, is_new = begin_extract(wanted, by=by)
    if row.file or (extracts.is_being_made(row) and not is_new):
        return row
    a_day_ago = clock.now() - timedelta(days=1)
    if Extract.objects.filter(asked_by=by, asked_at__gt=a_day_ago).exclude(pk=row.pk).count() >= MOST_A_DAY:
        raise TooManyPapers(MOST_A_DAY)
    row.asked_at, row.asked_by = clock.now(), by
    row.save(update_fields=["asked_at", "asked_by"])
    record(edition, "library.ask_for_extract", by=by, after={"key": row.key})
    outbox.add(tasks.make_extract, row.key, key=f"library.extract:{row.key}:{row.asked_at.isoformat()}")
    return row
