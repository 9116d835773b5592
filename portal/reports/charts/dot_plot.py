"""Dot plot: for each row where it stands, where it stood and where it shall be, on one scale."""

from dataclasses import dataclass
from decimal import Decimal

from portal import formats
from portal.languages import Text
from portal.reports.charts import words as measure
from portal.reports.charts.canvas import Canvas, Chart, short
from portal.reports.charts.scale import Scale

WIDE, NARROW = 900, 328
LABELS, CODE, FIGURES = 236, 36, 178  # columns of the wide drawing, from the start and from the end
INSET = 14  # room for half a mark at the ends of a scale
HEAD_SIZE = 12


@dataclass(frozen=True)
class DotRow:
    code: str
    label: Text | str
    level: Decimal | None
    target: Decimal | None = None
    before: Decimal | None = None
    is_strong: bool = False  # a part above its sections
    is_total: bool = False

    @property
    def change(self):
        return None if None in (self.level, self.before) else self.level - self.before


@dataclass(frozen=True)
class DotWords:
    """Heads of the columns of figures; ``since`` is empty without an earlier assessment."""

    now: str
    since: str = ""


def dot_plot(rows, steps, words, *, name, title, description, language):
    """Return the chart. ``steps`` are the names of the levels from 0 upwards."""
    about = {"name": name, "title": title, "description": description}
    return Chart(
        wide=_wide(rows, steps, words, about, language),
        narrow=_narrow(rows, steps, about, language),
    )


def signed(value, language):
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    return sign + formats.decimal1(abs(value), language=language)


def _wide(rows, steps, words, about, language):
    canvas = Canvas(WIDE, language=language, kind="wide")
    figures = FIGURES if words.since else FIGURES / 2
    left, right = canvas.span(LABELS, WIDE - figures)
    scale = Scale(left + INSET, right - INSET, len(steps) - 1)
    room = (scale.right - scale.left) / max(len(steps) - 1, 1) - 8
    heads = [_lines(f"{value} {step}", room) for value, step in enumerate(steps)]
    top = 8 + max(map(len, heads)) * HEAD_SIZE * 1.25
    bodies = [max(40, 14 + 16 * len(_lines(str(row.label), LABELS - CODE - 20, 13))) for row in rows]
    bottom = top + sum(bodies)
    for value, head in enumerate(heads):
        x = scale.x(value)
        canvas.line("c-grid", f"M{short(x)} {short(top)}V{short(bottom)}")
        for index, line in enumerate(head):
            text = _in_language_of(steps[value], line)
            canvas.text_at(x, 10 + index * HEAD_SIZE * 1.25, text, "c-muted c-small c-narrow")
    now, since = WIDE - (90 if words.since else 0), WIDE
    canvas.text(now, top - 8, words.now, "c-muted c-small c-narrow", anchor="end")
    if words.since:
        canvas.text(since, top - 8, words.since, "c-muted c-small c-narrow", anchor="end")
    canvas.line("c-axis", f"M0 {short(top)}H{WIDE}")
    y = top
    for row, body in zip(rows, bodies, strict=True):
        middle, base = y + body / 2, y + body / 2 + 4.5
        weight = " c-strong" if row.is_total or row.is_strong else ""
        if row.is_total and row is not rows[0]:
            canvas.line("c-axis", f"M0 {short(y)}H{WIDE}")
        count = len(_lines(str(row.label), LABELS - CODE - 20, 13))
        if row.code:
            canvas.text(0, base, row.code, "c-text-teal c-strong c-narrow")
        offset = CODE if row.code else 0
        canvas.lines(offset, base - (count - 1) * 8, row.label, "c-ink" + weight, room=LABELS - CODE - 20, most=3)
        canvas.text(now, base, _figure(row.level, language), "c-ink c-strong", anchor="end")
        if words.since and row.change is not None:
            canvas.text(since, base, signed(row.change, language), "c-muted", anchor="end")
        marks(canvas, scale, row, middle)
        y += body
        if row is not rows[-1]:
            canvas.line("c-grid", f"M0 {short(y)}H{WIDE}")
    return canvas.svg(bottom + 4, **about)


def _narrow(rows, steps, about, language):
    canvas = Canvas(NARROW, language=language, kind="narrow")
    scale = Scale(INSET, NARROW - INSET, len(steps) - 1)
    top = 26
    labels = [f"{row.code} {row.label}" if row.code else str(row.label) for row in rows]
    counts = [len(_lines(label, NARROW - 56, 13)) for label in labels]
    bodies = [50 + 16.25 * (count - 1) for count in counts]
    bottom = top + sum(bodies)
    for value in range(len(steps)):
        x = scale.x(value)
        canvas.line("c-grid", f"M{short(x)} {top}V{short(bottom)}")
        canvas.text_at(x, 16, str(value), "c-muted c-narrow")
    canvas.line("c-axis", f"M0 {top}H{NARROW}")
    y = top
    for row, label, body in zip(rows, labels, bodies, strict=True):
        weight = " c-strong" if row.is_total or row.is_strong else ""
        if row.is_total and row is not rows[0]:
            canvas.line("c-axis", f"M0 {short(y)}H{NARROW}")
        canvas.lines(0, y + 18, _in_language_of(row.label, label), "c-ink" + weight, room=NARROW - 56, most=3)
        canvas.text(NARROW, y + 18, _figure(row.level, language), "c-ink c-strong", anchor="end")
        marks(canvas, scale, row, y + body - 14)
        y += body
        if row is not rows[-1]:
            canvas.line("c-grid", f"M0 {short(y)}H{NARROW}")
    return canvas.svg(bottom + 4, **about)


def marks(canvas, scale, row, y):
    """Draw one row on the scale: what is asked dotted, the way since the earlier assessment as a line."""
    level, target, before = (None if v is None else scale.x(v) for v in (row.level, row.target, row.before))
    if level is not None and target is not None:
        canvas.line("c-asked-line", f"M{short(level)} {short(y)}H{short(target)}", stroke_dasharray="2 3")
    if level is not None and before is not None:
        canvas.line("c-peer", f"M{short(before)} {short(y)}H{short(level)}", stroke_width="1.5")
    if before is not None:
        canvas.dot("c-past", before, y, 5, stroke_width="1.5")
    if target is not None:
        canvas.diamond(target, y, 7)
    if level is not None:
        canvas.dot("c-read", level, y, 6.5)


def _figure(value, language):
    return "–" if value is None else formats.decimal1(value, language=language)


def _lines(text, room, size=HEAD_SIZE):
    return measure.lines(text, room, size, 3)


def _in_language_of(label, text):
    return Text(text, label.lang, label.asked) if isinstance(label, Text) else text
