"""What follows from a letter that came back, and from its owner saying that the address works again."""

from datetime import timedelta

from django.db import transaction
from django.db.models import TextChoices

from portal import clock, message_ids
from portal.accounts.models import User
from portal.audit.record import record
from portal.notifications.bounces import report
from portal.notifications.bounces.status import is_permanent
from portal.notifications.models import UndeliverableAddress

#: So many letters that came back for the time being, within so many days, mark an address like one for good.
ENOUGH, WITHIN = 5, timedelta(days=14)


class Outcome(TextChoices):
    """What a report led to; counted in the log."""

    MARKED = "marked"
    COUNTED = "counted"
    KNOWN = "known"  # told before
    FOREIGN = "foreign"  # quotes no letter of ours, or names somebody it did not go to
    NOT_UNDERSTOOD = "not_understood"


def take_report(raw):
    """Believe a report as far as it quotes letters of ours; return the Outcome."""
    read = report.read(raw)
    if read is None:
        return Outcome.NOT_UNDERSTOOD
    for failure in read.failures:
        for message_id in read.message_ids:
            address = message_ids.address_of(message_id, failure.addresses)
            if address:
                return note_failure(
                    address, message_id=message_id, status=failure.status, diagnostic=failure.diagnostic
                )
    return Outcome.FOREIGN


@transaction.atomic
def note_failure(address, *, message_id, status, diagnostic):
    """Count a letter that came back, and mark the address when that is enough. Return the Outcome.

    The same letter counts once, however often it is told.
    """
    email = address.strip().lower()
    row, _new = UndeliverableAddress.objects.get_or_create(email=email)
    row = UndeliverableAddress.objects.select_for_update().get(pk=row.pk)
    permanent = is_permanent(status)
    known = {"message_id": message_id, "is_permanent": permanent}
    _bounce, is_new = row.bounces.get_or_create(**known, defaults={"status": status, "came_at": clock.now()})
    if not is_new:
        return Outcome.KNOWN
    was_marked = row.since is not None
    if not was_marked and not permanent and _recent(row) < ENOUGH:
        return Outcome.COUNTED
    row.status, row.diagnostic, row.count = status, diagnostic, row.count + 1
    row.since = row.since or clock.now()
    row.save(update_fields=["status", "diagnostic", "count", "since"])
    if not was_marked:
        after = {"status": status, "diagnostic": diagnostic}
        record(row, "notifications.mark_undeliverable", by=None, after=after, scope=_scope(row))
    return Outcome.MARKED


def _recent(row):
    since = max(clock.now() - WITHIN, row.confirmed_at or clock.now() - WITHIN)
    return row.bounces.filter(is_permanent=False, came_at__gt=since).count()


def _scope(row):
    owner = User.objects.filter(email=row.email).first()
    return owner.audit_scope if owner else ""


@transaction.atomic
def confirm_address(row, *, by):
    """Write to an address again because somebody says that it works; tell whether it was still marked."""
    row = UndeliverableAddress.objects.select_for_update().get(pk=row.pk)
    if row.since is None:
        return False
    before = {"since": row.since, "status": row.status, "count": row.count}
    row.since, row.status, row.diagnostic, row.count, row.confirmed_at = None, "", "", 0, clock.now()
    row.save(update_fields=["since", "status", "diagnostic", "count", "confirmed_at"])
    record(row, "notifications.confirm_address", by=by, before=before, scope=_scope(row))
    return True
