"""Codes of sections (A, A.1, A.1.1) and continuous numbers of guidelines: calculation without database.

In drafts they are computed each time; publication writes them down.
"""

from collections import defaultdict
from string import ascii_uppercase


def letters(index):
    """Return A, B … Z, AA, AB … for 0, 1 …"""
    name = ""
    index += 1
    while index:
        index, remainder = divmod(index - 1, len(ascii_uppercase))
        name = ascii_uppercase[remainder] + name
    return name


def in_tree_order(sections):
    """Return the sections as they are read: each followed by what stands within it."""
    within = defaultdict(list)
    for section in sorted(sections, key=lambda s: (s.position, s.pk or 0)):
        within[section.parent_id].append(section)

    def walk(parent_id):
        for section in within[parent_id]:
            yield section
            yield from walk(section.pk)

    return list(walk(None))


def section_codes(sections):
    """Return primary key → code."""
    codes, counts = {}, defaultdict(int)
    for section in in_tree_order(sections):
        index = counts[section.parent_id]
        counts[section.parent_id] += 1
        codes[section.pk] = f"{codes[section.parent_id]}.{index + 1}" if section.parent_id else letters(index)
    return codes


def guidelines_in_order(sections, guidelines):
    """Return the guidelines as they are read, those of a section before those of its sub-sections."""
    place = {section.pk: index for index, section in enumerate(in_tree_order(sections))}
    return sorted(guidelines, key=lambda g: (place[g.section_id], g.position, g.pk or 0))


def guideline_numbers(sections, guidelines):
    """Return primary key → number, counted from 1 across all parts."""
    return {g.pk: number for number, g in enumerate(guidelines_in_order(sections, guidelines), start=1)}
