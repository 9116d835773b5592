"""Where things stand in the tree of an edition, and what lies one step away; calculation on rows read once."""

from collections import defaultdict
from dataclasses import dataclass

from guidelines.library.exceptions import WrongPlace
from guidelines.library.models import Guideline, Section
from guidelines.library.numbering import in_tree_order


@dataclass(frozen=True)
class Place:
    """Within a section (None: among the parts), in front of ``before`` (None: at the end)."""

    within: Section | None
    before: Section | Guideline | None


class Places:
    def __init__(self, sections, guidelines):
        self.sections = in_tree_order(sections)
        self._things = {str(thing.key): thing for thing in [*self.sections, *guidelines]}
        self._by_pk = {section.pk: section for section in self.sections}
        self._children, self._lines = defaultdict(list), defaultdict(list)
        for section in self.sections:
            self._children[section.parent_id].append(section)
        for guideline in sorted(guidelines, key=lambda row: (row.position, row.pk)):
            self._lines[guideline.section_id].append(guideline)

    def get(self, key):
        return self._things.get(key)

    def section(self, key):
        """Return the section named so, or None for no name."""
        found = self.get(key)
        if key and not isinstance(found, Section):
            raise WrongPlace
        return found

    def step(self, thing, step):
        """Return the place one step ``up``, ``down``, ``in`` or ``out`` of where ``thing`` stands."""
        ways = self._guideline if isinstance(thing, Guideline) else self._section
        target = ways(thing, step)
        if target is None:
            raise WrongPlace
        return target

    def _guideline(self, guideline, step):
        """Up and down go on into the section before and after."""
        row = self._lines[guideline.section_id]
        index, section = row.index(guideline), self._by_pk[guideline.section_id]
        place = self.sections.index(section)
        if step == "up":
            if index:
                return Place(section, row[index - 1])
            return Place(self.sections[place - 1], None) if place else None
        if step == "down":
            if index + 1 < len(row):
                return Place(section, row[index + 2] if index + 2 < len(row) else None)
            if place + 1 == len(self.sections):
                return None
            after = self.sections[place + 1]
            return Place(after, next(iter(self._lines[after.pk]), None))
        return None

    def _section(self, section, step):
        row, parent = self._children[section.parent_id], self._by_pk.get(section.parent_id)
        index = row.index(section)
        if step == "up":
            return Place(parent, row[index - 1]) if index else None
        if step == "down":
            if index + 1 == len(row):
                return None
            return Place(parent, row[index + 2] if index + 2 < len(row) else None)
        if step == "in":
            return Place(row[index - 1], None) if index else None
        if step == "out" and parent is not None:
            beside = self._children[parent.parent_id]
            after = beside.index(parent) + 1
            return Place(self._by_pk.get(parent.parent_id), beside[after] if after < len(beside) else None)
        return None


def places_of(edition):
    sections = list(Section.objects.filter(edition=edition))
    return Places(sections, list(Guideline.objects.filter(edition=edition)))
