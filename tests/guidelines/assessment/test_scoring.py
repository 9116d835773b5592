"""How much: tables of what must come out, and properties that hold for anything that goes in."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest

from guidelines.assessment.scoring import RULES, Scored, mean, score

NA = "n"


def answers(*levels, path=("A", "A.1")):
    return [
        Scored(
            code=f"ICT-{number}",
            path=path,
            level=None if level in (NA, None) else level,
            is_not_applicable=level == NA,
        )
        for number, level in enumerate(levels, start=1)
    ]


@pytest.mark.parametrize(
    ("levels", "level", "shown", "completion", "not_applicable"),
    [
        ([], None, None, None, None),
        ([None, None], None, None, "0.0000", "0.0000"),
        ([NA, NA], None, None, "1.0000", "1.0000"),
        ([0], "0.00", "0.0", "1.0000", "0.0000"),
        ([4, NA], "4.00", "4.0", "1.0000", "0.5000"),
        ([3, None], "3.00", "3.0", "0.5000", "0.0000"),
        ([1, 2], "1.50", "1.5", "1.0000", "0.0000"),
        ([1, 1, 2], "1.33", "1.3", "1.0000", "0.0000"),
        ([2, 2, 1], "1.67", "1.7", "1.0000", "0.0000"),
        ([0, 1, NA, None], "0.50", "0.5", "0.7500", "0.2500"),
        ([1, 0, 0, 0, 0, 0, 0, 0], "0.13", "0.1", "1.0000", "0.0000"),  # 0.125 goes up, 0.125 to one place down
        ([2, 2, 2, 3], "2.25", "2.3", "1.0000", "0.0000"),  # a half goes up, from the exact fraction
    ],
)
def test_the_mean_is_over_applicable_answers_with_completion_beside_it(
    levels, level, shown, completion, not_applicable
):
    whole = score(answers(*levels), rules=1).whole
    as_text = [whole.level, whole.level_shown, whole.completion, whole.not_applicable_share]
    assert [None if value is None else str(value) for value in as_text] == [level, shown, completion, not_applicable]


@pytest.mark.parametrize(
    ("total", "count", "places", "expected"),
    [
        (0, 0, 2, None),
        (0, 3, 2, "0.00"),
        (1, 3, 4, "0.3333"),
        (2, 3, 4, "0.6667"),
        (2449, 1000, 1, "2.4"),  # never 2.449 → 2.45 → 2.5
        (5, 2, 0, "3"),
    ],
)
def test_a_mean_is_rounded_once_half_up(total, count, places, expected):
    result = mean(total, count, places)
    assert result == (None if expected is None else Decimal(expected))


def test_a_part_is_never_a_mean_of_section_means():
    big = answers(4, 4, 4, 4, path=("A", "A.1"))
    small = answers(0, path=("A", "A.2"))
    scores = score(big + small, rules=1)
    assert str(scores.at("A").level) == "3.20"  # the mean of means would be 2.00
    assert str(scores.whole.level) == "3.20"


def test_sections_parts_and_the_set_each_have_figures():
    scores = score(answers(1, path=("A", "A.1")) + answers(3, path=("B",)), rules=1)
    assert set(scores.nodes) == {(), ("A",), ("A", "A.1"), ("B",)}


def test_the_target_leaves_out_what_does_not_apply():
    rows = [Scored("1", ("A",), 1, target=3), Scored("2", ("A",), None, True, target=4), Scored("3", ("A",), target=4)]
    whole = score(rows, rules=1).whole
    assert (str(whole.target), whole.targets) == ("3.50", 2)


def test_a_gap_needs_a_level_and_a_target():
    assert [Scored("1", (), level, target=target).gap for level, target in [(1, 3), (None, 3), (4, None), (4, 3)]] == [
        2,
        None,
        None,
        -1,
    ]


def test_a_trace_explains_a_figure_down_to_the_answers():
    scores = score(answers(2, NA, None, 3, path=("A", "A.1")) + answers(0, path=("B",)), rules=1)
    trace = scores.trace("A", "A.1")
    assert trace.rules == 1
    assert trace.counted == (("ICT-1", 2), ("ICT-4", 3))
    assert trace.not_applicable == ("ICT-2",)
    assert trace.unanswered == ("ICT-3",)
    assert trace.score == scores.at("A", "A.1")


def test_an_unknown_version_of_the_rules_is_an_error():
    with pytest.raises(KeyError):
        score([], rules=max(RULES) + 1)


def anything(seed):
    """Return answers that nobody would think of, the same for a seed."""
    dice = random.Random(seed)
    sections = [(part, f"{part}.{number}") for part in "ABC" for number in range(dice.randint(1, 3))]
    rows = []
    for number in range(dice.randint(1, 60)):
        kind = dice.choice(["level", "level", "level", "na", "none"])
        rows.append(
            Scored(
                code=f"X-{number}",
                path=dice.choice(sections),
                level=dice.randint(0, 6) if kind == "level" else None,
                is_not_applicable=kind == "na",
                target=dice.choice([None, dice.randint(0, 6)]),
            )
        )
    return rows


@pytest.mark.parametrize("seed", range(50))
def test_what_holds_for_any_answers(seed):
    rows = anything(seed)
    scores = score(rows, rules=1)
    shuffled = random.Random(seed).sample(rows, len(rows))
    assert score(shuffled, rules=1).nodes == scores.nodes, "order must not matter"
    for path, node in scores.nodes.items():
        below = scores.below(*path)
        levels = [row.level for row in below if row.level is not None]
        assert node.guidelines == len(below)
        assert node.answered == node.applicable + node.not_applicable
        if levels:
            exact = Fraction(sum(levels), len(levels))
            assert min(levels) <= node.level <= max(levels)
            assert abs(Fraction(node.level) - exact) <= Fraction(1, 200)
            assert abs(Fraction(node.level_shown) - exact) <= Fraction(1, 20)
        else:
            assert node.level is None
        trace = scores.trace(*path)
        assert sum(level for _code, level in trace.counted) == node.total
        assert len(trace.counted) + len(trace.not_applicable) + len(trace.unanswered) == node.guidelines
    for depth in (1, 2):
        parts = [node for path, node in scores.nodes.items() if len(path) == depth]
        assert sum(node.total for node in parts) == scores.whole.total, "every answer counts once"
        assert sum(node.guidelines for node in parts) == scores.whole.guidelines


@pytest.mark.parametrize("seed", range(20))
def test_a_better_answer_never_lowers_a_figure(seed):
    rows = anything(seed)
    dice = random.Random(seed)
    index = next((i for i in dice.sample(range(len(rows)), len(rows)) if rows[i].level is not None), None)
    if index is None:
        return
    old = rows[index]
    better = Scored(old.code, old.path, old.level + 1, target=old.target)
    before, after = score(rows, rules=1), score(rows[:index] + [better] + rows[index + 1 :], rules=1)
    assert all(after.nodes[path].total >= node.total for path, node in before.nodes.items())
    assert after.whole.total == before.whole.total + 1
