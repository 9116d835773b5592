"""By the clock: reading the mailbox, and forgetting what is long past."""

from datetime import timedelta

from django.conf import settings
from django_tasks import task

from portal import clock
from portal.accounts.models import User
from portal.notifications.bounces.mailbox import ImapMailbox, read_reports
from portal.notifications.models import Bounce, UndeliverableAddress

#: A letter that came back is known for so long, longer than it could count or be told again.
KEEP = timedelta(days=90)
#: And an address that no account has (any more) for so long.
KEEP_STRANGERS = timedelta(days=365)


@task()
def read_mailbox():
    """Read what came back since the last hour; nothing where no mailbox is set."""
    if not settings.BOUNCE_MAILBOX_URL:
        return {}
    with ImapMailbox(settings.BOUNCE_MAILBOX_URL) as mailbox:
        return read_reports(mailbox)


@task()
def forget_bounces():
    """Remove old letters that came back, and the addresses that are nobody's business any more."""
    Bounce.objects.filter(came_at__lt=clock.now() - KEEP).delete()
    UndeliverableAddress.objects.filter(since=None, bounces=None).delete()
    long_marked = UndeliverableAddress.objects.filter(since__lt=clock.now() - KEEP_STRANGERS)
    long_marked.exclude(email__in=User.objects.values("email")).delete()
