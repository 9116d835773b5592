"""A figure as it is printed: ours, the bare one's, the ratio, and from how many rows."""

from dataclasses import dataclass


def enough(rows, wanted):
    """Say whether there are as many different rows as the figure names."""
    return len(set(rows)) >= wanted


@dataclass(frozen=True)
class Figure:
    name: str
    ours: float | None
    unit: str = ""
    bare: float | None = None
    ratio: float | None = None
    rows: str = ""

    @classmethod
    def not_measured(cls, name, count):
        return cls(name, None, rows=f"{count} addresses only")

    def line(self):
        if self.ours is None:
            return f"  {self.name:<46} not measured ({self.rows})"
        text = f"  {self.name:<46} {self.ours:8.2f} {self.unit:<3}"
        if self.bare is not None:
            text += f" bare {self.bare:8.2f}  ratio {self.ratio:5.3f}"
        return f"{text}  {self.rows}".rstrip()
