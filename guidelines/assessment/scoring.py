"""How much: maturity, completion and their explanation, from answers alone. No database, no language.

Every mean is taken over all applicable answers below it, never over other
means. Sums are whole numbers; a mean is rounded once, half up, from the exact
fraction, when it is shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext


@dataclass(frozen=True)
class Scored:
    """One guideline and what was answered. ``path`` leads from its part down to where it stands."""

    code: str
    path: tuple[str, ...] = ()
    level: int | None = None
    is_not_applicable: bool = False
    target: int | None = None

    @property
    def is_answered(self):
        return self.level is not None or self.is_not_applicable

    @property
    def gap(self):
        """Return the levels missing to the target, or None where level or target is; below zero is a lead."""
        return None if self.level is None or self.target is None else self.target - self.level


def mean(total: int, count: int, places: int = 2) -> Decimal | None:
    """Return ``total / count`` rounded half up, or None for no answer at all.

    Rounded from the whole numbers, so that 2.449 never becomes 2.45 and then 2.5.
    """
    if not count:
        return None
    with localcontext() as context:
        context.prec = 50
        return (Decimal(total) / Decimal(count)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Score:
    """The figures of a section, a part or the whole set; completion and not applicable always beside the mean."""

    guidelines: int
    answered: int
    not_applicable: int
    applicable: int  # answered with a level: what the mean is taken over
    total: int  # sum of those levels
    targets: int  # guidelines with a target, not applicable ones left out
    target_total: int

    @property
    def level(self):
        """Return the maturity, to two decimals."""
        return mean(self.total, self.applicable)

    @property
    def level_shown(self):
        """Return the maturity as it is printed, to one decimal."""
        return mean(self.total, self.applicable, 1)

    @property
    def target(self):
        return mean(self.target_total, self.targets)

    @property
    def target_shown(self):
        return mean(self.target_total, self.targets, 1)

    @property
    def completion(self):
        """Return the share of guidelines that are answered, 0 to 1."""
        return mean(self.answered, self.guidelines, 4)

    @property
    def not_applicable_share(self):
        """Return the share of guidelines answered "not applicable", 0 to 1."""
        return mean(self.not_applicable, self.guidelines, 4)

    @property
    def is_complete(self):
        return self.answered == self.guidelines


def by_mean_of_applicable(answers: Sequence[Scored]) -> Score:
    """Rules 1: each applicable answer counts once, whatever section it stands in."""
    levels = [answer.level for answer in answers if answer.level is not None]
    targets = [answer.target for answer in answers if answer.target is not None and not answer.is_not_applicable]
    return Score(
        guidelines=len(answers),
        answered=sum(answer.is_answered for answer in answers),
        not_applicable=sum(answer.is_not_applicable for answer in answers),
        applicable=len(levels),
        total=sum(levels),
        targets=len(targets),
        target_total=sum(targets),
    )


#: Every version ever used stays here, as it was: an assessment is pinned to the one it began with.
RULES = {1: by_mean_of_applicable}
CURRENT_RULES = 1


@dataclass(frozen=True)
class Trace:
    """Why a figure is what it is: the rules, each answer that counted, and those that did not."""

    rules: int
    counted: tuple[tuple[str, int], ...]  # code and level, in the order given
    not_applicable: tuple[str, ...]
    unanswered: tuple[str, ...]
    targets: tuple[tuple[str, int], ...]
    score: Score


@dataclass(frozen=True)
class Scores:
    """All figures of one assessment. A node is named by its path; ``()`` is the whole set."""

    rules: int
    nodes: dict[tuple[str, ...], Score]
    answers: tuple[Scored, ...]

    @property
    def whole(self) -> Score:
        return self.nodes[()]

    def at(self, *path) -> Score:
        return self.nodes[path]

    def below(self, *path) -> tuple[Scored, ...]:
        return tuple(answer for answer in self.answers if answer.path[: len(path)] == path)

    def trace(self, *path) -> Trace:
        """Return what explains the figure at ``path`` down to the answers."""
        answers = self.below(*path)
        return Trace(
            rules=self.rules,
            counted=tuple((a.code, a.level) for a in answers if a.level is not None),
            not_applicable=tuple(a.code for a in answers if a.is_not_applicable),
            unanswered=tuple(a.code for a in answers if not a.is_answered),
            targets=tuple((a.code, a.target) for a in answers if a.target is not None and not a.is_not_applicable),
            score=self.nodes[path],
        )


def score(answers: Iterable[Scored], *, rules: int) -> Scores:
    """Return the figures of the set and of every part and section that the paths name."""
    answers = tuple(answers)
    paths = {()} | {answer.path[:depth] for answer in answers for depth in range(1, len(answer.path) + 1)}
    rule = RULES[rules]
    return Scores(
        rules=rules,
        nodes={path: rule([a for a in answers if a.path[: len(path)] == path]) for path in paths},
        answers=answers,
    )
