"""The time, in one place. Actions ask here, so that demo data and tests may set it."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return _set_to.get() or timezone.now()


def today() -> date:
    """Return the date in the zone in which deadlines end."""
    return now().astimezone(ZoneInfo(settings.DEADLINE_ZONE)).date()


@contextmanager
def set_to(moment: datetime):
    """Let time stand still at ``moment``; for demo data and tests."""
    token = _set_to.set(moment)
    try:
        yield moment
    finally:
        _set_to.reset(token)
