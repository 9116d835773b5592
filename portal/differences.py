"""What differs between two texts, word by word, in any of the seven languages; without database.

Chinese is not parted into words by blanks: there, each character counts as one.
Blanks are carried along and never differ; the end of a paragraph does.
"""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from django.utils.html import format_html

from portal.languages import current, direction, html_code

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Vowel signs belong to the word that bears them, and so do the joiners of Arabic letters and soft hyphens.
_MARKS = "\u00ad\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
_TOKEN = re.compile(
    rf"(?P<paragraph>\s*\n\s*\n\s*)"
    rf"|(?P<word>[{_HAN}]|\d+(?:[.,]\d+)+|(?:[^\W_{_HAN}]|[{_MARKS}])+(?:['’](?:[^\W_{_HAN}]|[{_MARKS}])+)*|\S)"
    rf"(?P<blank>[^\S\n]*(?:\n(?!\s*\n)[^\S\n]*)?)"
)
#: So many words of what was kept stand beside a change where a difference is shortened.
BESIDE = 12
#: With less in common than this, two texts read better one after the other than mixed.
MIXED_FROM = 0.25


class Change(StrEnum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    change: Change
    text: str

    @property
    def is_removed(self):
        return self.change is Change.REMOVED

    @property
    def is_added(self):
        return self.change is Change.ADDED


@dataclass(frozen=True)
class Difference:
    """The pieces of both texts in the order in which they are read, with the language they are in."""

    pieces: tuple
    lang: str

    @property
    def attrs(self):
        """Return ``lang`` and ``dir`` of the texts, always: the words around them are the page's."""
        return format_html(' lang="{}" dir="{}"', html_code(self.lang), direction(self.lang))

    @property
    def page_attrs(self):
        """Return ``lang`` and ``dir`` of the words that are said about the texts."""
        return format_html(' lang="{}" dir="{}"', html_code(current()), direction(current()))

    def __bool__(self):
        """Return whether anything differs."""
        return any(piece.change is not Change.KEPT for piece in self.pieces)

    def shortened(self):
        """Return it for a list of many: of what was kept only the words beside a change, an ellipsis for the others."""
        if not self:
            return self
        last = len(self.pieces) - 1
        pieces = [
            Piece(Change.KEPT, _beside(piece.text, place > 0, place < last)) if piece.change is Change.KEPT else piece
            for place, piece in enumerate(self.pieces)
        ]
        return Difference(tuple(pieces), self.lang)


@dataclass(frozen=True)
class _Token:
    text: str
    blank: str

    @property
    def key(self):
        return unicodedata.normalize("NFC", self.text)

    def __str__(self):
        return self.text + self.blank


def tokens(text):
    """Return words, marks and ends of paragraphs, each with the blanks behind it."""
    return _tokens(text.strip())


def _tokens(text):
    return [
        _Token("\n\n", "") if found["paragraph"] else _Token(found["word"], found["blank"])
        for found in _TOKEN.finditer(text)
    ]


def difference(before, after, lang):
    """Return what was kept, removed and added between two texts in the language ``lang``."""
    return Difference(_pieces(before or "", after or ""), lang)


@lru_cache(maxsize=500)
def _pieces(before, after):
    old, new = tokens(before), tokens(after)
    keys = [token.key for token in old], [token.key for token in new]
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    if keys[0] != keys[1] and matcher.ratio() < MIXED_FROM:
        steps = [("replace", 0, len(old), 0, len(new))]
    else:
        steps = _without_crumbs(matcher.get_opcodes(), new)
    pieces = []
    for step, start, end, new_start, new_end in steps:
        if step == "equal":
            pieces.append(Piece(Change.KEPT, _text(new[new_start:new_end])))
            continue
        removed = _text(old[start:end])
        if removed and new_start and not new[new_start - 1].blank:
            # The word before it has no blank in the new text: what was struck would stick to it.
            removed = old[start - 1].blank + removed
        pieces.append(Piece(Change.REMOVED, removed))
        pieces.append(Piece(Change.ADDED, _text(new[new_start:new_end])))
    return tuple(piece for piece in pieces if piece.text)


def _text(run):
    return "".join(map(str, run))


def _beside(text, follows, precedes):
    """Return the words of a kept text that stand beside a change: its first where it follows one, its last before one."""
    run = _tokens(text)
    first, last = (BESIDE if follows else 0), (BESIDE if precedes else 0)
    if len(run) <= first + last + 1:
        return text
    return " ".join(part for part in (_text(run[:first]).rstrip(), "…", _text(run[len(run) - last :])) if part)


def _without_crumbs(steps, new):
    """Join changes that only a mark such as a comma keeps apart: nobody reads three changes in four words."""
    joined = []
    for place, step in enumerate(steps):
        name, start, end, new_start, new_end = step
        inside = 0 < place < len(steps) - 1
        is_crumb = name == "equal" and new_end - new_start == 1 and not new[new_start].text[0].isalnum()
        if name == "equal" and not (inside and is_crumb and new[new_start].text != "\n\n"):
            joined.append(step)
        elif joined and joined[-1][0] != "equal":
            _name, first, _end, new_first, _new_end = joined[-1]
            joined[-1] = ("replace", first, end, new_first, new_end)
        else:
            joined.append(("replace", start, end, new_start, new_end))
    return joined
