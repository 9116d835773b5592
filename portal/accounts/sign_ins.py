"""When, from where and by what means somebody signed in or was refused."""

from dataclasses import dataclass
from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records

from portal import clock
from portal.accounts import agents
from portal.accounts.models import Device, Means, SecondFactor, SignIn

#: A sign-in, and a browser that has not signed in since, are forgotten after this long.
KEPT = timedelta(days=180)
SECOND_FACTORS = {
    "totp": SecondFactor.APP,
    "recovery_codes": SecondFactor.RECOVERY_CODE,
    "webauthn": SecondFactor.PASSKEY,
    "trusted_device": SecondFactor.TRUSTED,
}


@dataclass(frozen=True)
class Place:
    """From where a request comes, in no more words than its owner needs to know it again."""

    browser: str
    system: str
    network: str


def place_of(request):
    browser, system = agents.names(request.headers.get("User-Agent", ""))
    return Place(browser, system, agents.network(get_adapter().get_client_ip(request)))


def means_of(request, user):
    """Return what ``user`` has shown in this session: the first thing, and the second factor if there was one."""
    first, second = Means.INVITATION, SecondFactor.NONE
    for record in get_authentication_records(request, user):
        if record["method"] != "mfa":
            first = Means(record["method"])
        elif record.get("passwordless"):
            first = Means.PASSKEY
        else:
            second = SECOND_FACTORS[record["type"]]
    return first, second


def of(user):
    """Return the sign-ins of ``user``, the latest first."""
    return SignIn.objects.filter(user=user).order_by("-at", "-pk")


def forget_old():
    """Remove what is older than it is kept."""
    before = clock.now() - KEPT
    SignIn.objects.filter(at__lt=before).delete()
    Device.objects.filter(last_seen_at__lt=before).delete()
