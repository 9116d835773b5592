"""Roles as Django groups: what ``sync_roles`` writes at each deploy."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from portal.roles import RETIRED, ROLES

MEDIA = ("wagtailimages.{verb}_image", "wagtaildocs.{verb}_document")


class UnknownPermission(Exception):
    """A role lists a name that no model declares."""

    def __init__(self, names):
        self.names = sorted(names)
        super().__init__(f"No model declares these permissions: {', '.join(self.names)}.")


@transaction.atomic
def sync(roles=ROLES, retired=RETIRED):
    """Make each role's group hold exactly what the role lists; return what changed, a line for each.

    Groups that are neither listed nor retired, such as Wagtail's editors and
    moderators, are somebody else's and left alone.
    """
    rows = Permission.objects.select_related("content_type")
    known = {f"{row.content_type.app_label}.{row.codename}": row for row in rows}
    unknown = {name for role in roles.values() for name in wanted_names(role)} - known.keys()
    if unknown:
        raise UnknownPermission(unknown)
    changes = [line for role in roles.values() for line in _write(role, known)]
    for group in Group.objects.filter(name__in=set(retired) - roles.keys()):
        group.delete()
        changes.append(f"{group.name}: removed")
    return changes


def wanted_names(role):
    """Return every permission that the role names, on everything, on pages and on media."""
    return role.permissions | page_names(role) | media_names(role)


def page_names(role):
    return {f"wagtailcore.{verb}_page" for verb in role.pages}


def media_names(role):
    # Wagtail asks by the names of its own models, also where a project has models of its own.
    return {name.format(verb=verb) for verb in role.media for name in MEDIA}


def _write(role, known):
    group, _made = Group.objects.get_or_create(name=role.code)
    yield from _replace(
        role,
        "permissions",
        {known[name].pk for name in role.permissions},
        set(group.permissions.values_list("pk", flat=True)),
        group.permissions.set,
    )
    on_pages = GroupPagePermission.objects.filter(group=group)
    root = Page.objects.filter(depth=1).first()
    yield from _replace(
        role,
        "pages",
        {(root.pk, known[name].pk) for name in page_names(role)} if root else set(),
        set(on_pages.values_list("page", "permission")),
        lambda pairs: _rewrite(
            on_pages, [GroupPagePermission(group=group, page_id=p, permission_id=q) for p, q in pairs]
        ),
    )
    on_media = GroupCollectionPermission.objects.filter(group=group)
    top = Collection.objects.filter(depth=1).first()
    yield from _replace(
        role,
        "media",
        {(top.pk, known[name].pk) for name in media_names(role)} if top else set(),
        set(on_media.values_list("collection", "permission")),
        lambda pairs: _rewrite(
            on_media, [GroupCollectionPermission(group=group, collection_id=p, permission_id=q) for p, q in pairs]
        ),
    )


def _replace(role, kind, wanted, present, write):
    if wanted != present:
        write(wanted)
        yield f"{role.code}, {kind}: {len(wanted - present)} added, {len(present - wanted)} removed"


def _rewrite(queryset, rows):
    queryset.delete()
    queryset.model.objects.bulk_create(rows)
