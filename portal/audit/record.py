"""The one way into the audit trail."""

import structlog

from portal import clock
from portal.audit.models import Entry


def name_of(obj):
    """Return ``label:uuid-or-code`` for anything that can be named so; never the integer key."""
    for attribute in ("uuid", "key", "code"):
        value = getattr(obj, attribute, None)
        if value:
            return f"{obj._meta.label_lower}:{value}"
    raise TypeError(f"{obj._meta.label} has no uuid, key or code to be named by")


def record(obj, verb, *, by, before=None, after=None, scope=None):
    """Append one line: ``by`` did ``verb`` to ``obj``. Call inside the action's transaction.

    ``scope`` is whose data it is; by default what ``obj.audit_scope`` says.
    """
    scope = scope if scope is not None else getattr(obj, "audit_scope", "")
    return Entry.objects.create(
        at=clock.now(),
        actor=by if by is not None and by.pk else None,
        verb=verb,
        target=obj if isinstance(obj, str) else name_of(obj),
        scope=scope,
        before=before,
        after=after,
        request_id=structlog.contextvars.get_contextvars().get("request_id", ""),
    )
