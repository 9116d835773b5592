"""What probably became of each guideline in the next edition: a proposal from the texts, without database.

Words count by how rare they are, so that two guidelines of one set, which
share most of their words, are not taken for one another.
"""

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from guidelines.library.enums import MappingKind

_WORD = re.compile(r"\w+")
#: Two guidelines with this share in common are one, reworded.
SAME_FROM = 0.5
#: A guideline of which this share stands in another was split from it, or merged into it.
PART_FROM = 0.6

#: Kind → (fewest and most of the old edition, fewest and most of the new one).
SHAPES = {
    MappingKind.UNCHANGED: ((1, 1), (1, 1)),
    MappingKind.REWORDED: ((1, 1), (1, 1)),
    MappingKind.SPLIT: ((1, math.inf), (2, math.inf)),
    MappingKind.MERGED: ((2, math.inf), (1, math.inf)),
    MappingKind.NEW: ((0, 0), (1, 1)),
    MappingKind.DROPPED: ((1, 1), (0, 0)),
}


def fits(kind, old, new):
    """Return whether a row of this kind can hold so many guidelines of the old and of the new edition."""
    (fewest_old, most_old), (fewest_new, most_new) = SHAPES[kind]
    return fewest_old <= old <= most_old and fewest_new <= new <= most_new


@dataclass
class Group:
    """Names of guidelines that belong together."""

    old: list = field(default_factory=list)
    new: list = field(default_factory=list)


def kind_of(group, old_texts, new_texts):
    """Return the kind that the texts and the numbers speak for."""
    if not group.old:
        return MappingKind.NEW
    if not group.new:
        return MappingKind.DROPPED
    if len(group.new) > 1 and len(group.new) >= len(group.old):
        return MappingKind.SPLIT
    if len(group.old) > 1:
        return MappingKind.MERGED
    same = old_texts[group.old[0]] == new_texts[group.new[0]]
    return MappingKind.UNCHANGED if same else MappingKind.REWORDED


def propose(old_texts, new_texts, known=()):
    """Return groups that hold every guideline once. ``known`` are groups that stand, whatever the texts say.

    ``old_texts`` and ``new_texts``: name of the guideline → its English text.
    """
    weigh = _Weights([*old_texts.values(), *new_texts.values()])
    old = {name: weigh.words(text) for name, text in old_texts.items()}
    new = {name: weigh.words(text) for name, text in new_texts.items()}
    groups = [Group(list(group.old), list(group.new)) for group in known]
    _pair_same(groups, old_texts, new_texts)
    _pair(groups, old, new, weigh)
    _join_leftovers(groups, old, new, weigh)
    return groups


def _left(groups, old, new):
    placed_old = {name for group in groups for name in group.old}
    placed_new = {name for group in groups for name in group.new}
    return [name for name in old if name not in placed_old], [name for name in new if name not in placed_new]


def _pair_same(groups, old_texts, new_texts):
    """Pair what is the same word by word, in the order in which it is read."""
    left_old, left_new = _left(groups, old_texts, new_texts)
    waiting = defaultdict(list)
    for name in left_old:
        waiting[old_texts[name]].append(name)
    for name in left_new:
        if same := waiting[new_texts[name]]:
            groups.append(Group([same.pop(0)], [name]))


def _pair(groups, old, new, weigh):
    """Pair what has most in common first."""
    left_old, left_new = _left(groups, old, new)
    likely = [(weigh.alike(old[a], new[b]), place, a, b) for place, a in enumerate(left_old) for b in left_new]
    taken = set()
    for share, _place, a, b in sorted(likely, key=lambda pair: (-pair[0], pair[1])):
        if share >= SAME_FROM and ("old", a) not in taken and ("new", b) not in taken:
            taken |= {("old", a), ("new", b)}
            groups.append(Group([a], [b]))


def _join_leftovers(groups, old, new, weigh):
    """Let what stands for its greater part in a guideline of the other edition join that one's group."""
    left_old, left_new = _left(groups, old, new)
    by_old = {name: group for group in groups for name in group.old}
    by_new = {name: group for group in groups for name in group.new}
    for name in left_new:
        origin = _holder(new[name], old, weigh)
        group = by_old.get(origin) if origin is not None else None
        if group is None:
            group = Group(old=[origin] if origin is not None else [])
            groups.append(group)
            if origin is not None:
                by_old[origin] = group
        group.new.append(name)
        by_new[name] = group
    for name in left_old:
        if name in by_old:
            continue
        target = _holder(old[name], new, weigh)
        group = by_new.get(target) if target is not None else None
        if group is None:
            group = Group()
            groups.append(group)
        group.old.append(name)


def _holder(words, candidates, weigh):
    shares = [(weigh.share(words, other), name) for name, other in candidates.items()]
    best = max(shares, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] >= PART_FROM else None


class _Weights:
    """How much a word says: little when most guidelines have it."""

    def __init__(self, texts):
        sets = [self.words(text) for text in texts]
        self._in = Counter(word for words in sets for word in words)
        self._all = len(sets)

    @staticmethod
    def words(text):
        return frozenset(_WORD.findall(text.lower()))

    def _weight(self, words):
        return sum(math.log((self._all + 0.5) / self._in[word]) for word in words)

    def share(self, part, whole):
        """Return how much of ``part`` stands in ``whole``, from 0 to 1."""
        return self._weight(part & whole) / self._weight(part) if part else 0

    def alike(self, one, other):
        both = self._weight(one) + self._weight(other)
        return 2 * self._weight(one & other) / both if both else 0
