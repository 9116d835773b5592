"""The reference texts of the editorial pages: one file for each language, all of the same shape.

A page is found by its path below the home page; the home page by ``""``. The
text of a section is a list: a string is a paragraph, a list of strings is a
list with marks. Only e-mail addresses become links.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.html import escape

HOME = ""
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True)
class PageText:
    """What one page says in one language."""

    path: str
    fields: dict  # the plain fields of the page model, title among them
    stream: list  # for each block its values, rich text as HTML


@cache
def texts(language):
    """Return the pages of one language by path, parents before children."""
    written = json.loads((Path(__file__).parent / f"{language}.json").read_text())
    return {path: _page(path, entry) for path, entry in written.items()}


def _page(path, entry):
    fields = {name: value for name, value in entry.items() if name not in ("steps", "sections")}
    if path == HOME:
        stream = [{"title": title, "text": text} for title, text in entry["steps"]]
    else:
        stream = [{"heading": heading, "text": html(text)} for heading, text in entry.get("sections", [])]
    return PageText(path, fields, stream)


def html(parts):
    """Return paragraphs and lists as the rich text that an editor would have typed."""
    return "".join(_paragraph(part) if isinstance(part, str) else _list(part) for part in parts)


def _paragraph(text):
    return f"<p>{_line(text)}</p>"


def _list(points):
    return "<ul>" + "".join(f"<li>{_line(point)}</li>" for point in points) + "</ul>"


def _line(text):
    return ADDRESS.sub(lambda found: f'<a href="mailto:{found[0]}">{found[0]}</a>', escape(text))
