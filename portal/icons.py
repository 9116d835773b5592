"""The icons: one path each on a 24 × 24 field, drawn with the text's own colour."""

from django.utils.html import format_html
from django.utils.safestring import mark_safe

PATHS = {
    "add": "M12 5v14M5 12h14",
    "alert": "M12 4 2.5 20h19zM12 10v5M12 17.2v.6",
    "check": "m4 13 5 5L20 6",
    "clock": "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM12 7v5l3.5 2",
    "close": "m6 6 12 12M18 6 6 18",
    "copy": "M8 8h12v12H8zM16 8V4H4v12h4",
    "download": "M12 4v12M6 11l6 6 6-6M5 20h14",
    "file": "M6 3h8l4 4v14H6zM14 3v4h4",
    "info": "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM12 11v5.5M12 7.6v.6",
    "language": "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM3.5 12h17M12 3.5c5 5 5 12 0 17-5-5-5-12 0-17z",
    "leave": "M10 14 20 4M13 4h7v7M17 14v6H4V7h6",
    "letter": "M3 6h18v13H3zM3 7l9 7 9-7",
    "lock": "M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "next": "M4 12h15M13 6l6 6-6 6",
    "people": "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6.5"
    "M18 14.5c2.3.8 3.5 2.8 3.5 5.5",
    "person": "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.500c0-4.500 3.400-6.500 7.500-6.500s7.500 2 7.500 6.500",
    "print": "M7 9V3h10v6M7 17H3V9h18v8h-4M7 14h10v7H7z",
    "previous": "M20 12H5M11 6l-6 6 6 6",
}
#: These turn round where the script runs from the right.
POINTS = frozenset({"next", "previous"})


def icon(name, label=""):
    """Return an icon as SVG: hidden from a screen reader, unless ``label`` says what it stands for."""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" width="18" height="18"{}><path d="{}"/></svg>',
        " icon--points" if name in POINTS else "",
        format_html(' role="img" aria-label="{}"', label) if label else mark_safe(' aria-hidden="true"'),
        PATHS[name],
    )
