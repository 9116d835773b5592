"""Heat map: one square for each guideline, its level as a tint and as a figure."""

from dataclasses import dataclass

from portal.languages import Text
from portal.reports.charts.canvas import Canvas, Chart, short
from portal.reports.charts.colours import ON_TINT
from portal.ruler import tint

WIDE, NARROW = 900, 328
LABELS, CODE = 236, 36
GAP = 6


@dataclass(frozen=True)
class Cell:
    """One guideline. Neither a level nor "not applicable" means: not answered."""

    number: str
    title: Text | str
    level: int | None = None
    is_not_applicable: bool = False


@dataclass(frozen=True)
class HeatRow:
    code: str
    label: Text | str
    cells: tuple[Cell, ...]


def heat_map(rows, highest, *, name, title, description, language):
    about = {"name": name, "title": title, "description": description}
    return Chart(
        wide=_wide(rows, highest, about, language),
        narrow=_narrow(rows, highest, about, language),
    )


def _wide(rows, highest, about, language):
    canvas = Canvas(WIDE, language=language, kind="wide")
    in_a_line, tall = 5, 70
    broad = (WIDE - LABELS - GAP * (in_a_line - 1)) / in_a_line
    y = 2
    for row in rows:
        if row.code:
            canvas.text(0, y + 30, row.code, "c-text-teal c-strong c-narrow")
        canvas.lines(CODE if row.code else 0, y + 30, row.label, room=LABELS - CODE - 20, most=3)
        for index, cell in enumerate(row.cells):
            line, place = divmod(index, in_a_line)
            offset, top = LABELS + place * (broad + GAP), y + line * (tall + GAP)
            _square(canvas, cell, highest, offset, top, broad, tall)
            ink = _ink(cell, highest)
            canvas.text(offset + 9, top + 26, _sign(cell), f"c-level {ink}")
            canvas.text(offset + broad - 8, top + 21, cell.number, f"c-small c-narrow {ink}", anchor="end")
            canvas.lines(offset + 9, top + 44, cell.title, f"c-small c-narrow {ink}", room=broad - 16, most=2)
        y += max(1, -(-len(row.cells) // in_a_line)) * (tall + GAP) + 8
        if row is not rows[-1]:
            canvas.line("c-grid", f"M0 {short(y - 7)}H{WIDE}")
    return canvas.svg(y, **about)


def _narrow(rows, highest, about, language):
    canvas = Canvas(NARROW, language=language, kind="narrow")
    in_a_line, tall = 5, 48
    broad = (NARROW - GAP * (in_a_line - 1)) / in_a_line
    y = 0
    for row in rows:
        label = f"{row.code} {row.label}" if row.code else str(row.label)
        label = Text(label, row.label.lang, row.label.asked) if isinstance(row.label, Text) else label
        top = y + 22 + canvas.lines(0, y + 22, label, "c-ink c-strong", room=NARROW, most=3) - 6
        for index, cell in enumerate(row.cells):
            line, place = divmod(index, in_a_line)
            offset, edge = place * (broad + GAP), top + line * (tall + GAP)
            _square(canvas, cell, highest, offset, edge, broad, tall)
            ink = _ink(cell, highest)
            canvas.text(offset + 9, edge + 32, _sign(cell), f"c-level {ink}")
            canvas.text(offset + broad - 8, edge + 18, cell.number, f"c-small c-narrow {ink}", anchor="end")
        y = top + max(1, -(-len(row.cells) // in_a_line)) * (tall + GAP) + 4
        if row is not rows[-1]:
            canvas.line("c-grid", f"M0 {short(y)}H{NARROW}")
    return canvas.svg(y + 4, **about)


def _tint(cell, highest):
    return "n" if cell.level is None else tint(cell.level, highest)


def _ink(cell, highest):
    return ON_TINT[_tint(cell, highest)]


def _sign(cell):
    if cell.is_not_applicable:
        return "–"
    return "?" if cell.level is None else str(cell.level)


def _square(canvas, cell, highest, offset, top, broad, tall):
    left, right = canvas.span(offset, offset + broad)
    dashed = {} if cell.level is not None or cell.is_not_applicable else {"stroke_dasharray": "3 3"}
    canvas.shape(
        "rect",
        f"h{_tint(cell, highest)}",
        x=short(left),
        y=short(top),
        width=short(right - left),
        height=short(tall),
        **dashed,
    )
