"""The one table of colours in drawings: each class, what it colours, and by which token.

The light value stands in the drawing as an attribute, for the PDF and the
download; on the page ``css/components/figure.css`` retunes the class from the
same token, so that a drawing turns dark with the page. Tests compare this
table with both style sheets and with every drawing.
"""

TOKENS = {
    "paper": "#ffffff",
    "tray-strong": "#ebe9e1",
    "ink": "#10242a",
    "muted": "#4c5f64",
    "rule": "#d9dad3",
    "rule-strong": "#10242a",
    "edge": "#6f8084",
    "teal": "#0b5a61",
    "warm": "#94480a",
    "warm-mark": "#d06a10",
    "m0": "#edf1ef",
    "m1": "#c4dcda",
    "m2": "#84b6b5",
    "m3": "#2f7a7e",
    "m4": "#063f46",
    "on-m-low": "#10242a",
    "on-m-high": "#ffffff",
}

#: Class → attribute → token.
CLASSES = {
    "c-track": {"stroke": "tray-strong"},
    "c-grid": {"stroke": "rule"},
    "c-axis": {"stroke": "rule-strong"},
    "c-peer": {"stroke": "edge"},
    "c-read": {"fill": "teal"},
    "c-read-line": {"stroke": "teal"},
    "c-past": {"fill": "paper", "stroke": "edge"},
    "c-past-line": {"stroke": "paper"},
    "c-asked": {"fill": "warm-mark", "stroke": "paper"},
    "c-asked-line": {"stroke": "warm-mark"},
    "c-ink": {"fill": "ink"},
    "c-muted": {"fill": "muted"},
    "c-text-teal": {"fill": "teal"},
    "c-text-warm": {"fill": "warm"},
    "h0": {"fill": "m0", "stroke": "edge"},
    "h1": {"fill": "m1"},
    "h2": {"fill": "m2"},
    "h3": {"fill": "m3"},
    "h4": {"fill": "m4"},
    "hn": {"stroke": "rule"},
    "t-low": {"fill": "on-m-low"},
    "t-high": {"fill": "on-m-high"},
}
#: The text that can be read on each tint; in the dark the middle one turns white.
ON_TINT = {"0": "t-low", "1": "t-low", "2": "t-low t-mid", "3": "t-high", "4": "t-high", "n": "c-muted"}


def attributes(classes):
    """Return the colours of ``classes`` as presentation attributes; an unknown class is an error."""
    found = {}
    for name in classes.split():
        if name in STYLES or name == "t-mid":
            continue
        found |= {attribute: TOKENS[token] for attribute, token in CLASSES[name].items()}
    if "stroke" in found and "fill" not in found:
        found["fill"] = "none"
    return found


#: Classes that say size and weight; the same values stand in figure.css.
STYLES = {
    "c-strong": {"font-weight": "600"},
    "c-narrow": {},
    "c-small": {"font-size": "12"},
    "c-level": {"font-size": "20"},
    "c-big": {"font-size": "56"},
}
TEXT_SIZE = 13


def text_style(classes):
    style = {"font-size": str(TEXT_SIZE)}
    for name in classes.split():
        style |= STYLES.get(name, {})
    return style
