"""What is kept of each sign-in, and the trust in a browser."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F

from portal import clock
from portal.accounts import devices, notices
from portal.accounts.models import Device, SecondFactor, SignIn, User
from portal.audit.record import record

#: How long a browser is trusted; the sentence in forms.AuthenticateForm says it.
TRUST_FOR = timedelta(days=30)
#: Refusals from one place within this long are one row.
TOGETHER = timedelta(hours=1)


@transaction.atomic
def keep_sign_in(user, place, *, secret, means, second_factor, trust=False):
    """Write down that ``user`` has signed in, know the browser again, and tell the owner of one that is new.

    ``secret`` is what the cookie of the browser holds. The first browser of an
    account is no news. Trust is given where ``trust`` was asked for and the
    account may.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    is_first = not Device.objects.filter(user=user).exists()
    device, is_new = Device.objects.update_or_create(
        user=user,
        secret_hash=devices.hash_for(secret, user),
        defaults={"browser": place.browser, "system": place.system, "last_seen_at": clock.now()},
    )
    sign_in = SignIn.objects.create(
        user=user,
        means=means,
        second_factor=second_factor,
        is_new_device=is_new and not is_first,
        **vars(place),
    )
    if sign_in.is_new_device:
        notices.new_device(sign_in)
    if trust and devices.may_trust(user):
        _trust(device, user)
    return sign_in


@transaction.atomic
def keep_refusal(user, place, *, means, second_factor=SecondFactor.NONE):
    """Write down that somebody was refused; from the same place within the hour it is counted in one row."""
    same = {"user": user, "was_refused": True, "means": means, "second_factor": second_factor, **vars(place)}
    recent = SignIn.objects.select_for_update().filter(at__gt=clock.now() - TOGETHER, **same).order_by("-at").first()
    if recent is None:
        return SignIn.objects.create(**same)
    SignIn.objects.filter(pk=recent.pk).update(times=F("times") + 1)
    return recent


@transaction.atomic
def end_trust(user, uuid, *, by):
    """Ask for the second factor again in one browser; return whether it was trusted."""
    device = Device.objects.select_for_update().filter(user=user, uuid=uuid, trusted_until__gt=clock.now()).first()
    if device is None:
        return False
    _end_trust([device])
    record(device, "accounts.end_trust", by=by)
    return True


@transaction.atomic
def end_trust_elsewhere(user, secret, *, by):
    """Ask for the second factor again in every browser but the one whose cookie holds ``secret``."""
    rows = Device.objects.select_for_update().filter(user=user, trusted_until__gt=clock.now())
    elsewhere = list(rows.exclude(secret_hash=devices.hash_for(secret, user)))
    _end_trust(elsewhere)
    for device in elsewhere:
        record(device, "accounts.end_trust", by=by)


def _trust(device, user):
    device.trusted_until, device.trusted_as = clock.now() + TRUST_FOR, devices.protection(user)
    device.save(update_fields=["trusted_until", "trusted_as"])
    record(device, "accounts.trust_device", by=user, after={"until": device.trusted_until})


def _end_trust(rows):
    Device.objects.filter(pk__in=[row.pk for row in rows]).update(trusted_until=None, trusted_as="")
