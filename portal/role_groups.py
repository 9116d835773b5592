"""Roles as Django groups: what ``sync_roles`` writes, and what a test reads back."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from portal.roles import ROLES


class UnknownPermission(Exception):
    """A role lists a name that no model declares."""

    def __init__(self, names):
        self.names = sorted(names)
        super().__init__(f"No model declares these permissions: {', '.join(self.names)}.")


def known_permissions():
    """Return every permission by its name, ``app.codename``."""
    rows = Permission.objects.select_related("content_type")
    return {f"{row.content_type.app_label}.{row.codename}": row for row in rows}


@transaction.atomic
def sync(roles=None):
    """Make each role's group hold exactly what the role lists; return what changed, a line for each.

    Other groups, such as Wagtail's editors and moderators, are left alone. A
    role that is no longer listed is not known here any more: its group stays
    without members' access only if whoever removes the role removes its group.
    """
    roles = ROLES if roles is None else roles
    known = known_permissions()
    unknown = {name for role in roles.values() for name in role.permissions} - known.keys()
    if unknown:
        raise UnknownPermission(unknown)
    changes = []
    for role in roles.values():
        group, made = Group.objects.get_or_create(name=role.code)
        wanted = {known[name] for name in role.permissions}
        present = set(group.permissions.all())
        if made or wanted != present:
            group.permissions.set(wanted)
            changes.append(f"{role.code}: {len(wanted - present)} added, {len(present - wanted)} removed")
    return changes
