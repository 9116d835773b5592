"""Where somebody is signed in: the sessions of an account, in words, each of which can be ended."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from portal.accounts.agents import device
from portal.accounts.links import hashed

#: Rows that one statement removes.
AT_A_TIME = 500


@dataclass(frozen=True)
class Place:
    """One session; ``code`` names it in the page without giving its key away."""

    code: str
    device: str
    ip: str
    since: datetime
    is_current: bool


def places(user, current_key):
    """Return the sessions of ``user`` that still hold, the present one first; two queries for any number."""
    rows = list(UserSession.objects.filter(user=user).order_by("-created_at"))
    live = _live(user, [row.session_key for row in rows])
    found = [
        Place(code_of(row), device(row.user_agent), row.ip, row.created_at, row.session_key == current_key)
        for row in rows
        if row.session_key in live
    ]
    return sorted(found, key=lambda place: not place.is_current)


def forget_ended():
    """Remove what is kept about sessions that have ended; return how many.

    The sessions may stand in a database of their own, so each side is asked by itself: what is kept first, because a
    session is there before anything is kept about it.
    """
    kept = dict(UserSession.objects.values_list("pk", "session_key"))
    held = set(Session.objects.values_list("session_key", flat=True))
    ended = [pk for pk, key in kept.items() if key not in held]
    for start in range(0, len(ended), AT_A_TIME):
        UserSession.objects.filter(pk__in=ended[start : start + AT_A_TIME]).delete()
    return len(ended)


def end(user, code, current_key):
    """End one session of ``user`` elsewhere; say whether there was one."""
    for row in UserSession.objects.filter(user=user).exclude(session_key=current_key):
        if code_of(row) == code:
            row.end()
            return True
    return False


def end_others(user, current_key):
    for row in UserSession.objects.filter(user=user).exclude(session_key=current_key):
        row.end()


def code_of(row):
    return hashed(f"session:{row.session_key}")[:32]


def _live(user, keys):
    rows = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    known = user.get_session_auth_hash()
    return {row.session_key for row in rows if row.get_decoded().get(HASH_SESSION_KEY) == known}
