"""Words of the glossary found in a text, without database: whole words, in either case, the longest first.

The text is cut into pieces that put together are the text again, letter for
letter: whoever marks them neither loses nor adds anything.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from guidelines.library.glossary import endings


@dataclass(frozen=True)
class Entry:
    """The words by which one term is known in one language; ``key`` is whatever the caller knows it by."""

    key: str
    words: tuple


@dataclass(frozen=True)
class Piece:
    """A part of a text; with a key, an occurrence of that term."""

    text: str
    key: str = ""


@lru_cache(maxsize=64)
def matcher(entries, language):
    """Return the matcher of a glossary in one language; the same entries give the one that is made already."""
    return Matcher(entries, language)


class Matcher:
    """Terms are looked up by how they begin, so that a long text costs little more for three hundred terms than for three."""

    def __init__(self, entries, language):
        self._starts = endings.starts(language)
        self._before = endings.before(language)
        self._candidates, self._expressions = defaultdict(list), defaultdict(list)
        words = [(small(word.strip()), entry.key) for entry in entries for word in entry.words]
        # The longest first; of equal ones the first.
        for rank, (word, key) in enumerate(sorted(words, key=lambda pair: -len(pair[0]))):
            expression = re.compile(endings.whole(word, language)) if word else None
            if expression is None or expression.fullmatch(""):
                continue
            self._candidates[_beginning(word, language)].append((rank, expression, key))
            self._expressions[key].append(expression)

    def pieces(self, text):
        """Return the text in pieces, each occurrence of a term in one of its own."""
        found, end = [], 0
        for start, stop, key in self._occurrences(small(text)):
            if start > end:
                found.append(Piece(text[end:start]))
            found.append(Piece(text[start:stop], key))
            end = stop
        if end < len(text):
            found.append(Piece(text[end:]))
        return found

    def _occurrences(self, text):
        end = 0
        for start in self._starts.finditer(text):
            at = start.start()
            if at < end:
                continue
            for _rank, expression, key in self._beginning_at(text, at):
                if (match := expression.match(text, at)) and match.end() > at:
                    end = match.end()
                    yield at, end, key
                    break

    def _beginning_at(self, text, at):
        found = []
        for before in self._before:
            if text.startswith(before, at):
                first = at + len(before)
                found += self._candidates.get(_same(text[first : first + 2]), ())
                found += self._candidates.get(_same(text[first : first + 1]), ())
        return sorted(found, key=itemgetter(0)) if len(found) > 1 else found

    def keys(self, text):
        """Return the terms of a text in the order in which they come, each once."""
        return list(dict.fromkeys(piece.key for piece in self.pieces(text) if piece.key))

    def holds(self, key, text):
        """Return whether a term stands in a text, be it within a longer term."""
        text = small(text)
        return any(expression.search(text) for expression in self._expressions.get(key, ()))


def _beginning(word, language):
    """Return the letters by which a word is looked up: two, or one where what follows it may be written otherwise."""
    word = endings.bare(word, language)
    return _same(word[:2] if word[:2].isalnum() and language not in endings.MARKED else word[:1])


def _same(letters):
    return letters.replace("’", "'")


def small(text):
    """Return the text in small letters and of the same length, so that places in one are places in the other."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
