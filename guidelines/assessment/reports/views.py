"""The report as a page, and as files."""

import hashlib
import logging

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guidelines.assessment.enums import ReportFormat
from guidelines.assessment.models import StoredReport
from guidelines.assessment.reports import actions, pages, rendering
from guidelines.assessment.reports.rendering import Snapshot
from guidelines.assessment.views.common import fetch
from portal import files
from portal.languages import NAMES, current, direction, html_code

logger = logging.getLogger(__name__)

#: What the page offers to take along; the pictures stand beside their drawings.
OFFERED = (ReportFormat.PDF, ReportFormat.XLSX, ReportFormat.JSON)


@require_safe
def report(request, uuid):
    """Show the report: the stored page of a signed one, else the draft as it stands now."""
    assessment = fetch(request.user, "view", uuid)
    stored = stored_of(assessment)
    language = current()
    snapshot = Snapshot.of_stored(stored) if stored else Snapshot.of_draft(assessment)
    body = stored_page(stored, language) if stored else None
    if body is None:
        body = rendering.render(snapshot, language, ReportFormat.HTML).decode()
    head, _mark, rest = body.partition("<!--files-->")
    about = snapshot.report(language)
    context = {
        "assessment": assessment,
        "title": about.title,
        "trail": trail_to(assessment, about),
        "head": mark_safe(head),
        "rest": mark_safe(rest),
        "draft_line": pages.draft_line(about),
        **files_of(assessment, stored, language),
    }
    return render(request, "assessment/report.html", context)


@require_safe
def report_files(request, uuid):
    """Return the list of files alone; the page asks again while one of them is being made."""
    assessment = fetch(request.user, "view", uuid)
    context = files_of(assessment, stored_of(assessment), current())
    return render(request, "assessment/report/_files.html", {"assessment": assessment, **context})


@require_http_methods(["GET", "HEAD", "POST"])
def report_file(request, uuid, language, format):
    """Give one file; by POST, ask for the PDF of a draft, which is made in the background."""
    assessment = fetch(request.user, "view", uuid)
    if format == ReportFormat.HTML:
        raise Http404("The page itself is the report.")
    stored = stored_of(assessment)
    if request.method == "POST":
        return ask(request, assessment, language, format)
    if stored:
        return stored_file(request, assessment, stored, language, format)
    if format == ReportFormat.PDF:
        return draft_pdf(request, assessment, language)
    snapshot = Snapshot.of_draft(assessment)
    content = rendering.render(snapshot, language, format)
    return files.made(content, rendering.filename(snapshot.report(language), format), rendering.TYPES[format])


def ask(request, assessment, language, format):
    if format != ReportFormat.PDF:
        return HttpResponse(status=405, headers={"Allow": "GET"})
    try:
        actions.ask_for_draft(assessment, language=language, by=request.user)
    except actions.AlreadySigned as problem:
        messages.info(request, problem.messages[0])
    return redirect(f"{reverse('assessment:report', args=[assessment.uuid])}#files")


def stored_file(request, assessment, stored, language, format):
    row = stored.files.filter(language=language, format=format).first()
    if row is None:
        return later(request, assessment)
    about = Snapshot.of_stored(stored).report(language)
    return files.serve(request, row.file, rendering.filename(about, format), rendering.TYPES[format])


def draft_pdf(request, assessment, language):
    row = assessment.draft_files.filter(language=language).first()
    if row is None or not row.file:
        return later(request, assessment)
    about = Snapshot.of_draft(assessment).report(language)
    return files.serve(
        request, row.file, rendering.filename(about, ReportFormat.PDF), rendering.TYPES[ReportFormat.PDF]
    )


def later(request, assessment):
    messages.info(request, _("This file is not there yet. The page says when it is."))
    return redirect("assessment:report", assessment.uuid)


def stored_of(assessment):
    return StoredReport.objects.filter(assessment=assessment).first()


def stored_page(stored, language):
    """Return the stored page in this language, or None while it is being made (or is damaged, which is logged)."""
    row = stored.files.filter(language=language, format=ReportFormat.HTML).first()
    if row is None:
        return None
    try:
        with row.file.open("rb") as kept:
            content = kept.read()
    except FileNotFoundError:
        content = b""
    if hashlib.sha256(content).hexdigest() != row.sha256:
        logger.error("reports.damaged: %s", row.file.name)
        return None
    return content.decode()


def files_of(assessment, stored, language):
    """Return what the list of files prints: what is there, what is being made, what can be asked for."""
    address = reverse("assessment:report", args=[assessment.uuid])

    def url(format, code=language):
        return reverse("assessment:report_file", args=[assessment.uuid, code, format])

    context = {
        "files_url": reverse("assessment:report_files", args=[assessment.uuid]),
        "report_url": address,
        "pdf_url": url(ReportFormat.PDF),
        "is_signed": stored is not None,
    }
    if stored is None:
        row = assessment.draft_files.filter(language=language).first()
        ready = [(format.label, url(format), None) for format in OFFERED if format != ReportFormat.PDF]
        is_made = row is not None and bool(row.file)
        return context | {
            "ready": [*([(ReportFormat.PDF.label, url(ReportFormat.PDF), None)] if is_made else []), *ready],
            "draft": row,
            "is_being_made": row is not None and row.is_being_made,
            "waiting": [],
            "others": [],
        }
    sizes = {(row.language, row.format): row.size for row in stored.files.all()}
    return context | {
        "ready": [(f.label, url(f), sizes[language, f]) for f in OFFERED if (language, f) in sizes],
        "waiting": [f.label for f in OFFERED if (language, f) not in sizes],
        "is_being_made": len(sizes) < len(NAMES) * len(ReportFormat),
        "others": [
            {"lang": html_code(code), "dir": direction(code), "name": name, "url": url(ReportFormat.PDF, code)}
            for code, name in NAMES.items()
            if code != language and (code, ReportFormat.PDF) in sizes
        ],
    }


def trail_to(assessment, about):
    return [
        (_("My ISSA"), reverse("myissa:home")),
        (_("Our assessments"), reverse("assessment:list")),
        (about.title.marked, reverse("assessment:detail", args=[assessment.uuid])),
    ]
