"""What cannot be rolled back and must not be repeated.

A task may run twice: its worker can die after the mail has left and before
the task is marked done. ``once`` lets the second run pass over what the first
one did. Between the effect and its note there is a moment in which a death
is not noticed; whoever needs more gives the other side the same key.
"""

import hashlib

from portal.background import execution
from portal.background.models import Effect


def key_of(*parts):
    """Return a key for an effect, of the running task when there is one."""
    task = execution.current.get()
    parts = [str(task.uuid) if task else "", *map(str, parts)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def once(key, effect):
    """Call ``effect`` unless it has happened under ``key``; tell whether it happened now."""
    if Effect.objects.filter(key=key).exists():
        return False
    effect()
    note(key)
    return True


def note(key):
    """Remember that the effect has happened, or that it never shall."""
    Effect.objects.bulk_create([Effect(key=key)], ignore_conflicts=True)
