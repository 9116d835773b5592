"""What the portal keeps about one person: shown on the profile page, given as JSON.

Higher floors add their part through ``sources``: callables that take the user
and return a name and plain data.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from portal.accounts import sign_ins
from portal.accounts.models import Device
from portal.accounts.sessions import places
from portal.audit.models import Entry
from portal.audit.record import name_of

FORMAT = 1
SIGN_IN = ("at", "times", "was_refused", "means", "second_factor", "browser", "system", "network", "is_new_device")
sources = []


def about(user, current_key):
    """Return everything that is kept about ``user``, ready for JSON."""
    return {
        "format": FORMAT,
        "account": {
            "uuid": user.uuid,
            "email": user.email,
            "name": user.name,
            "language": user.language,
            "time_zone": user.time_zone,
            "since": user.date_joined,
            "last_sign_in": user.last_login,
            "roles": sorted(user.groups.values_list("name", flat=True)),
            "addresses": list(EmailAddress.objects.filter(user=user).order_by("email").values("email", "verified")),
            "second_factors": list(
                Authenticator.objects.filter(user=user).order_by("pk").values("type", "created_at", "last_used_at")
            ),
        },
        "sessions": [
            {"device": place.device, "ip": place.ip, "since": place.since, "this_one": place.is_current}
            for place in places(user, current_key)
        ],
        "browsers": list(
            Device.objects.filter(user=user).values(
                "browser", "system", "first_seen_at", "last_seen_at", "trusted_until"
            )
        ),
        "sign_ins": list(sign_ins.of(user).values(*SIGN_IN)),
        **{name: data for source in sources for name, data in [source(user)]},
        "audit_entries_about_account": list(
            Entry.objects.about(name_of(user)).order_by("pk").values("at", "verb", "before", "after")
        ),
        "audit_entries_by_me": Entry.objects.filter(actor=user).count(),
    }
