"""The reading: one large figure on the ruler from 0 to the highest level."""

from portal import formats
from portal.reports.charts import words as measure
from portal.reports.charts.canvas import Canvas, Chart, short
from portal.reports.charts.scale import Scale

WIDE, NARROW = 900, 328
BAR = 88  # the middle of the ruler


def reading(level, steps, *, target=None, before=None, words, name, title, description, language):
    """Return the chart. ``words`` give the labels of ``target`` and ``before``, figures included."""
    about = {"name": name, "title": title, "description": description}
    return Chart(
        wide=_draw(WIDE, "wide", level, steps, target, before, words, about, language),
        narrow=_draw(NARROW, "narrow", level, steps, target, before, words, about, language),
    )


def _draw(width, kind, level, steps, target, before, words, about, language):
    canvas = Canvas(width, language=language, kind=kind)
    highest = len(steps) - 1
    scale = Scale(12, width - 12, highest)
    canvas.line("c-track", f"M{short(scale.left)} {BAR}H{short(scale.right)}", stroke_width="14")
    if level is not None:
        canvas.line("c-read-line", f"M{short(scale.left)} {BAR}H{short(scale.x(level))}", stroke_width="14")
    quarters = [
        (step, scale.x(step) + part * (scale.x(1) - scale.x(0)) / 4) for step in range(highest) for part in range(4)
    ]
    ticks = "".join(f"M{short(x)} 100v{14 if abs(x - scale.x(step)) < 0.1 else 6}" for step, x in quarters)
    canvas.line("c-peer", f"{ticks}M{short(scale.right)} 100v14")
    bottom = _names(canvas, scale, steps, width, kind)
    middle = None if level is None else min(max(scale.x(level), 52), width - 52)
    if before is not None:
        canvas.line("c-past-line", f"M{short(scale.x(before))} 81v14", stroke_width="2")
    if target is not None:
        canvas.diamond(scale.x(target), BAR, 11)
    if kind == "wide":
        _labels_at_marks(canvas, scale, middle, target, before, words)
    else:
        bottom += 22
        canvas.text(2, bottom - 6, words["before"] if before is not None else "", "c-muted")
        canvas.text(width - 2, bottom - 6, words["target"] if target is not None else "", "c-text-warm", anchor="end")
    if level is not None:
        canvas.text_at(middle, 66, formats.decimal1(level, language=language), "c-big c-text-teal")
    return canvas.svg(bottom, **about)


def _labels_at_marks(canvas, scale, middle, target, before, words):
    """Write target and earlier level beside their marks, out of the way of the large figure."""
    if before is not None:
        end = scale.x(before) + 4
        if middle is not None and middle - 56 < end <= middle + 56:
            end = middle - 56
        _label(canvas, end, words["before"], "c-muted", anchor="end")
    if target is not None:
        start = scale.x(target) - 10
        if middle is not None and middle - 150 < start < middle + 56:
            start = middle + 56
        _label(canvas, start, words["target"], "c-text-warm c-strong", anchor="start")


def _label(canvas, x, text, classes, *, anchor):
    """Write above the ruler, moved inwards where it would leave the sheet."""
    broad = measure.width(text, 13)
    x = min(x, canvas.width - broad) if anchor == "start" else max(x, broad)
    canvas.text_at(x, 72, text, classes, anchor=anchor)


def _names(canvas, scale, steps, width, kind):
    # The names at both ends stand inwards, so a name in the middle leaves them room.
    room = (scale.right - scale.left) / max(len(steps) - 1, 1) * 0.62
    deepest = 1
    for value, step in enumerate(steps):
        made = measure.lines(f"{value} {step}", room, 12, 3) if kind == "wide" else [str(value)]
        deepest = max(deepest, len(made))
        anchor, x = "middle", scale.x(value)
        if value == 0:
            anchor, x = "start", 2
        elif value == len(steps) - 1:
            anchor, x = "end", width - 2
        for index, line in enumerate(made):
            text = type(step)(line, step.lang, step.asked) if hasattr(step, "lang") else line
            canvas.text_at(x, 130 + index * 15, text, "c-muted c-small c-narrow", anchor=anchor)
    return 136 + (deepest - 1) * 15
