"""What became of guidelines over several editions: a pure composition of the mappings between."""

import random

import pytest

from guidelines.library.chain import Row, compose
from guidelines.library.enums import MappingKind as Kind
from guidelines.library.succession import fits


def row(kind, old="", new=""):
    return Row(Kind(kind), frozenset(old.split()), frozenset(new.split()))


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ([row("unchanged", "a", "b")], [row("unchanged", "b", "c")], [row("unchanged", "a", "c")]),
        ([row("unchanged", "a", "b")], [row("reworded", "b", "c")], [row("reworded", "a", "c")]),
        ([row("reworded", "a", "b")], [row("unchanged", "b", "c")], [row("reworded", "a", "c")]),
        ([row("split", "a", "b c")], [row("merged", "b c", "d")], [row("reworded", "a", "d")]),
        (
            [row("split", "a", "b c")],
            [row("dropped", "b"), row("unchanged", "c", "d")],
            [row("reworded", "a", "d")],
        ),
        ([row("new", "", "b")], [row("dropped", "b")], []),
        ([row("new", "", "b")], [row("split", "b", "c d")], [row("new", "", "c"), row("new", "", "d")]),
        ([row("merged", "a b", "c")], [row("dropped", "c")], [row("dropped", "a"), row("dropped", "b")]),
        ([row("merged", "a b", "c")], [row("unchanged", "c", "d")], [row("merged", "a b", "d")]),
        (
            [row("unchanged", "a", "b"), row("new", "", "c")],
            [row("merged", "b c", "d")],
            [row("reworded", "a", "d")],
        ),
    ],
)
def test_two_steps_are_told_as_one(first, second, found):
    assert compose(first, second) == found


def test_one_step_is_told_as_it_was_confirmed():
    rows = [row("split", "a b c", "d e"), row("dropped", "f")]
    assert compose(rows) == rows


def chains(seed):
    """Return mappings of four editions with names of their own, by chance."""
    chance = random.Random(seed)
    names = [f"0-{place}" for place in range(chance.randint(1, 6))]
    steps = []
    for edition in range(1, 4):
        rows, after, left = [], [], list(names)
        chance.shuffle(left)
        while left:
            old = [left.pop() for _ in range(min(len(left), chance.choice([1, 1, 1, 2])))]
            new = [f"{edition}-{len(after) + place}" for place in range(chance.choice([0, 1, 1, 2]))]
            if not new:
                rows += [row("dropped", name) for name in old]
                continue
            kind = "split" if len(new) > 1 else "merged" if len(old) > 1 else chance.choice(["unchanged", "reworded"])
            rows.append(row(kind, " ".join(old), " ".join(new)))
            after += new
        if chance.random() < 0.5:
            after.append(f"{edition}-{len(after)}")
            rows.append(row("new", "", after[-1]))
        steps.append(rows)
        names = after
    return steps


@pytest.mark.parametrize("seed", range(200))
def test_every_guideline_of_both_ends_is_told_once_and_each_row_can_be_what_it_says(seed):
    steps = chains(seed)
    found = compose(*steps)
    for side, rows in (("old", steps[0]), ("new", steps[-1])):
        told = sorted(name for each in found for name in getattr(each, side))
        assert told == sorted(name for each in rows for name in getattr(each, side))
    assert all(fits(each.kind, len(each.old), len(each.new)) for each in found)


@pytest.mark.parametrize("seed", range(50))
def test_an_edition_that_changes_nothing_changes_nothing(seed):
    first = chains(seed)[0]
    same = [row("unchanged", name, f"same-{name}") for each in first for name in sorted(each.new)]
    kinds = [sorted((each.kind, each.old) for each in rows if each.old) for rows in (first, compose(first, same))]
    assert [len(each) for each in kinds] == [len(kinds[0])] * 2
    assert [kind for kind, _old in kinds[0]] == [kind for kind, _old in kinds[1]]
