"""Who may, for everything that belongs to an institution.

A predicate takes the institution or anything that points to one. The
affiliations of a person are read once for each user object, that is once for
each request.
"""

import rules

from crm.institutions.enums import PortalRole
from crm.institutions.models import AffiliationRole, Institution
from crm.institutions.models.people import Affiliation
from portal.access import holds


def roles_of(user):
    """Return ``{institution's key: roles}`` that open something to ``user`` now; one query for each user object."""
    if user is None or user.is_anonymous or not user.is_active:
        return {}
    if not hasattr(user, "_portal_roles"):
        held = {}
        rows = AffiliationRole.objects.current().filter(
            affiliation__in=Affiliation.objects.current().filter(person__user=user)
        )
        for institution, role in rows.order_by().values_list("affiliation__institution_id", "role"):
            held.setdefault(institution, set()).add(role)
        user._portal_roles = held
    return user._portal_roles


def roles_at(user, obj):
    """Return the roles of ``user`` at the institution that ``obj`` is or belongs to."""
    if obj is None:
        return frozenset()
    institution = obj.pk if isinstance(obj, Institution) else getattr(obj, "institution_id", None)
    return roles_of(user).get(institution, frozenset())


@rules.predicate
def belongs(user, obj=None):
    """A current affiliation with any role."""
    return bool(roles_at(user, obj))


@rules.predicate
def coordinates(user, obj=None):
    return PortalRole.COORDINATOR in roles_at(user, obj)


@rules.predicate
def contributes(user, obj=None):
    return PortalRole.CONTRIBUTOR in roles_at(user, obj)


@rules.predicate
def approves(user, obj=None):
    return PortalRole.APPROVER in roles_at(user, obj)


@rules.predicate
def is_own(user, affiliation=None):
    """One's own affiliation, while it lasts: anybody may leave."""
    return user is not None and affiliation is not None and affiliation.person.user_id == user.pk


def _add(name, predicate):
    rules.add_perm(f"institutions.{name}", predicate)


_add("view_institution", belongs | holds("institutions.view_institution"))
_add("change_institution", holds("institutions.change_institution"))
_add("add_institution", holds("institutions.add_institution"))
_add("view_unit", belongs | holds("institutions.view_institution"))
_add("add_unit", coordinates)
_add("view_people", belongs | holds("institutions.view_people"))
_add("view_affiliation", belongs | holds("institutions.view_people"))
_add("view_person", holds("institutions.view_person"))
_add("manage_people", coordinates)
_add("name_first_coordinator", holds("institutions.name_first_coordinator"))
_add("leave_institution", is_own)
_add("open_mail_domain", coordinates)
_add("view_maildomain", coordinates | holds("institutions.view_maildomain"))
_add("verify_mail_domain", holds("institutions.verify_mail_domain"))
for _verb in ("view", "accept", "decline"):
    _name = f"{_verb}_accountrequest"
    _add(_name, coordinates | holds(f"institutions.{_name}"))
