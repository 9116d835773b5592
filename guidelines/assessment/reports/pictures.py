"""The three pictures of a report, drawn from its figures; the same on page, paper and as a file."""

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from guidelines.assessment.reports import summary
from portal import formats
from portal.reports import charts


def of(report):
    """Return name → Chart for the pictures that have something to show."""
    found = {"guidelines": guidelines(report)}
    if report.whole.shown is not None:
        found |= {"level": level(report), "parts": parts(report)}
    return found


def safe(chart):
    """Return the drawings as safe HTML: they were built from escaped texts."""
    return charts.Chart(mark_safe(chart.wide), mark_safe(chart.narrow))


def level(report):
    whole = report.whole
    values = {"level": formats.decimal1(whole.shown), "highest": report.highest}
    description = [_("The level now is %(level)s of %(highest)s.") % values]
    if whole.target is not None:
        description.append(_("The target is %(target)s.") % {"target": formats.decimal1(whole.target)})
    if whole.before is not None:
        description.append(_("The level before was %(before)s.") % {"before": formats.decimal1(whole.before)})
    return safe(
        charts.reading(
            whole.shown,
            report.steps,
            target=whole.target,
            before=whole.before,
            words={
                "target": _("%(target)s target") % {"target": formats.decimal1(whole.target)},
                "before": f"{report.earlier_year}: {formats.decimal1(whole.before)}",
            },
            name="level",
            title=_("Level of the whole set"),
            description=" ".join(description),
            language=report.language,
        )
    )


def parts(report):
    rows = [_dot_row(node) for node in report.plotted]
    if len(rows) != 1:
        rows.append(_dot_row(report.whole))
    since = _("Since %(year)s") % {"year": report.earlier_year} if report.whole.before is not None else ""
    return safe(
        charts.dot_plot(
            rows,
            report.steps,
            charts.DotWords(_("Now"), since),
            name="parts",
            title=summary.title_of_parts(report),
            description=_("Dot plot of the level by part and section. The values are in the table beside the picture."),
            language=report.language,
        )
    )


def _dot_row(node):
    return charts.DotRow(
        code=node.code,
        label=node.title,
        level=node.shown,
        target=node.target,
        before=node.before,
        is_strong=node.is_part,
        is_total=node.is_whole,
    )


def guidelines(report):
    rows = [
        charts.HeatRow(
            code=node.code,
            label=node.title,
            cells=tuple(
                charts.Cell(
                    number=str(line.number or ""),
                    title=line.short_title,
                    level=line.level,
                    is_not_applicable=line.is_not_applicable,
                )
                for line in lines
            ),
        )
        for node, lines in report.own_lines
    ]
    return safe(
        charts.heat_map(
            rows,
            report.highest,
            name="guidelines",
            title=summary.title_of_guidelines(report),
            description=_("Heat map: one square for each guideline, by section. The answers are in the tables."),
            language=report.language,
        )
    )
