"""Who must have a second factor, and whether this session has passed it."""

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator

from portal.audit.record import record

#: In the session: whether the signed-in account needs a second factor. Asked once for each
#: session, because whoever gives or takes a role ends the sessions of its owner.
SESSION_KEY = "needs_second_factor"


def is_needed(user):
    """Everybody of the secretariat, every assessor, and on a developer's machine the superuser."""
    return user.is_superuser or user.groups.exists()


def factors(user):
    """Return the second factors of an account; recovery codes only stand in for one."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)


def has_enrolled(user):
    return factors(user).exists()


def has_app(user):
    return factors(user).filter(type=Authenticator.Type.TOTP).exists()


def may_remove(authenticator):
    """A role that needs a second factor keeps one, whichever it is."""
    user = authenticator.user
    return not is_needed(user) or factors(user).exclude(pk=authenticator.pk).exists()


def has_passed(request):
    """Say whether a second factor was given in this session; no query, the record lies in the session."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def was_added(sender, *, request, user, authenticator, **kwargs):
    """Whoever has just shown a new factor has passed it: the session need not ask again."""
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
    record(user, "accounts.add_second_factor", by=user, after={"second_factor": authenticator.type})


def was_removed(sender, *, request, user, authenticator, **kwargs):
    record(user, "accounts.remove_second_factor", by=user, before={"second_factor": authenticator.type})
