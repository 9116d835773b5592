"""How long what was made once may be given again, though nothing was written."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

#: At most so long, should somebody have written past all that watches.
LIFE = timedelta(seconds=60)


def end_of_life(now: datetime) -> datetime:
    """Return when something made ``now`` ends: within a minute, and never across the midnight at which deadlines end."""
    zone = ZoneInfo(settings.DEADLINE_ZONE)
    midnight = datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(), zone)
    return min(now + LIFE, midnight)
