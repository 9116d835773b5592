"""Roles are data: what is written in portal/roles.py is what a group holds."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.http import Http404
from wagtail.models import GroupPagePermission

from portal import role_groups, roles
from portal.access import get_or_deny, holds
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def held(code):
    rows = Permission.objects.filter(group__name=code).values_list("content_type__app_label", "codename")
    return {f"{label}.{codename}" for label, codename in rows}


def test_every_role_becomes_a_group_with_exactly_its_permissions():
    role_groups.sync()
    assert {code: held(code) for code in roles.ROLES} == {
        code: set(role.permissions) for code, role in roles.ROLES.items()
    }


def test_a_second_run_changes_nothing():
    role_groups.sync()
    assert role_groups.sync() == []


def test_what_a_role_no_longer_lists_is_taken_away():
    role_groups.sync()
    extra = Permission.objects.get(codename="view_entry", content_type__app_label="audit")
    Group.objects.get(name="assessor").permissions.add(extra)
    assert role_groups.sync() == ["assessor, permissions: 0 added, 1 removed"]
    assert "audit.view_entry" not in held("assessor")


def test_groups_of_others_are_left_alone():
    editors = Group.objects.get(name="Editors")
    before = set(editors.permissions.all()), GroupPagePermission.objects.filter(group=editors).count()
    role_groups.sync()
    assert (set(editors.permissions.all()), GroupPagePermission.objects.filter(group=editors).count()) == before


def test_a_retired_role_loses_its_group():
    Group.objects.create(name="librarian")
    assert role_groups.sync(retired={"librarian"})[-1] == "librarian: removed"
    assert not Group.objects.filter(name="librarian").exists()


def test_an_unknown_permission_stops_the_command(monkeypatch):
    made_up = roles.role("tester", "Tester", "Tests.", "library.fly_to_the_moon")
    monkeypatch.setattr("portal.management.commands.sync_roles.sync", lambda: role_groups.sync({"tester": made_up}))
    with pytest.raises(CommandError, match="library.fly_to_the_moon"):
        call_command("sync_roles")
    assert not Group.objects.filter(name="tester").exists()


def test_the_administrator_may_edit_and_publish_every_page():
    role_groups.sync()
    rows = GroupPagePermission.objects.filter(group__name="administrator").values_list(
        "permission__codename", "page__depth"
    )
    assert set(rows) == {(f"{verb}_page", 1) for verb in roles.ROLES["administrator"].pages}


class Everything:
    """A thing that everybody sees, so that only the permission decides."""

    def __init__(self, found):
        self.found = found

    def visible_to(self, _user):
        return self.found


@pytest.mark.parametrize("code", sorted(roles.ROLES))
def test_each_role_passes_the_door_with_its_own_permissions_and_no_other(code, monkeypatch):
    """Every role × every permission that any role lists, through ``holds`` and ``get_or_deny``."""
    role_groups.sync()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=code))
    thing = object()
    monkeypatch.setattr("portal.access.get_object_or_404", lambda _queryset, **_lookup: thing)
    every = sorted({name for role in roles.ROLES.values() for name in role.permissions})
    passed = set()
    for name in every:
        monkeypatch.setattr(user, "has_perm", lambda asked, obj=None: holds(asked)(user, obj))
        try:
            assert get_or_deny(user, Everything(thing), name) is thing
        except PermissionDenied:
            continue
        passed.add(name)
    assert passed == set(roles.ROLES[code].permissions)


def test_a_superuser_holds_nothing_by_being_one():
    user = UserFactory(is_superuser=True)
    assert not holds("audit.view_entry")(user, None)


def test_what_is_not_visible_is_not_found(monkeypatch):
    def nothing(_queryset, **_lookup):
        raise Http404

    monkeypatch.setattr("portal.access.get_object_or_404", nothing)
    with pytest.raises(Http404):
        get_or_deny(UserFactory.build(), Everything(None), "audit.view_entry")
