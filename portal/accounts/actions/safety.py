"""What keeps accounts safe: second factors, sessions and the roles of the secretariat."""

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.flows import add_authenticator, remove_authenticator
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import F

from portal.accounts import notices, second_factor
from portal.accounts.models import User
from portal.audit.record import record


class NotOneself(Exception):
    """Nobody resets their own second factor or changes their own roles."""


class RoleNeedsOne(Exception):
    """The last second factor of an account whose role asks for one."""


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
    notices.second_factor_reset(user)
    return user


@transaction.atomic
def add_passkey(request, name, credential):
    """Keep the passkey that whoever asks has just made, and say whether recovery codes came with it.

    It takes the request for the same reason as ``remove_passkey``.
    """
    _passkey, recovery_codes = add_authenticator(request, name, credential)
    return recovery_codes is not None


@transaction.atomic
def rename_passkey(passkey, name, *, by):
    """Call a passkey otherwise, so that its owner tells it from the others."""
    passkey = Authenticator.objects.select_for_update().get(pk=passkey.pk)
    before, passkey.data["name"] = passkey.data["name"], name
    if name == before:
        return passkey
    passkey.save(update_fields=["data"])
    record(passkey.user, "accounts.rename_passkey", by=by, before={"name": before}, after={"name": name})
    return passkey


@transaction.atomic
def remove_passkey(passkey, request):
    """Remove a passkey of whoever asks, and the recovery codes with the last second factor.

    Raise ``RoleNeedsOne`` when it is the last one of a role that needs one. It takes the request because allauth
    tells of it, and the owner is told by letter, from there.
    """
    User.objects.select_for_update().get(pk=passkey.user_id)  # of two removals at once the second finds one left
    if not second_factor.may_remove(passkey):
        raise RoleNeedsOne
    remove_authenticator(request, passkey)


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
    notices.role_changed(user, role, is_held=held, by=by)
    return user


def _raise_version(user):
    User.objects.filter(pk=user.pk).update(session_version=F("session_version") + 1)
