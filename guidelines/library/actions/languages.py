from django.db import transaction

from guidelines.library import completeness, notices
from guidelines.library.actions.papers import promise_papers
from guidelines.library.actions.writing import lock
from guidelines.library.checks import edition as checks
from guidelines.library.checks.exceptions import ChecksFailed, LanguageUnconfirmed, WarningsUnseen
from guidelines.library.enums import SETTLED
from guidelines.library.exceptions import AlreadyReleased, EnglishNotSettled, LanguageIncomplete
from guidelines.library.models import EditionLanguage
from portal import clock
from portal.audit.record import record


@transaction.atomic
def release_language(edition, *, language, by, seen=""):
    """Let the public read a complete language that stood the checks; from then on it stands as it is.

    ``seen`` is the mark of the warnings that somebody has looked at; they are
    kept with the release.

    Before publication this only settles the language: it is read, and its PDFs
    are made, from publication on.
    """
    locked = lock(edition)
    if locked.state not in SETTLED:
        raise EnglishNotSettled
    row, _new = EditionLanguage.objects.get_or_create(edition=locked, language=language)
    if row.released_at:
        raise AlreadyReleased(language)
    missing = completeness.gaps(locked, language)
    if missing:
        raise LanguageIncomplete(language, missing)
    report = checks.report(locked, language)
    _check(report, language, seen)
    row.released_at, row.released_by = clock.now(), by
    row.save(update_fields=["released_at", "released_by"])
    record(locked, "library.release_language", by=by, after={"language": language, "warnings": report.warnings})
    notices.language_released(locked, language, by=by)
    if locked.is_public:
        promise_papers(locked, language)
    return row


def _check(report, language, seen):
    if report.unconfirmed:
        raise LanguageUnconfirmed(language, report.unconfirmed)
    if report.errors:
        raise ChecksFailed(language, report.errors)
    if report.warnings and seen != report.mark:
        raise WarningsUnseen(language, report.warnings)
