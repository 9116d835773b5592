"""Everybody who may knock at an address, each with a browser of their own."""

from django.test import Client

from crm.institutions.enums import PortalRole
from portal.roles import ADMIN, ROLES
from tests.factories import UserFactory, affiliate, pass_second_factor

SECRETARIAT = tuple(code for code in ROLES if code != "assessor")
OWN = tuple(role.value for role in PortalRole)
FOREIGN = tuple(f"foreign {role}" for role in OWN)
#: Roles whose own part of the portal is still to come.
OFFICERS = tuple(
    code for code in SECRETARIAT if ROLES[code].permissions == {ADMIN} and not ROLES[code].pages | ROLES[code].media
)
#: Those with a duty on the draft and no role.
ASSIGNED = ("commission member", "reviewer", "outside translator")
NEW_STAFF = ("not enrolled", "not verified")

ALL = ("visitor", *OWN, *FOREIGN, "left", *ASSIGNED, *SECRETARIAT, "assessor", "superuser", *NEW_STAFF)

#: Walked at night: of the officers of equal rights one is enough for every change, and of those from another institution
#: the one who may most there.
AT_NIGHT = {*OFFICERS[1:], *FOREIGN} - {"foreign coordinator"}

#: Names for several, in the table.
GROUPS = {
    "members": OWN,
    "others": FOREIGN,
    "secretariat": SECRETARIAT,
    "officers": OFFICERS,
    "assigned": ASSIGNED,
    "staff": (*SECRETARIAT, "superuser"),
    "people": tuple(role for role in ALL if role not in ("visitor", *NEW_STAFF)),
    "everybody": ALL,
}


def client_for(role, world):
    """Return a browser signed in as ``role``, the second factor passed where one is needed."""
    client = Client(raise_request_exception=False)
    user = account_of(role, world)
    if user is not None:
        client.force_login(user)
        if role not in NEW_STAFF:
            pass_second_factor(client, user)
    return client


def account_of(role, world):
    if role == "visitor":
        return None
    if role in OWN:
        return world.places["alder"].people[role]
    if role in FOREIGN:
        return world.places["birch"].people[role.removeprefix("foreign ")]
    if role in ROLES:
        return world.staff(role)
    return MAKERS[role](world)


def _left(world):
    """A colleague whose affiliation ended."""
    user = UserFactory(name="Otto", email="otto@example.org")
    institution = world.places["alder"].institution
    affiliate(user, institution, PortalRole.COORDINATOR, starts_on="2020-01-01", ends_on="2024-12-31")
    return user


def _superuser(world):
    return UserFactory(name="Root", email="root@example.org", is_superuser=True)


def _not_enrolled(world):
    user = UserFactory(name="Nina", email="nina@example.org")
    user.groups.set(world.staff("administrator").groups.all())
    return user


def _not_verified(world):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    user = UserFactory(name="Nora", email="nora@example.org")
    user.groups.set(world.staff("administrator").groups.all())
    TOTP.activate(user, generate_totp_secret())
    return user


MAKERS = {
    "left": _left,
    "commission member": lambda world: world.library.dora,
    "reviewer": lambda world: world.library.remo,
    "outside translator": lambda world: world.library.lena,
    "superuser": _superuser,
    "not enrolled": _not_enrolled,
    "not verified": _not_verified,
}
