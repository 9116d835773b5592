"""Browsers that an account knows, and those that it trusts: by a secret in a cookie that no script reads."""

import secrets

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.internal.flows.trust import create_config_fingerprint
from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from portal import clock
from portal.accounts.links import hashed
from portal.accounts.models import Device
from portal.accounts.sign_ins import KEPT

#: Who may do this to others is asked for the second factor each time: what they open is not theirs alone.
NEVER_TRUSTED_WITH = ("accounts.give_role", "accounts.reset_second_factor")


def may_trust(user):
    """Say whether this account may sign in without its second factor in a browser that it trusts."""
    return not user.is_superuser and not any(user.has_perm(name) for name in NEVER_TRUSTED_WITH)


def find(request, user):
    """Return the device of this browser for ``user``, or None where the account never signed in with it."""
    secret = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    return Device.objects.filter(user=user, secret_hash=hash_for(secret, user)).first() if secret else None


def secret_of(request):
    """Return the secret that the cookie of this browser holds, or a new one."""
    return request.COOKIES.get(settings.DEVICE_COOKIE_NAME) or secrets.token_urlsafe(32)


def hash_for(secret, user):
    return hashed(f"device:{secret}:{user.uuid}")


def keep_cookie(response, secret):
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        secret,
        max_age=KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def protection(user):
    """Return a digest of what protects the account: a new password, factor, role or reset makes it another one."""
    known = f"{create_config_fingerprint(user)}:{user.session_version}"
    return salted_hmac("portal.accounts.devices", known, algorithm="sha256").hexdigest()


def is_trusted(device, user):
    if device is None or device.trusted_until is None or device.trusted_until <= clock.now():
        return False
    return may_trust(user) and constant_time_compare(device.trusted_as, protection(user))


def trusted(user):
    """Return the browsers in which ``user`` is not asked for the second factor now."""
    rows = Device.objects.filter(user=user, trusted_until__gt=clock.now())
    now_as = protection(user) if may_trust(user) else ""
    return [row for row in rows if row.trusted_as == now_as]


def pass_by_trust(request, user):
    """Let the session pass the second factor where the browser is trusted; say whether it is."""
    device = find(request, user)
    if not is_trusted(device, user):
        return False
    record_authentication(request, user, "mfa", type="trusted_device", id=str(device.uuid))
    return True
