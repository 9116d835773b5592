"""What the page of a guideline will look like, for those who write it: a mode for each language."""

from dataclasses import replace

from django.shortcuts import render
from django.utils import translation

from guidelines.library.outline import Line, Outline, address
from guidelines.library.reading import Reading
from guidelines.library.views.guidelines import page_of
from portal.languages import CODES


def preview(request, guideline, language):
    """Show the typed text in the place where the guideline stands, or at the end when it is new."""
    language = language if language in CODES else CODES[0]
    with translation.override(language):
        reading = replace(Reading.of(guideline.edition, request.user), language=language)
        outline = Outline(reading)
        line = _line(guideline, reading, outline)
        return render(request, "library/guideline_detail.html", page_of(request, reading, outline, line, guideline))


def _line(guideline, reading, outline):
    title = reading.text(guideline, "title")
    short = reading.text(guideline, "short_title") or title
    for place, line in enumerate(outline.lines):
        if guideline.pk and line.guideline.pk == guideline.pk:
            outline.lines[place] = replace(line, guideline=guideline, title=title, short_title=short)
            return outline.lines[place]
    number = len(outline) + 1
    code = f"{reading.edition.set.code}-{number}"
    line = Line(guideline, number, code, title, short, address(reading.edition, number))
    outline.lines.append(line)
    return line
