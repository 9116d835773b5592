"""HTML in, PDF out: tagged, bookmarked, the same bytes for the same page.

Call ``render`` in tasks only: it takes seconds and hundreds of megabytes.
The page may name nothing but our own fonts and drawings that it carries
itself; whatever else it asks for stops the rendering.
"""

import fcntl
import hashlib
import os
import re
import threading
import warnings
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from urllib.request import DataHandler, Request

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from portal.languages import direction, html_code
from portal.reports import shaping

HERE = Path(__file__).parent
FONT_SCHEME = "font:"
DRAWING_SCHEME = "data:image/svg+xml"
CHINESE = re.compile(r"[\u2e80-\u303f\u3400-\u9fff\uff00-\uffef]")

_one_thread = threading.Lock()


class ForbiddenAddress(ValueError):
    """The page asks for something that is neither our font nor a drawing of its own."""


def render(html, *, language, title, css="", head=""):
    """Return the PDF of a page whose ``<body>`` holds ``html``, in ``language``.

    ``css`` is added to ``print.css``. ``head`` stands above each page where the
    title is too long for that. Arabic letters in drawings are shaped here; the
    caller gives the page as it would give it to a browser.
    """
    page = document(shaping.for_the_eye(html), language=language, title=title, css=css, head=head)
    with one_at_a_time():
        return write(page)


def document(body, *, language, title, css="", head=""):
    style = "\n".join((font_faces(body + title + head), page_style(language, head or title), css))
    return (
        f'<!doctype html><html lang="{html_code(language)}" dir="{direction(language)}">'
        f'<head><meta charset="utf-8"><title>{escape(title)}</title><style>{style}</style></head>'
        f"<body>{body}</body></html>"
    )


def write(page):
    HTML, FontConfiguration = weasyprint()
    fetcher = our_own()()
    with only_our_fonts():
        content = HTML(string=page, base_url=settings.SITE_URL, url_fetcher=fetcher).write_pdf(
            font_config=FontConfiguration(),
            pdf_variant="pdf/ua-1",
            pdf_tags=True,
            # By default a random one; two PDFs of one page would differ.
            pdf_identifier=hashlib.sha256(page.encode()).hexdigest()[:32].encode(),
        )
    if fetcher.refused:
        raise ForbiddenAddress(f"A page for the PDF asked for {', '.join(fetcher.refused)}")
    return content


def weasyprint():
    """Return the parts of WeasyPrint that are used here; web processes load this module, but never WeasyPrint."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="No fonts configured")  # the machine needs none
        from weasyprint import HTML
        from weasyprint.text.fonts import FontConfiguration
    return HTML, FontConfiguration


@contextmanager
def one_at_a_time():
    """Hold the one lock of all processes and threads: two renderings at once would need twice the memory."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    with _one_thread, (settings.VAR / "pdf.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def only_our_fonts():
    """Hide the machine's fonts: what is not in ours would differ from machine to machine."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(HERE / "fonts.conf")
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def font_folder():
    return settings.BASE_DIR / "build" / "fonts"


def font_faces(text):
    """Return the rules for the scripts that ``text`` uses; reading the Chinese files costs a second."""
    families = {"Plex": "plex"}
    if shaping.ARABIC.search(text):
        families |= {"Plex Arabic": "plex-arabic", shaping.FONT: "chart-arabic"}
    if CHINESE.search(text):
        families["Plex SC"] = "plex-sc"
    rule = '@font-face {{ font-family: "{}"; font-weight: {}; src: url("{}{}-{}.ttf"); }}'
    return "\n".join(
        rule.format(family, weight, FONT_SCHEME, name, weight)
        for family, name in families.items()
        for weight in (400, 600)
    )


def page_style(language, title):
    """Return ``print.css`` with the running heads of this document, turned round where the script is."""
    with translation.override(language):
        number = css_text(_("Page %(page)s of %(pages)s") % {"page": "\0page\0", "pages": "\0pages\0"})
    number = re.sub("\0(pages?)\0", r'" counter(\1) "', number)
    style = print_style().replace('"{title}"', css_text(title)).replace('"{page of pages}"', number)
    if direction(language) == "rtl":
        turned = {"left": "right", "right": "left"}
        style = re.sub(r"@(top|bottom)-(left|right)\b", lambda m: f"@{m[1]}-{turned[m[2]]}", style)
    return style


@lru_cache(maxsize=1)
def print_style():
    return (HERE / "print.css").read_text(encoding="utf-8")


def css_text(value):
    """Return ``value`` as a string of CSS that ends neither itself nor the style element."""
    safe = value.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ").replace("\n", " ")
    return f'"{safe}"'


@lru_cache(maxsize=1)
def our_own():
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OurOwn(URLFetcher):
        """Open our fonts and the drawings inside the page; refuse, and remember, everything else.

        WeasyPrint passes over what cannot be fetched; inside a drawing it
        swallows every exception. So what was refused is asked for afterwards.
        """

        def __init__(self):
            super().__init__()
            self.refused = []

        def fetch(self, url, headers=None):
            if url.startswith(FONT_SCHEME):
                return URLFetcherResponse(url, font(url.removeprefix(FONT_SCHEME)))
            if url.startswith(DRAWING_SCHEME):
                drawing = DataHandler().data_open(Request(url))
                return URLFetcherResponse(url, drawing.read(), {"Content-Type": "image/svg+xml"})
            self.refused.append(url[:200])
            raise ValueError("refused")

    return OurOwn


def font(name):
    """Return the bytes of one of our fonts, by its bare file name."""
    path = font_folder() / Path(name).name
    if not path.is_file():
        raise ImproperlyConfigured(f"The font {path} is missing. Run “npm run build”, which makes it.")
    return path.read_bytes()
