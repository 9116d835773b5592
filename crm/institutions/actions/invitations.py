"""Colleagues come by a letter with a secret link."""

from django.db import transaction

from crm.institutions import tasks
from crm.institutions.actions.people import NoRole, affiliate, lock, person_of
from crm.institutions.enums import PortalRole
from crm.institutions.models import Affiliation, InstitutionInvitation
from portal.accounts import actions as accounts
from portal.accounts.models import normal_email
from portal.audit.record import record
from portal.background import outbox


class AlreadyHere(Exception):
    """The address belongs to a colleague already, or its invitation is still open."""


class HasCoordinator(Exception):
    """The secretariat names a coordinator only while there is none."""


@transaction.atomic
def invite_colleague(institution, *, email, name, language, roles, by, position="", letter=tasks.send_invitation):
    """Invite somebody, in the language they read. ``letter`` is the task that writes to them."""
    if not roles:
        raise NoRole
    lock(institution)
    email = normal_email(email)
    here = Affiliation.objects.current().with_role().filter(institution=institution, person__user__email=email)
    open_ones = InstitutionInvitation.objects.open().filter(institution=institution, invitation__email=email)
    if here.exists() or open_ones.exists():
        raise AlreadyHere
    invitation = accounts.invite(email=email, name=name, language=language, by=by)
    row = InstitutionInvitation.objects.create(
        invitation=invitation,
        institution=institution,
        roles=sorted(str(PortalRole(role)) for role in roles),
        position=position,
    )
    record(row, "institutions.invite_colleague", by=by, after={"email": email, "roles": row.roles})
    _send(row, letter)
    return row


@transaction.atomic
def name_first_coordinator(institution, *, email, name, language, by):
    """Let the secretariat invite a coordinator where there is nobody who could."""
    lock(institution)
    if Affiliation.objects.coordinating(institution).exists():
        raise HasCoordinator
    return invite_colleague(
        institution, email=email, name=name, language=language, roles=[PortalRole.COORDINATOR], by=by
    )


@transaction.atomic
def resend_invitation(row, *, by):
    """Send the letter again with a new link; the old one leads nowhere from now on."""
    row.invitation = accounts.renew(row.invitation, by=by)
    record(row, "institutions.resend_invitation", by=by)
    _send(row, tasks.send_invitation)
    return row


@transaction.atomic
def withdraw_invitation(row, *, by):
    row.invitation = accounts.withdraw(row.invitation, by=by)
    record(row, "institutions.withdraw_invitation", by=by)
    return row


@transaction.atomic
def accept_invitation(invitation, *, user=None, name="", password="", language="", time_zone=""):
    """Accept with the account that is signed in, or with a new one; return the account.

    Raises what ``accounts.accept`` raises: InvitationClosed, ForeignInvitation, SignInFirst.
    """
    row = InstitutionInvitation.objects.select_related("institution").filter(invitation=invitation).first()
    if row is not None:
        lock(row.institution)
    user = accounts.accept(invitation, user=user, name=name, password=password, language=language, time_zone=time_zone)
    if row is not None:
        affiliate(person_of(user), row.institution, roles=row.roles, position=row.position, by=user)
    return user


def _send(row, letter):
    uuid = str(row.uuid)
    outbox.add(letter, uuid, key=f"invitation:{uuid}:{row.invitation.sendings}")
