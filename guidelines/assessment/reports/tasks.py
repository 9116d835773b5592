"""Background work of reports: each task may be killed at any moment and begun again."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django_tasks import task

from guidelines.assessment.enums import ReportFormat
from guidelines.assessment.models import DraftFile, StoredReport
from guidelines.assessment.reports import storing
from guidelines.assessment.reports.rendering import Snapshot, render
from portal import clock


@task(queue_name="reports")
def render_files(report, language):
    """Make what is missing of a stored report in one language; what is there stays as it is."""
    stored = StoredReport.objects.select_related("assessment").get(uuid=report)
    storing.store_language(stored, language)
    storing.drop_drafts(stored.assessment)


@task(queue_name="reports")
def render_draft(assessment, language, asked_at):
    """Make the PDF of a draft, unless a newer one has been asked for or the assessment was signed meanwhile."""
    asked = datetime.fromisoformat(asked_at)
    rows = DraftFile.objects.filter(assessment__uuid=assessment, language=language, asked_at=asked)
    related = ("assessment__institution__country", "assessment__edition__set", "assessment__unit", "asked_by")
    row = rows.select_related(*related).first()
    if row is None or not row.is_being_made or row.assessment.signed_off_at:
        return
    with timezone.override(ZoneInfo(row.asked_by.time_zone)):
        content = render(Snapshot.of_draft(row.assessment), language, ReportFormat.PDF)
    path = storing.write(f"assessment/drafts/{assessment}", f"{language}.pdf", content)
    before = row.file.name
    is_current = rows.filter(file=before).update(file=path, made_at=clock.now())
    unused = before if is_current else path
    if unused:
        storing.remove(unused)
