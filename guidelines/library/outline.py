"""The contents of an edition as one reader sees them: parts, sections and guidelines in order, two queries."""

from dataclasses import dataclass, field

from django.urls import reverse

from guidelines.library.models import Guideline, Section
from guidelines.library.numbering import (
    guideline_numbers,
    guidelines_in_order,
    in_tree_order,
    section_codes,
)
from portal.languages import SOURCE, Text, column


@dataclass(frozen=True)
class Line:
    """One guideline in the contents."""

    guideline: Guideline
    number: int
    code: str
    title: Text
    short_title: Text
    url: str


@dataclass
class Heading:
    """A part, section or sub-section in the contents, with what stands within it."""

    section: Section
    code: str
    title: Text
    introduction: Text
    depth: int
    within: "Heading | None"
    lines: list = field(default_factory=list)
    headings: list = field(default_factory=list)

    @property
    def count(self):
        return len(self.lines) + sum(heading.count for heading in self.headings)

    @property
    def all_lines(self):
        """Return the guidelines of this section and of what stands within it, in the order in which they are read."""
        return [*self.lines, *(line for heading in self.headings for line in heading.all_lines)]

    @property
    def anchor(self):
        return f"s-{self.code}"


class Outline:
    """Numbers are read where publication has written them, and computed before."""

    def __init__(self, reading):
        self.reading = reading
        edition = reading.edition
        sections = list(Section.objects.filter(edition=edition).order_by())  # in_tree_order sorts them
        codes = section_codes(sections)
        self.headings, self._by_section = [], {}
        for section in in_tree_order(sections):
            self._add(section, section.code or codes[section.pk])
        self.lines = []
        self._by_number, self._by_pk = {}, {}
        for line in self._lines(edition, sections):
            self._by_section[line.guideline.section_id].lines.append(line)
            self._by_number[line.number] = line
            self._by_pk[line.guideline.pk] = line
            self.lines.append(line)

    def _add(self, section, code):
        within = self._by_section.get(section.parent_id)
        depth = within.depth + 1 if within else 0
        title, introduction = (self.reading.text(section, name) for name in ("title", "introduction"))
        heading = Heading(section, code, title, introduction, depth, within)
        self._by_section[section.pk] = heading
        (within.headings if within else self.headings).append(heading)

    def _lines(self, edition, sections):
        shown = {column(name, code) for name in ("title", "short_title") for code in (self.reading.language, SOURCE)}
        guidelines = list(
            Guideline.objects.filter(edition=edition)
            .order_by()
            .only("key", "edition_id", "section_id", "position", "number", *shown)
        )
        computed = guideline_numbers(sections, guidelines)
        for guideline in guidelines_in_order(sections, guidelines):
            guideline.edition = edition
            number = guideline.number or computed[guideline.pk]
            title = self.reading.text(guideline, "title")
            yield Line(
                guideline=guideline,
                number=number,
                code=f"{edition.set.code}-{number}",
                title=title,
                short_title=self.reading.text(guideline, "short_title") or title,
                url=address(edition, number),
            )

    def __len__(self):
        return len(self.lines)

    def line(self, number):
        return self._by_number.get(number)

    def line_of(self, pk):
        """Return the line of a guideline by its row: in a long edition each cross-reference asks."""
        return self._by_pk.get(pk)

    def heading_of(self, line):
        return self._by_section[line.guideline.section_id]

    def around(self, line):
        """Return what comes before and after a guideline, across sections and parts."""
        place = self.lines.index(line)
        return (
            self.lines[place - 1] if place else None,
            self.lines[place + 1] if place + 1 < len(self.lines) else None,
        )

    def all_headings(self):
        """Return every heading in the order in which it is read."""

        def walk(headings):
            for heading in headings:
                yield heading
                yield from walk(heading.headings)

        return list(walk(self.headings))


def address(edition, number):
    """Return the permanent address of a guideline, in the active language."""
    return reverse("library:guideline", args=[edition.set.slug, edition.year, number])
