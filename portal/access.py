"""Who may: the only door to an object, and the bridge from group roles to objects."""

import rules
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404


def get_or_deny(user, queryset, permission, **lookup):
    """Return one object that the user may see and act on.

    Not visible is a 404, so its existence stays private; visible but not
    allowed is a 403, so the reader knows to ask for access.
    """
    found = get_object_or_404(queryset.visible_to(user), **lookup)
    if not user.has_perm(permission, found):
        raise PermissionDenied
    return found


def holds(permission):
    """Return a predicate: the user holds ``permission`` through a group.

    Django's own backend answers False as soon as an object is passed. This
    asks it without one, and never ``user.has_perm``, which would come back
    here. Superusers hold nothing by being superusers.
    """

    @rules.predicate(f"holds:{permission}")
    def through_a_group(user, obj=None):
        return user is not None and user.is_active and permission in group_permissions(user)

    return through_a_group


def group_permissions(user):
    """Return the names a user holds through groups; one query for each request."""
    if user.is_anonymous:
        return set()
    return ModelBackend().get_group_permissions(user) if not user.is_superuser else _without_superuser(user)


def _without_superuser(user):
    # A superuser is given every name by ModelBackend; the portal counts only what a role gives.
    if not hasattr(user, "_own_group_permissions"):
        from django.contrib.auth.models import Permission

        rows = Permission.objects.filter(group__user=user).values_list("content_type__app_label", "codename")
        user._own_group_permissions = {f"{label}.{codename}" for label, codename in rows.order_by()}
    return user._own_group_permissions
