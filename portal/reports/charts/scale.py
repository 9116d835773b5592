"""A scale of levels: from 0 at the left to the highest at the right, in every language."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Scale:
    left: float
    right: float
    highest: int

    def x(self, level):
        share = Decimal(str(level)) / Decimal(self.highest or 1)
        return float(Decimal(str(self.left)) + (Decimal(str(self.right)) - Decimal(str(self.left))) * share)
