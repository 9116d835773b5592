"""What the tests of reports share: when one was signed, its text, and how a file behind an answer is closed."""

from datetime import UTC, datetime

from django.core.signals import request_finished
from django.db import close_old_connections

from guidelines.assessment.enums import ReportFormat
from guidelines.assessment.reports.rendering import Snapshot, render

SIGNED = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)


def text_of(assessment, language="en", format=ReportFormat.HTML):
    return render(Snapshot.of_draft(assessment), language, format).decode()


def close(answer):
    """Close the file behind an answer as the test client does: without closing the database as well."""
    request_finished.disconnect(close_old_connections)
    try:
        answer.close()
    finally:
        request_finished.connect(close_old_connections)
