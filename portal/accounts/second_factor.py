"""Who must have a second factor, and whether this session has passed it."""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator

#: In the session: whether the signed-in account needs a second factor. Asked once for each
#: session, because whoever gives or takes a role ends the sessions of its owner.
SESSION_KEY = "needs_second_factor"


def is_needed(user):
    """Everybody of the secretariat, every assessor, and on a developer's machine the superuser."""
    return user.is_superuser or user.groups.exists()


def has_enrolled(user):
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def has_passed(request):
    """Say whether a second factor was given in this session; no query, the record lies in the session."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def pass_by_enrolling(sender, *, request, user, authenticator, **kwargs):
    """Typing the first code of a new app proves that one has it: the session need not ask again."""
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
