"""The report as tables, for a workbook and for CSV files."""

from html import unescape

from django.utils import timezone
from django.utils.html import conditional_escape, strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from guidelines.assessment.reports import pages, summary
from portal import formats
from portal.reports.spreadsheet import Column, Sheet, csv_file, xlsx


def workbook(report):
    sheets = [about(report), parts(report), guidelines(report), trace(report)]
    return xlsx(sheets, language=report.language, title=pages.paper_title(report), mark=pages.draft_line(report))


def parts_csv(report):
    return csv_file(parts(report))


def guidelines_csv(report):
    return csv_file(guidelines(report))


def about(report):
    rows = [[_("State"), pages.draft_line(report) or pages.signed_line(report)]]
    rows += [[_("Title"), report.title], [_("Institution"), report.institution], [_("Country"), report.country]]
    rows += [[name, _text(conditional_escape(value))] for name, value in pages.cover(report)]
    rows += [[_("Answered"), pages.standing_line(report)]]
    rows += [[_("Summary"), _text(paragraph)] for paragraph in summary.paragraphs(report)]
    return Sheet(_("Summary"), (Column(pgettext("of a fact", "Name"), 32), Column(_("Value"), 100)), rows)


def parts(report):
    columns = (
        Column(_("Code"), 8),
        Column(_("Section"), 40),
        Column(_("Level")),
        Column(_("Target")),
        Column(_("Guidelines with a target")),
        Column(_("Gap")),
        Column(_("Earlier level")),
        Column(_("Guidelines")),
        Column(_("Answered")),
        Column(_("Not applicable")),
        Column(_("Completion")),
        Column(_("Share of not applicable")),
    )
    rows = [
        [
            node.code,
            node.title,
            node.shown,
            node.target,
            node.targets,
            node.gap,
            node.before,
            node.guidelines,
            node.answered,
            node.not_applicable,
            node.completion,
            node.not_applicable_share,
        ]
        for node in [*report.plotted, report.whole]
    ]
    return Sheet(_("Parts and sections"), columns, rows)


def guidelines(report):
    columns = (
        Column(_("Code"), 10),
        Column(_("Section"), 30),
        Column(_("Guideline"), 50),
        Column(_("Level")),
        Column(_("Name of the level"), 24),
        Column(_("Not applicable")),
        Column(_("Target")),
        Column(_("Gap")),
        Column(_("Comment"), 60),
        Column(_("Language of the comment"), 16),
        Column(_("Answered by"), 24),
        Column(_("Answered on"), 14),
    )
    rows = [
        [
            line.code,
            node.title,
            line.title,
            line.level,
            line.level_name,
            _("yes") if line.is_not_applicable else "",
            line.target,
            line.gap,
            line.comment,
            formats.language_name(line.comment.lang) if line.comment else "",
            line.answered_by,
            timezone.localtime(line.answered_at).date() if line.answered_at else None,
        ]
        for node, lines in report.own_lines
        for line in lines
    ]
    return Sheet(_("Guidelines"), columns, rows)


def trace(report):
    columns = (
        Column(_("Section"), 40),
        Column(_("Level")),
        Column(_("Sum of the levels")),
        Column(_("Applicable answers")),
        Column(_("Answers counted: guideline and level"), 60),
        Column(_("Not applicable"), 30),
        Column(_("Not answered"), 30),
        Column(_("Target")),
        Column(_("Targets counted: guideline and target"), 60),
        Column(_("Scoring rules")),
    )
    rows = [
        [
            f"{node.code} {node.title}".strip(),
            node.level,
            node.total,
            node.applicable,
            formats.comma().join(f"{code}: {level}" for code, level in node.counted),
            formats.comma().join(node.left_out),
            formats.comma().join(node.unanswered),
            node.target,
            formats.comma().join(f"{code}: {target}" for code, target in node.aimed),
            report.rules,
        ]
        for node in [*report.plotted, report.whole]
    ]
    return Sheet(_("Method"), columns, rows)


def _text(paragraph):
    return unescape(strip_tags(paragraph))
