"""Stopping letters with one click, without signing in (RFC 8058): a signed address for one person and one kind."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from portal.accounts.models import User
from portal.notifications.kinds import all_kinds
from portal.notifications.models import Choice
from portal.notifications.models.notice import TOGETHER, Rhythm

SALT = "portal.notifications.stop"


def url(user, what):
    """Return the whole address that stops ``what``: the code of a kind, or a rhythm for all that comes together in it."""
    return settings.SITE_URL + reverse("notifications:stop", args=[token(user, what)])


def token(user, what):
    return signing.dumps([str(user.uuid), what], salt=SALT)


def read(written):
    """Return (user, what), or None for an address that we did not write or whose account is closed."""
    try:
        uuid, what = signing.loads(written, salt=SALT)
    except signing.BadSignature:
        return None
    user = User.objects.filter(uuid=uuid, is_active=True).first()
    may_stop = {*TOGETHER, *(code for code, kind in all_kinds().items() if kind.may_stop)}
    return (user, what) if user and what in may_stop else None


def chosen(user, what):
    """Return code → OFF for the kinds that ``what`` covers for this person."""
    if what not in TOGETHER:
        return {what: Rhythm.OFF}
    own = dict(Choice.objects.filter(user=user).values_list("kind", "rhythm"))
    return {
        code: Rhythm.OFF for code, kind in all_kinds().items() if kind.may_stop and own.get(code, kind.rhythm) == what
    }
