"""The ruler: one small drawing that says where a level stands, where it stood and where it shall be.

Colours stand in the drawing as attributes, for PDF and download; classes
retune them from the tokens of the page (``css/components/figure.css``).
"""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

INSET = 7  # room for half a mark at both ends
TINTS = 4  # beside 0


def tint(value, maximum=TINTS):
    """Return which of the five tints stands for a level, "n" for not applicable."""
    if value in (None, "", "n"):
        return "n"
    if not maximum:
        return "0"
    share = min(max(float(value) / float(maximum), 0), 1)
    # The lowest tint belongs to 0 and the highest to the maximum alone, however many levels there are.
    if share in (0, 1):
        return str(int(share * TINTS))
    return str(min(max(round(share * TINTS), 1), TINTS - 1))


def ruler(*, value=None, maximum=TINTS, target=None, before=None, width=132, label=""):
    """Return the drawing as SVG; without a ``label`` it is decoration and hidden from a screen reader."""

    def x(level):
        return f"{INSET + (width - 2 * INSET) * float(level) / float(maximum):.4g}"

    parts = [
        format_html('<path class="c-axis" d="M{} 9H{}" stroke="#d9dad3" opacity=".35"/>', INSET, width - INSET),
        format_html(
            '<path class="c-peer" d="{}" stroke="#6f8084" opacity=".7"/>',
            "".join(f"M{x(level)} 5v8" for level in range(int(maximum) + 1)),
        ),
    ]
    if value is not None:
        parts.append(
            format_html('<path class="c-read-line" d="M{} 9H{}" stroke="#0b5a61" stroke-width="4"/>', INSET, x(value))
        )
    if before is not None:
        parts.append(
            format_html(
                '<circle class="c-past" cx="{}" cy="9" r="4" fill="#ffffff" stroke="#6f8084" stroke-width="1.5"/>',
                x(before),
            )
        )
    if target is not None:
        parts.append(
            format_html(
                '<path class="c-asked" d="M{} 3.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z" fill="#d06a10" stroke="#ffffff"/>',
                x(target),
            )
        )
    if value is not None:
        parts.append(format_html('<circle class="c-read" cx="{}" cy="9" r="5" fill="#0b5a61"/>', x(value)))
    return format_html(
        '<svg class="chart reading" width="{0}" height="18" viewBox="0 0 {0} 18" {1}>{2}</svg>',
        width,
        format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"'),
        format_html_join("", "{}", ((part,) for part in parts)),
    )
