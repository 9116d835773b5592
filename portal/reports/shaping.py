"""Arabic letters inside drawings, for the PDF only.

WeasyPrint draws the text of an SVG letter by letter from the left: Arabic
comes out reversed and unjoined. Here each such text is joined and put into
the order of the eye beforehand. The copy on the web stays as it is written,
for browsers shape it themselves.
"""

import html
import re

from arabic_reshaper import ArabicReshaper
from bidi.algorithm import get_display

ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
TEXT = re.compile(r"<text\b([^>]*)>([^<]*)</text>")
#: A text that runs from the right is anchored from the right; in the order of the eye it runs from the left.
TURNED = {"start": "end", "end": "start", "middle": "middle"}
FONT = "Chart Arabic"

_reshaper = ArabicReshaper({"delete_harakat": False})


def for_the_eye(page):
    """Return the HTML with the texts of its drawings in the order and form in which they are drawn."""
    return DRAWING.sub(lambda drawing: TEXT.sub(_shaped, drawing[0]), page)


def _shaped(match):
    attributes, text = match[1], html.unescape(match[2])
    from_the_right = 'direction="rtl"' in attributes
    if not (from_the_right or ARABIC.search(text)):
        return match[0]
    if from_the_right:
        attributes = _turn_anchor(attributes.replace(' direction="rtl"', ""))
    if ARABIC.search(text):
        attributes += f' font-family="Plex, {FONT}"'
    shown = get_display(_reshaper.reshape(text), base_dir="R" if from_the_right else "L")
    return f"<text{attributes}>{html.escape(shown, quote=False)}</text>"


def _turn_anchor(attributes):
    turned, count = re.subn(r'text-anchor="(\w+)"', lambda m: f'text-anchor="{TURNED[m[1]]}"', attributes)
    return turned if count else f'{attributes} text-anchor="end"'
