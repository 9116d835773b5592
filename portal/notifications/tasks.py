"""Background work: the letters, and forgetting what is long past."""

from datetime import date, datetime, timedelta

from django.db.models import Q
from django_tasks import task

from portal import clock, mail
from portal.accounts.models import User
from portal.background import outbox
from portal.notifications import letters, week
from portal.notifications.kinds import kind_of, to_be_mailed
from portal.notifications.models import Mailing, Notice, Rhythm
from portal.notifications.models.choice import habits_of
from portal.notifications.models.notice import TOGETHER

#: What was told is kept for so long.
KEEP = timedelta(days=400)


@task()
def mail_one(key):
    """Send the letter of one notice, unless it may no longer be told, was sent, or waits for others meanwhile.

    Where letters come back from, only what concerns the safety of an account is sent.
    """
    waiting = Notice.objects.waiting().select_related("recipient")
    notice = waiting.filter(key=key, rhythm=Rhythm.AT_ONCE).first()
    if notice is None:
        return
    told = to_be_mailed(notice.recipient, [notice])
    if told and not (kind_of(notice.kind).may_stop and mail.is_undeliverable(notice.recipient.email)):
        letters.one(notice)
        _settle([notice], _became(notice.recipient))
    else:
        _settle([notice], Mailing.PASSED_OVER)


@task()
def promise_together():
    """Promise the letters of the day or week to all whose hour has come. By the hour: the zones of the world differ."""
    now = clock.now()
    for rhythm in sorted(TOGETHER):
        waiting = Notice.objects.waiting().filter(rhythm=rhythm)
        people = User.objects.filter(pk__in=waiting.values("recipient")).select_related("habits")
        for user in people.iterator(chunk_size=500):
            day = week.digest_day(now, user.time_zone, habits_of(user), weekly=rhythm == Rhythm.WEEKLY)
            if day is not None:
                key = f"notices:{rhythm}:{user.uuid}:{day.isoformat()}"
                outbox.add(mail_together, str(user.uuid), rhythm, day.isoformat(), now.isoformat(), key=key)


@task()
def mail_together(uuid, rhythm, day, until):
    """Send one letter with what was written ``until`` that moment; a second run sends and settles the same."""
    user = User.objects.get(uuid=uuid)
    waiting = Notice.objects.of(user).waiting().filter(rhythm=rhythm, written_at__lte=datetime.fromisoformat(until))
    notices = list(waiting.order_by("written_at", "pk"))
    kept = [] if mail.is_undeliverable(user.email) else to_be_mailed(user, notices)
    if kept:
        letters.together(user, kept, rhythm=rhythm, day=date.fromisoformat(day))
        _settle(kept, _became(user))
    _settle([notice for notice in notices if notice not in kept], Mailing.PASSED_OVER)


@task()
def forget_notices():
    """Remove what was told more than a year ago."""
    Notice.objects.filter(~Q(mailing=Mailing.WAITING), written_at__lt=clock.now() - KEEP).delete()


def _became(user):
    """Return what a letter became that was handed over: the server may have refused the address for good just now."""
    return Mailing.PASSED_OVER if mail.is_undeliverable(user.email) else Mailing.SENT


def _settle(notices, became):
    rows = Notice.objects.waiting().filter(pk__in=[notice.pk for notice in notices])
    rows.update(mailing=became, mailed_at=clock.now() if became == Mailing.SENT else None)
