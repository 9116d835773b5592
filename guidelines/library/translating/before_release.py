"""Before a language is released: what the checks found, guideline by guideline, and the way to mend it."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guidelines.library.checks.edition import report
from guidelines.library.enums import SETTLED
from guidelines.library.translating.work import edition_or_404
from portal.formats import language_name
from portal.languages import written


@require_safe
def before_release(request, uuid, language):
    """The report of one language of an edition; those who release it do so from here."""
    edition, given = edition_or_404(request.user, uuid, language)
    found = report(edition, language)
    own = found.only(lambda record: given.includes(language, record.owner))
    released = {row.language for row in edition.languages.all() if row.released_at}
    may_release = request.user.has_perm("library.release_language", edition)
    return render(
        request,
        "library/translating/before_release.html",
        {
            "edition": edition,
            "language": language,
            "language_name": language_name(language),
            "rows": [_row(edition, language, record, texts) for record, texts in own.rows],
            "errors": len(own.errors),
            "warnings": len(own.warnings),
            "mark": found.mark,
            "is_released": language in released,
            "is_settled": edition.state in SETTLED,
            "may_release": may_release and language not in released and edition.state in SETTLED and not found.errors,
            "trail": [
                (_("Translating"), reverse("translating:list")),
                (str(edition), reverse("translating:board", args=[edition.uuid])),
            ],
        },
    )


def _row(edition, language, record, texts):
    address = reverse("translating:record", args=[edition.uuid, language, record.kind, record.key])
    return {
        "code": record.code,
        "title": record.title,
        "url": address,
        "texts": [
            {
                "label": checked.label,
                "url": f"{address}#{checked.anchor}",
                "value": written(checked.value, language),
                "findings": [
                    ("bad" if finding.is_error else "asked", finding.severity.label, finding.message)
                    for finding in checked.findings
                ],
            }
            for checked in texts
        ],
    }
