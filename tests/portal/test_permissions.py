"""Every name that a rule, a move or a role asks for is declared by a model."""

import pytest
from django.contrib.auth.models import Permission
from rules.permissions import permissions as rules

from portal.accounts.models import User
from portal.role_groups import wanted_names
from portal.roles import ROLES
from portal.workflow import registry


@pytest.mark.django_db
def test_no_permission_is_asked_for_that_no_model_declares():
    known = {
        f"{row.content_type.app_label}.{row.codename}" for row in Permission.objects.select_related("content_type")
    }
    asked = set(rules) | {move.permission for table in registry.values() for move in table.moves.values()}
    asked |= {name for role in ROLES.values() for name in wanted_names(role)}
    assert asked - known == set()


def test_a_permission_given_by_name_opens_nothing(ben):
    """Roles are groups, written from one list; what somebody adds beside it would be in no list."""
    ben.user_permissions.add(Permission.objects.get(codename="access_admin"))
    ben = User.objects.get(pk=ben.pk)
    assert not ben.has_perm("wagtailadmin.access_admin")
    assert not ben.is_staff
