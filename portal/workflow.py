"""When something may happen: one table of moves for each thing that has states.

*Who* may is a predicate in ``rules.py``; the two questions are asked apart.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.audit.record import record

registry: dict[str, "Workflow"] = {}


class MoveNotAllowed(ValidationError):
    """The thing is no longer in a state from which this move starts."""

    def __init__(self, move, state):
        self.move, self.state = move, state
        super().__init__(_("“%(move)s” is no longer possible here."), params={"move": move.label}, code="move")

    def __str__(self):
        return " ".join(self.messages)


@dataclass(frozen=True)
class Move:
    """One arrow: from any of ``sources`` to ``target``.

    No source means the thing comes into being; ``target`` None, that it ceases to be.
    ``leads_back``: the thing returns to where it was, is put away or given up; no page puts this move first.
    """

    name: str
    sources: frozenset
    target: str | None
    permission: str
    label: str
    leads_back: bool = False


def onward(moves):
    """Return the move that a page offers as its main button: the first that leads on; None where none does."""
    return next((move for move in moves if not move.leads_back), None)


class Workflow:
    """The table of one kind of thing, named ``app.model``."""

    def __init__(self, name, *moves):
        self.name = name
        self.moves = {move.name: move for move in moves}
        registry[name] = self

    def verb(self, move):
        return f"{self.name.split('.')[0]}.{move.name}_{self.name.split('.')[1]}"

    def available(self, obj, user):
        """Return the moves this user can make now, in table order, for buttons."""
        return [
            move for move in self.moves.values() if obj.state in move.sources and user.has_perm(move.permission, obj)
        ]

    def allows(self, name, obj):
        return obj.state in self.moves[name].sources

    def apply(self, name, obj, *, by, reason=""):
        """Move ``obj`` and log it. Call inside a transaction.

        The row is locked before its state is read: two simultaneous clicks
        moved a case twice without the lock.
        """
        move = self.moves[name]
        rows = type(obj)._base_manager.select_for_update().filter(pk=obj.pk)
        current = rows.values_list("state", flat=True).get()
        if current not in move.sources:
            raise MoveNotAllowed(move, current)
        obj.state = move.target
        obj.save(update_fields=["state"])
        after = {"state": move.target} | ({"reason": reason} if reason else {})
        record(obj, self.verb(move), by=by, before={"state": current}, after=after)
        return current

    def mermaid(self):
        """Return the table as a Mermaid diagram, for the app's README."""
        lines = ["stateDiagram-v2"]
        for move in self.moves.values():
            for source in sorted(move.sources, key=str) or ["[*]"]:
                lines.append(f"    {source} --> {move.target or '[*]'}: {move.name}")
        return "\n".join(lines)
