"""Two languages side by side, paragraph by paragraph: the same rows for the screen and for paper.

The first is the one that a reader gets on the plain page, the second any
other that he or she may read. Both sides are one record of one edition, so
points and references meet by themselves; paragraphs meet by their order.
"""

from dataclasses import dataclass, field, replace
from itertools import zip_longest

from guidelines.library.outline import Outline
from guidelines.library.text import passages
from portal.languages import CODES, NAMES, SOURCE, Text, direction, html_code


@dataclass(frozen=True)
class Cell:
    """A text of one side, which says its language even where the page's is the same."""

    text: Text
    is_missing: bool = False

    @property
    def lang(self):
        return html_code(self.text.lang)

    @property
    def dir(self):
        return direction(self.text.lang)

    def __str__(self):
        return self.text.value


@dataclass(frozen=True)
class Row:
    """What stands beside what. ``kind``: statement, text, label, point, reference; lock and links have no sides."""

    kind: str
    cells: tuple = ()
    number: int | None = None
    url: str = ""
    count: int = 0
    links: tuple = ()


@dataclass(frozen=True)
class Group:
    """A part or section that opens, or a guideline, with its title in both languages."""

    anchor: str
    code: str
    title: tuple
    rows: list
    url: str = ""  # of a guideline
    depth: int = 0  # of a part or section
    opens: list = field(default_factory=list)
    has_locked: bool = False


class Beside:
    """One reading in two languages."""

    def __init__(self, reading, language):
        self.first = replace(reading, language=first_language(reading))
        self.second = replace(reading, language=language)
        self.languages = (self.first.language, language)

    @property
    def heads(self):
        """Return name, language and direction of both sides, for the head of the columns."""
        return [{"name": NAMES[code], "lang": html_code(code), "dir": direction(code)} for code in self.languages]

    def cells(self, obj, name):
        return self._cells(self.first.text(obj, name), self.second.text(obj, name))

    def paragraphs(self, obj, name):
        """Return a row for each paragraph of a longer text."""
        return self._paragraphs(self.first.text(obj, name), self.second.text(obj, name))

    def groups(self, lines, outline):
        """Return the guidelines named by ``lines``, in a fixed number of queries."""
        own = outline if outline.reading == self.first else Outline(self.first)
        other = Outline(self.second)
        numbers = [line.number for line in lines]
        firsts = passages(self.first, own, [own.line(number) for number in numbers])
        seconds = passages(self.second, other, [other.line(number) for number in numbers])
        return [self._group(one, two) for one, two in zip(firsts, seconds, strict=True)]

    def _group(self, one, two):
        return Group(
            anchor=one.line.code,
            code=one.line.code,
            url=one.line.url,
            title=self._cells(one.line.title, two.line.title),
            rows=[*self._rows(one, two)],
            opens=[self._opening(heading) for heading in one.opens],
            has_locked=bool(one.locked),
        )

    def _opening(self, heading):
        return Group(
            anchor=heading.anchor,
            code=heading.code,
            depth=heading.depth,
            title=self.cells(heading.section, "title"),
            rows=self.paragraphs(heading.section, "introduction"),
        )

    def _rows(self, one, two):
        yield Row("statement", self._cells(one.statement, two.statement))
        yield from self._paragraphs(one.rationale, two.rationale)
        for mine, theirs in zip(one.blocks, two.blocks, strict=True):
            yield Row("label", self._cells(mine.label, theirs.label))
            if not mine.is_open:
                yield Row("lock", count=mine.count)
            for number, pair in enumerate(zip(mine.points, theirs.points, strict=True), start=1):
                yield Row("point", self._cells(*pair), number=number)
        if one.references:
            yield Row("references")
        for (mine, url), (theirs, _url) in zip(one.references, two.references, strict=True):
            yield Row("reference", self._cells(mine, theirs), url=url)
        if one.links:
            yield Row("links", links=tuple(one.links))

    def _paragraphs(self, mine, theirs):
        if theirs.is_fallback:
            theirs = Text("", theirs.asked, theirs.asked)
        nothing = (Text("", self.languages[0]), Text("", self.languages[1]))
        pairs = zip_longest(mine.paragraphs(), theirs.paragraphs())
        return [Row("text", self._cells(a or nothing[0], b or nothing[1])) for a, b in pairs]

    def _cells(self, mine, theirs):
        """A text that only stands in English is not put beside itself: its place says that it is missing."""
        if theirs.is_fallback or (mine and not theirs):
            theirs = Text("", self.languages[1])
        return Cell(mine), Cell(theirs, is_missing=bool(mine) and not theirs)


def first_language(reading):
    """Return the language in which the plain page is read: English where the reader's own is not there."""
    return reading.language if reading.language in reading.languages else SOURCE


def second_languages(reading):
    """Return the languages that may stand beside it."""
    return [code for code in CODES if code in reading.languages and code != first_language(reading)]
