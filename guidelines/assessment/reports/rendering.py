"""One snapshot in, one file out: the same renderers for what is stored and for drafts."""

import json
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone, translation

from guidelines.assessment.enums import ReportFormat
from guidelines.assessment.reports import pages, pictures, workbook
from guidelines.assessment.reports.reading import Report
from guidelines.assessment.snapshot import canonical, content_of, mark_of
from portal import clock
from portal.reports.spreadsheet import CSV_TYPE, XLSX_TYPE

TYPES = {
    ReportFormat.HTML: "text/html; charset=utf-8",
    ReportFormat.PDF: "application/pdf",
    ReportFormat.XLSX: XLSX_TYPE,
    ReportFormat.JSON: "application/json",
    ReportFormat.PARTS_SVG: "image/svg+xml",
    ReportFormat.PARTS_CSV: CSV_TYPE,
    ReportFormat.GUIDELINES_SVG: "image/svg+xml",
    ReportFormat.GUIDELINES_CSV: CSV_TYPE,
}


@dataclass(frozen=True)
class Snapshot:
    """The content as text, its mark, and the signature; without one it is a draft as of ``made_at``."""

    text: str
    signature: dict | None
    made_at: object = None

    @classmethod
    def of_stored(cls, stored):
        return cls(stored.content, json.loads(stored.signature), stored.stored_at)

    @classmethod
    def of_draft(cls, assessment):
        return cls(canonical(content_of(assessment)), None, clock.now())

    def report(self, language):
        return Report(
            json.loads(self.text), self.signature, mark=mark_of(self.text), language=language, made_at=self.made_at
        )

    @property
    def zone(self):
        """Return the zone in which times are told: the signer's in what is stored, the reader's in a draft."""
        return ZoneInfo(self.signature["zone"]) if self.signature else timezone.get_current_timezone()


def render(snapshot, language, format):
    """Return the bytes of one file."""
    with translation.override(language), timezone.override(snapshot.zone):
        report = snapshot.report(language)
        content = RENDERERS[format](report, snapshot)
    return content.encode() if isinstance(content, str) else content


def html(report, snapshot):
    uuid = report.content["assessment"]["uuid"]
    address = reverse("assessment:report", args=[uuid])
    return pages.web(report, charts_url=f"{address}{report.language}")


def pdf(report, snapshot):
    return pages.paper(report)


def xlsx(report, snapshot):
    return workbook.workbook(report)


def as_json(report, snapshot):
    """Return the snapshot itself: the same in every language, for it holds them all."""
    content = {
        "format": report.content["format"],
        "content": report.content,
        "content_sha256": report.mark,
        "signature": snapshot.signature,
    }
    if report.is_draft:
        content["draft"] = {"answered": report.whole.answered, "guidelines": report.whole.guidelines}
    return canonical(content)


def parts_svg(report, snapshot):
    drawn = pictures.of(report).get("parts")
    return drawn.wide if drawn else pictures.of(report)["guidelines"].wide


def guidelines_svg(report, snapshot):
    return pictures.guidelines(report).wide


def parts_csv(report, snapshot):
    return workbook.parts_csv(report)


def guidelines_csv(report, snapshot):
    return workbook.guidelines_csv(report)


RENDERERS = {
    ReportFormat.HTML: html,
    ReportFormat.PDF: pdf,
    ReportFormat.XLSX: xlsx,
    ReportFormat.JSON: as_json,
    ReportFormat.PARTS_SVG: parts_svg,
    ReportFormat.PARTS_CSV: parts_csv,
    ReportFormat.GUIDELINES_SVG: guidelines_svg,
    ReportFormat.GUIDELINES_CSV: guidelines_csv,
}


def filename(report, format):
    """Return the name under which a file is saved: set, year, institution, part, day of signing or “draft”, language."""
    name = report.text(report.content["institution"]["acronym"]) or report.institution
    part = report.text(report.content["unit"]["name"])
    words = [
        report.set_code,
        report.year,
        name,
        part,
        "draft" if report.is_draft else report.signed_day,
        report.language,
    ]
    return f"{' '.join(str(word) for word in words if word)}.{format}"
