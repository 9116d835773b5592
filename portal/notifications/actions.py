"""Telling people, and what they choose about it."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from portal import clock
from portal.audit.record import name_of, record
from portal.background import outbox
from portal.notifications import tasks, week
from portal.notifications.kinds import all_kinds
from portal.notifications.models import Choice, Habits, Mailing, Notice, Rhythm
from portal.notifications.models.choice import usual


class CannotBeStopped(ValidationError):
    """Letters of this kind are not a matter of choice."""

    def __init__(self):
        super().__init__(_("These letters cannot be switched off: they concern the safety of your account."))


@transaction.atomic
def tell(code, recipients, *, about, facts, occasion=None, by=None):
    """Tell each of ``recipients`` something of the kind ``code`` about ``about``, once for each ``occasion``.

    ``facts`` maps a recipient to what the text needs and is called in that
    person's language. ``occasion`` is the moment by default; give a name where
    a task tells that may run again. Who did it (``by``) and who may not sign in
    are not told. Call it inside the action's transaction.
    """
    kind = all_kinds()[code]
    people = [user for user in recipients if user.is_active and (by is None or user.pk != by.pk)]
    chosen = rhythms(people, kind)
    habits = {row.user_id: row for row in Habits.objects.filter(user__in=people)}
    occasion = occasion or clock.now().isoformat()
    rows = [_notice(kind, user, about, facts, occasion, chosen[user.pk]) for user in people]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    for user, row in zip(people, rows, strict=True):
        if row.rhythm == Rhythm.AT_ONCE:
            own = habits.get(user.pk) or usual(user)
            moment = clock.now() if kind.presses else week.next_moment(clock.now(), user.time_zone, own)
            outbox.add(tasks.mail_one, row.key, key=f"notice:{row.key}", run_after=moment)
    return rows


def rhythms(people, kind):
    """Return the primary key of each person → rhythm of the letters of ``kind``."""
    if not kind.may_stop:
        return dict.fromkeys((user.pk for user in people), Rhythm.AT_ONCE)
    chosen = dict(Choice.objects.filter(user__in=people, kind=kind.code).values_list("user", "rhythm"))
    return {user.pk: chosen.get(user.pk, kind.rhythm) for user in people}


def _notice(kind, user, about, facts, occasion, rhythm):
    with translation.override(user.language):
        known = facts(user)
    key = hashlib.sha256("\0".join([kind.code, str(user.uuid), name_of(about), occasion]).encode())
    return Notice(
        recipient=user,
        kind=kind.code,
        about=name_of(about),
        facts=known,
        key=key.hexdigest(),
        rhythm=rhythm,
        mailing=Mailing.PASSED_OVER if rhythm == Rhythm.OFF else Mailing.WAITING,
    )


def mark_read(user, notices=None):
    """Mark those of the user's own ``notices`` as read, all by default; return how many were not.

    Nobody's business but the reader's, so no line of the audit trail.
    """
    own = (Notice.objects.all() if notices is None else notices).of(user).unread()
    user.unread = None  # what came with the account is no longer so
    return own.update(read_at=clock.now())


@transaction.atomic
def choose(user, chosen, *, by):
    """Set the rhythm of letters for some kinds: code → rhythm. What waits follows the new choice."""
    known = all_kinds()
    before = dict(Choice.objects.select_for_update().filter(user=user).values_list("kind", "rhythm"))
    changed = {
        code: rhythm for code, rhythm in chosen.items() if before.get(code, known[code].rhythm) != Rhythm(rhythm)
    }
    if any(not known[code].may_stop for code in changed):
        raise CannotBeStopped
    for code, rhythm in changed.items():
        Choice.objects.update_or_create(user=user, kind=code, defaults={"rhythm": rhythm})
        _follow(Notice.objects.of(user).waiting().filter(kind=code), rhythm)
    if changed:
        old = {code: before.get(code, known[code].rhythm) for code in changed}
        record(user, "notifications.choose", by=by, before=old, after=changed)
    return changed


def _follow(waiting, rhythm):
    if rhythm == Rhythm.OFF:
        waiting.update(rhythm=rhythm, mailing=Mailing.PASSED_OVER)
        return
    for key in waiting.exclude(rhythm=rhythm).values_list("key", flat=True) if rhythm == Rhythm.AT_ONCE else ():
        outbox.add(tasks.mail_one, key, key=f"notice:{key}:now")
    waiting.update(rhythm=rhythm)


@transaction.atomic
def keep_habits(user, *, working_days, working_days_only, quiet_from, quiet_until, by):
    """Write down when a person wants to be written to."""
    row = Habits.objects.select_for_update().filter(user=user).first() or usual(user)
    fields = ("working_days", "working_days_only", "quiet_from", "quiet_until")
    before = {name: getattr(row, name) for name in fields}
    row.working_days, row.working_days_only = working_days, working_days_only
    row.quiet_from, row.quiet_until = quiet_from, quiet_until
    after = {name: getattr(row, name) for name in fields}
    if row.pk is None or after != before:
        row.full_clean()
        row.save()
        record(user, "notifications.keep_habits", by=by, before=before, after=after)
    return row
