"""The digest of what was written, day by day, each over the one before.

A seal covers the entries after the last one sealed, in the order of their
keys: what somebody changes, adds or removes among them later shows in its
digest, and in none before it. The newest digest is written to the log too, so
that a copy lies outside the database.
"""

import hashlib
import json
from datetime import UTC, datetime, timedelta

import structlog
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from portal.audit.models import Entry, Seal

logger = structlog.stdlib.get_logger(__name__)

FIELDS = ("id", "at", "actor_id", "verb", "target", "scope", "before", "after", "request_id")


def digest_of(previous, first, last):
    """Return how many entries have a key in ``(first, last]``, and their digest chained to ``previous``."""
    digest = hashlib.sha256(previous.encode())
    count = 0
    rows = Entry.objects.filter(pk__gt=first, pk__lte=last).order_by("pk").values_list(*FIELDS)
    for row in rows.iterator(chunk_size=2000):
        digest.update(json.dumps(row, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False).encode() + b"\n")
        count += 1
    return count, digest.hexdigest()


@transaction.atomic
def seal_until(day):
    """Seal everything written up to the end of ``day`` (UTC); return the seal, or None when it is sealed already."""
    before = Seal.objects.select_for_update().order_by("day").last()
    if before is not None and before.day >= day:
        return None
    ends = datetime.combine(day + timedelta(days=1), datetime.min.time(), UTC)
    first = before.last_entry if before else 0
    newest = Entry.objects.filter(pk__gt=first, at__lt=ends).order_by("pk").last()
    last = newest.pk if newest else first
    count, digest = digest_of(before.digest if before else "", first, last)
    seal = Seal.objects.create(day=day, entries=count, last_entry=last, digest=digest, sealed_at=timezone.now())
    logger.info("audit.sealed", day=str(day), entries=count, digest=digest)
    return seal


def first_broken():
    """Return the first seal that no longer fits what it was put on, or None when all do."""
    previous, first = "", 0
    for seal in Seal.objects.order_by("day"):
        if digest_of(previous, first, seal.last_entry) != (seal.entries, seal.digest):
            return seal
        previous, first = seal.digest, seal.last_entry
    return None
