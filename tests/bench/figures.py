"""A figure as it is printed: ours, the bare one's, their ratio, and from how many rows."""

from dataclasses import dataclass


def enough(rows, wanted):
    """Say whether there are as many different rows as the figure names."""
    return len(set(rows)) >= wanted


def heading():
    return f"  {'':<44} {'ours':>11} {'bare':>11} {'ratio':>7}  measured on"


@dataclass(frozen=True)
class Figure:
    name: str
    ours: float | None
    unit: str = ""
    bare: float | None = None
    ratio: float | None = None
    rows: str = ""

    @classmethod
    def not_measured(cls, name, reason):
        return cls(name, None, rows=reason)

    def line(self):
        if self.ours is None:
            return f"  {self.name:<44} not measured: {self.rows}"
        ours, bare = (f"{number:.2f} {self.unit}" for number in (self.ours, self.bare))
        return f"  {self.name:<44} {ours:>11} {bare:>11} {self.ratio:>7.3f}  {self.rows}".rstrip()
