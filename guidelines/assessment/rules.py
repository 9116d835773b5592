"""Who may: by the roles that a person holds now in the institution whose assessment it is.

No predicate asks for a permission held through a group, except the one for
the bare fact of use: staff open no answers.
"""

import rules

from crm.institutions.enums import PortalRole
from crm.institutions.rules import roles_at
from portal.access import holds


def roles_in(user, obj):
    """Return the portal roles of ``user`` in the institution of ``obj`` (an assessment or the institution itself).

    An assessment that was fetched ``with_roles_of`` this user answers
    without a query.
    """
    if user is None or obj is None or user.is_anonymous or not user.is_active:
        return frozenset()
    if getattr(obj, "roles_are_of", None) == user.pk:
        return frozenset(role for role in PortalRole if getattr(obj, f"as_{role}"))
    return frozenset(map(PortalRole, roles_at(user, obj)))


def has_role(*roles):
    """Return a predicate: the user holds one of ``roles`` in the institution; any role, when none is named."""

    @rules.predicate("role:" + ",".join(roles or ["any"]))
    def in_the_institution(user, obj=None):
        held = roles_in(user, obj)
        return bool(held & set(roles)) if roles else bool(held)

    return in_the_institution


COORDINATOR, CONTRIBUTOR, APPROVER = PortalRole.COORDINATOR, PortalRole.CONTRIBUTOR, PortalRole.APPROVER

rules.add_perm("assessment.view_assessment", has_role())
rules.add_perm("assessment.create_assessment", has_role(COORDINATOR))
rules.add_perm("assessment.begin_assessment", has_role(COORDINATOR, CONTRIBUTOR))
rules.add_perm("assessment.answer_assessment", has_role(COORDINATOR, CONTRIBUTOR))
rules.add_perm("assessment.hand_in_assessment", has_role(COORDINATOR))
rules.add_perm("assessment.return_assessment", has_role(COORDINATOR, APPROVER))
rules.add_perm("assessment.sign_off_assessment", has_role(APPROVER))
rules.add_perm("assessment.archive_assessment", has_role(COORDINATOR))
rules.add_perm("assessment.discard_assessment", has_role(COORDINATOR))
rules.add_perm("assessment.view_use", holds("assessment.view_use"))
