"""Who belongs to an institution, and with which roles."""

from django.db import transaction

from crm.institutions import notices
from crm.institutions.enums import PortalRole
from crm.institutions.models import Affiliation, AffiliationRole, Institution, InstitutionInvitation, Person
from portal import clock
from portal.accounts import actions as accounts
from portal.audit.record import record


class LastCoordinator(Exception):
    """The last coordinator of an institution cannot go before the next one is named."""


class NoRole(Exception):
    """An affiliation without a role opens nothing; to end access is another action."""


@transaction.atomic
def affiliate(person, institution, *, roles, by, position="", starts_on=None):
    """Let a person into an institution with these roles; roles held already are kept."""
    if not roles:
        raise NoRole
    lock(institution)
    affiliation, _new = Affiliation.objects.get_or_create(
        person=person,
        institution=institution,
        ends_on=None,
        defaults={"position": position, "starts_on": starts_on or clock.today()},
    )
    if position and affiliation.position != position:
        affiliation.position = position
        affiliation.save(update_fields=["position"])
    before = _roles(affiliation)
    after = before | set(roles)
    _write_roles(affiliation, before, after, starts_on)
    record(
        affiliation, "institutions.affiliate", by=by, before={"roles": sorted(before)}, after={"roles": sorted(after)}
    )
    return affiliation


@transaction.atomic
def change_roles(affiliation, *, roles, by):
    """Give and take roles, at once."""
    roles = set(roles)
    if not roles:
        raise NoRole
    lock(affiliation.institution)
    before = _roles(affiliation)
    if PortalRole.COORDINATOR in before - roles:
        _refuse_last(affiliation)
    if before == roles:
        return affiliation
    _write_roles(affiliation, before, roles)
    after = {"roles": sorted(roles)}
    if PortalRole.COORDINATOR in before - roles:
        letters = _letters_by(affiliation.person, affiliation.institution)
        after["invitations_withdrawn"] = _withdraw(letters, by=by)
    record(affiliation, "institutions.change_roles", by=by, before={"roles": sorted(before)}, after=after)
    notices.roles_changed(affiliation, by=by)
    return affiliation


@transaction.atomic
def end_access(affiliation, *, by):
    """End a person's access to an institution at once and everywhere.

    Roles end, invitations to and by the person are withdrawn (a letter that
    somebody sent to an address of their own would be a way back in), and who
    has nothing left to open is signed out of every session.
    """
    institution = lock(affiliation.institution)
    affiliation = (
        Affiliation.objects.select_for_update(of=("self",)).select_related("person__user").get(pk=affiliation.pk)
    )
    if affiliation.ends_on is not None and affiliation.ends_on <= clock.today():
        return affiliation
    before = _roles(affiliation)
    if PortalRole.COORDINATOR in before:
        _refuse_last(affiliation)
    _write_roles(affiliation, before, set())
    affiliation.ends_on = max(clock.today(), affiliation.starts_on)
    affiliation.save(update_fields=["ends_on"])
    person, user = affiliation.person, affiliation.person.user
    withdrawn = _withdraw(_letters_by(person, institution) | _letters_to(person, institution), by=by)
    record(
        affiliation,
        "institutions.end_access",
        by=by,
        before={"roles": sorted(before)},
        after={"roles": [], "invitations_withdrawn": withdrawn},
    )
    notices.access_ended(affiliation, by=by)
    if user is not None and not _has_anything_left(person):
        accounts.end_sessions(user, by=by)
    return affiliation


def lock(institution):
    """Take turns: whoever changes the people of an institution holds its row."""
    return Institution.objects.select_for_update(of=("self",)).get(pk=institution.pk)


def _refuse_last(affiliation):
    others = Affiliation.objects.coordinating(affiliation.institution_id).exclude(pk=affiliation.pk)
    if not others.exists():
        raise LastCoordinator


def _roles(affiliation):
    return set(affiliation.roles.filter(ends_on=None).values_list("role", flat=True))


def _write_roles(affiliation, before, after, starts_on=None):
    today = clock.today()
    for row in affiliation.roles.filter(ends_on=None, role__in=before - after):
        row.ends_on = max(today, row.starts_on)
        row.save(update_fields=["ends_on"])
    AffiliationRole.objects.bulk_create(
        AffiliationRole(affiliation=affiliation, role=role, starts_on=starts_on or today)
        for role in sorted(after - before)
    )


def _letters_by(person, institution):
    """Return what a person sent; to an address of their own it would be a way back in."""
    return InstitutionInvitation.objects.open().filter(institution=institution, invitation__invited_by__person=person)


def _letters_to(person, institution):
    addresses = [address for address in (person.email, person.user and person.user.email) if address]
    return InstitutionInvitation.objects.open().filter(institution=institution, invitation__email__in=addresses)


def _withdraw(rows, *, by):
    rows = list(rows.select_related("invitation"))
    for row in rows:
        accounts.withdraw(row.invitation, by=by)
    return len(rows)


def _has_anything_left(person):
    return person.affiliations.current().with_role().exists() or person.user.groups.exists()


def person_of(user):
    """Return the person behind an account; one the association knew by the same address is taken over."""
    person = Person.objects.filter(user=user).first()
    if person is None:
        person = Person.objects.filter(user=None, email=user.email).first() or Person(email=user.email)
        person.user, person.name, person.language = user, user.name, user.language
        person.save()
    return person
