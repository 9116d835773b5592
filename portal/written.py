"""What people write, as we keep it: their own words, without what no keyboard means to say.

Markup is kept as the text it is (templates escape it), and so is a leading
``=`` (spreadsheets write it as text). A right-to-left mark in a longer text is
kept too: it may be needed, and each text stands isolated on the page. In one
line, such as a title, the characters that turn the order round are dropped.
"""

import re

#: C0 and C1 control characters except tab and new line; a database refuses the first of them.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
#: Embeddings, overrides and isolates: they change the order of what stands after them.
TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
#: What no XML holds and no page shows: control characters, halves of characters.
IMPOSSIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: What a reader's mail program would make a link of.
LINK = re.compile(r"://|www\.|\w/\w", re.IGNORECASE)


def line_ends(value):
    """Return a text with its lines ended as we end them, whatever a browser or another program wrote."""
    return value.replace("\r\n", "\n").replace("\r", "\n")


def text(value):
    """Return several lines as we keep them."""
    return CONTROLS.sub("", line_ends(value or "")).strip()


def line(value):
    """Return one line as we keep it."""
    return " ".join(TURNS.sub("", text(value)).split())


def has_link(value):
    """Return whether a line holds a web address: none may go out in a letter in somebody else's name."""
    return bool(LINK.search(value))
