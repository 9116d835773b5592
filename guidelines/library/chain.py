"""What became of each guideline over several editions, composed from the mappings between; without database.

A guideline of the first edition belongs to one of the last where a way leads
from one to the other, edition by edition. What came and went in between is in
neither and is not told.
"""

from collections import defaultdict
from dataclasses import dataclass

from guidelines.library.enums import MappingKind
from guidelines.library.succession import Group, kind_of


@dataclass(frozen=True)
class Row:
    """Names of guidelines of two editions that belong together, and in which way."""

    kind: MappingKind
    old: frozenset
    new: frozenset


def compose(*steps):
    """Return the rows from the first edition to the last. ``steps``: the rows of each mapping, the oldest first."""
    if len(steps) == 1:
        return list(steps[0])
    reached, unchanged = _walk(steps)
    found = []
    for group in _together(reached):
        # Changed back is changed: nobody is told "unchanged" of what an edition between had in other words.
        same = {name: name in unchanged for name in group.old}
        kind = kind_of(group, same, dict.fromkeys(group.new, True))
        found.append(Row(kind, frozenset(group.old), frozenset(group.new)))
    last = {name for row in steps[-1] for name in row.new}
    arrived = {name for names in reached.values() for name in names}
    return found + [Row(MappingKind.NEW, frozenset(), frozenset({name})) for name in sorted(last - arrived)]


def _walk(steps):
    """Return first name → last names that it leads to, and which first names are unchanged all the way."""
    names = [name for row in steps[0] for name in row.old]
    reached, unchanged = {name: {name} for name in names}, set(names)
    for rows in steps:
        row_of = {name: row for row in rows for name in row.old}
        for name, here in reached.items():
            if any(one not in row_of or row_of[one].kind != MappingKind.UNCHANGED for one in here):
                unchanged.discard(name)
            reached[name] = {far for one in here if one in row_of for far in row_of[one].new}
    return reached, unchanged


def _together(reached):
    """Join first names that share a last one; a name that leads nowhere stays by itself."""
    group_of, sources = {}, defaultdict(list)
    for name, far in reached.items():
        for one in far:
            sources[one].append(name)
    for start in sorted(reached):
        if start in group_of:
            continue
        group, waiting = Group(), [start]
        while waiting:
            name = waiting.pop()
            if name in group_of:
                continue
            group_of[name] = group
            group.old.append(name)
            for one in reached[name]:
                if one not in group.new:
                    group.new.append(one)
                waiting += sources[one]
        yield group
