"""What may be asked of a report."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from guidelines.assessment.models import Assessment, DraftFile
from guidelines.assessment.reports import tasks
from portal import clock
from portal.audit.record import record
from portal.background import outbox

#: A request that has not been met by then may be made again.
PATIENCE = timedelta(minutes=10)


class AlreadySigned(ValidationError):
    def __init__(self):
        super().__init__(_("This self-assessment is signed off; its report is stored for good."), code="signed")


@transaction.atomic
def ask_for_draft(assessment, *, language, by):
    """Let the PDF of an unsigned assessment be made in the background. Asking twice makes one."""
    assessment = Assessment.objects.select_for_update(of=("self",)).select_related("institution").get(pk=assessment.pk)
    if assessment.signed_off_at is not None:
        raise AlreadySigned
    now = clock.now()
    row = DraftFile.objects.filter(assessment=assessment, language=language).first()
    if row and row.is_being_made and row.asked_at > now - PATIENCE:
        return row
    row = row or DraftFile(assessment=assessment, language=language)
    row.asked_at, row.asked_by = now, by
    row.save()
    record(assessment, "assessment.draft_report", by=by, after={"language": language})
    asked_at = now.isoformat()
    key = f"draft:{assessment.uuid}:{language}:{asked_at}"
    outbox.add(tasks.render_draft, str(assessment.uuid), language, asked_at, key=key)
    return row
