"""What keeps accounts safe: second factors, sessions and the roles of the secretariat."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import F

from portal.accounts import tasks
from portal.accounts.models import User
from portal.audit.record import record
from portal.background import outbox


class NotOneself(Exception):
    """Nobody resets their own second factor or changes their own roles."""


@transaction.atomic
def end_sessions(user, *, by, verb="accounts.end_sessions"):
    """Sign an account out everywhere: every session carries the number that is raised here."""
    _raise_version(user)
    record(user, verb, by=by)


@transaction.atomic
def reset_second_factor(user, *, by, reason):
    """Remove a second factor after the service desk has called the owner back.

    All sessions end with it, so that nobody goes on with what the old factor
    opened, and the owner is told by mail.
    """
    if user.pk == by.pk:
        raise NotOneself
    user = User.objects.select_for_update().get(pk=user.pk)
    removed = sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    Authenticator.objects.filter(user=user).delete()
    _raise_version(user)
    record(user, "accounts.reset_second_factor", by=by, before={"second_factor": removed}, after={"reason": reason})
    outbox.add(tasks.tell_second_factor_was_reset, str(user.uuid))
    return user


def give_role(user, role, *, by):
    """Make somebody part of the secretariat in one role. Sessions end, so that the second factor is asked for."""
    return _change_role(user, role, by=by, verb="accounts.give_role", held=True)


def take_role(user, role, *, by):
    """End a role at once, and with it every session."""
    return _change_role(user, role, by=by, verb="accounts.take_role", held=False)


@transaction.atomic
def _change_role(user, role, *, by, verb, held):
    if by is not None and user.pk == by.pk:
        raise NotOneself
    user = User.objects.select_for_update().get(pk=user.pk)
    group = Group.objects.get(name=role)
    if user.groups.filter(pk=group.pk).exists() == held:
        return user
    user.groups.add(group) if held else user.groups.remove(group)
    _raise_version(user)
    record(user, verb, by=by, after={"role": role})
    return user


def _raise_version(user):
    User.objects.filter(pk=user.pk).update(session_version=F("session_version") + 1)
