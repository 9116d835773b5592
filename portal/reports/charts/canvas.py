"""A sheet of SVG that knows from which side its language is read.

Positions are counted from the start of the line, so that labels stand on the
right in Arabic; scales run from the left in every language. No style
attributes: colours and sizes are attributes and classes (``colours.py``).
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import escape

from portal.languages import Text, direction, html_code
from portal.reports.charts import words
from portal.reports.charts.colours import TEXT_SIZE, attributes, text_style

FONTS = "Plex, Plex Arabic, Plex SC, IBM Plex Sans, IBM Plex Sans Arabic, Noto Sans SC, sans-serif"
LINE = 1.25  # of the size of the type
#: A text that runs from the right begins at its right end.
OPPOSITE = {"start": "end", "end": "start", "middle": "middle"}


@dataclass(frozen=True)
class Chart:
    """One picture in two drawings: for a wide and for a narrow place."""

    wide: str
    narrow: str


def short(value):
    """Return a coordinate with no more places than an eye can see, without a trailing zero."""
    return f"{Decimal(value).quantize(Decimal('0.1')):f}".removesuffix(".0")


class Canvas:
    def __init__(self, width, *, language, kind):
        self.width = width
        self.language = language
        self.kind = kind
        self.from_the_right = direction(language) == "rtl"
        self.parts = []

    # Where things stand

    def x(self, offset):
        """Return the place ``offset`` from the start of the line."""
        return self.width - offset if self.from_the_right else offset

    def span(self, start, end):
        """Return the left and right end of a stretch given from the start of the line."""
        return sorted((self.x(start), self.x(end)))

    # What is drawn

    def shape(self, element, classes, **geometry):
        found = {"class": classes, **geometry, **attributes(classes)}
        self.parts.append(f"<{element}{self._attributes(found)}/>")

    def line(self, classes, path, **more):
        self.shape("path", classes, d=path, **more)

    def dot(self, classes, x, y, radius, **more):
        self.shape("circle", classes, cx=short(x), cy=short(y), r=short(radius), **more)

    def diamond(self, x, y, half):
        h = short(half)
        self.line("c-asked", f"M{short(x)} {short(y - half)}l{h} {h}l-{h} {h}l-{h} -{h}z", stroke_width="1")

    def text(self, offset, y, text, classes="c-ink", *, anchor="start"):
        """Write at ``offset`` from the start of the line. A ``Text`` says its own language."""
        self._write(self.x(offset), y, text, classes, OPPOSITE[anchor] if self.from_the_right else anchor)

    def text_at(self, x, y, text, classes="c-ink", *, anchor="middle"):
        """Write at a place counted from the left, such as one on a scale; ``anchor`` is meant from the left too."""
        self._write(x, y, text, classes, anchor)

    def lines(self, offset, y, text, classes="c-ink", *, room, most, anchor="start"):
        """Write in several lines from ``y`` downwards; return the height they take."""
        size = self.size(classes)
        made = words.lines(str(text), room, size, most)
        for index, line in enumerate(made):
            part = Text(line, text.lang, text.lang) if isinstance(text, Text) else line
            self.text(offset, y + index * size * LINE, part, classes, anchor=anchor)
        return len(made) * size * LINE

    def _write(self, x, y, text, classes, anchor):
        if not str(text):
            return
        lang = text.lang if isinstance(text, Text) else self.language
        # Figures and codes run from the left in every language.
        if direction(lang) == "rtl" and any(letter.isalpha() for letter in str(text)):
            anchor, turned = OPPOSITE[anchor], {"direction": "rtl"}
        else:
            turned = {}
        found = {
            "class": classes,
            "x": short(x),
            "y": short(y),
            **({} if anchor == "start" else {"text_anchor": anchor}),
            **turned,
            **({} if lang == self.language else {"lang": html_code(lang)}),
            **attributes(classes),
            **{name.replace("-", "_"): value for name, value in text_style(classes).items()},
        }
        self.parts.append(f"<text{self._attributes(found)}>{escape(str(text))}</text>")

    @staticmethod
    def size(classes):
        return float(text_style(classes)["font-size"]) if classes else TEXT_SIZE

    @staticmethod
    def _attributes(found):
        return "".join(f' {name.replace("_", "-")}="{escape(value)}"' for name, value in found.items())

    def svg(self, height, *, name, title, description):
        """Return the drawing. ``name`` makes its ids, which must be its own on the page."""
        ids = f"{name}-{self.kind}"
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" class="chart"'
            f' viewBox="0 0 {self.width} {short(height)}" role="img"'
            f' aria-labelledby="{ids}-t {ids}-d" font-family="{FONTS}">'
            f'<title id="{ids}-t">{escape(title)}</title><desc id="{ids}-d">{escape(description)}</desc>'
            f"{''.join(self.parts)}</svg>"
        )
