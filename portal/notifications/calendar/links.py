"""The secret link of a calendar: account and version, signed. A newer version makes the older links worthless."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from portal.accounts.models import User
from portal.notifications.models import CalendarLink

FIRST = 1


def _signer():
    return Signer(salt="portal.notifications.calendar", sep=".")


def token(user):
    row = CalendarLink.objects.filter(user=user).first()
    return _signer().sign(f"{user.uuid.hex}-{row.version if row else FIRST}")


def url(user):
    """Return the whole address of the person's feed."""
    return settings.SITE_URL + reverse("calendar_feed", args=[token(user)])


def owner(token):
    """Return whose feed this is, or None: not signed by us, renewed since, or the account is closed. One query."""
    try:
        uuid, _dash, version = _signer().unsign(token).partition("-")
    except BadSignature:
        return None
    user = User.objects.select_related("calendar_link").filter(uuid=uuid, is_active=True).first()
    if user is None:
        return None
    row = getattr(user, "calendar_link", None)
    return user if version == str(row.version if row else FIRST) else None
