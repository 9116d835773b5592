from django.db import transaction

from portal import clock
from portal.accounts.models import User
from portal.audit.record import record
from portal.notifications.calendar.links import FIRST
from portal.notifications.models import CalendarLink


@transaction.atomic
def renew_calendar(user, *, by):
    """Give a person a new calendar link; every older one opens nothing from now on. Return the version."""
    User.objects.select_for_update().get(pk=user.pk)  # two clicks at once meet here, whether or not there is a row
    row, _made = CalendarLink.objects.get_or_create(user=user, defaults={"version": FIRST})
    before, row.version, row.renewed_at = row.version, row.version + 1, clock.now()
    row.save(update_fields=["version", "renewed_at"])
    record(user, "notifications.renew_calendar", by=by, before={"version": before}, after={"version": row.version})
    return row.version
