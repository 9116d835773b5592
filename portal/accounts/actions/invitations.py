"""Letters that let one address make an account, once."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal import clock
from portal.accounts import tasks
from portal.accounts.actions.account import create_account
from portal.accounts.links import hashed, invitation_secret
from portal.accounts.models import Invitation, User, normal_email
from portal.audit.record import record
from portal.background import outbox

#: An invitation is good for this long; each new letter starts it again.
VALID_FOR = timedelta(days=14)


class InvitationClosed(Exception):
    """The link leads nowhere any more; ``state`` says why: accepted, withdrawn or expired."""

    def __init__(self, state):
        self.state = state
        super().__init__(state)


class AlreadyInvited(Exception):
    """A letter to this address is unanswered."""


class ForeignInvitation(Exception):
    """The invitation was sent to another address than that of the account that opens it."""


class SignInFirst(Exception):
    """The invited address has an account: its owner accepts with it."""


@transaction.atomic
def invite(*, email, name, language, by, is_staff=False):
    """Write an invitation. Whoever invites sends the letter and says what it opens."""
    invitation = Invitation(
        email=normal_email(email),
        name=name,
        language=language,
        is_staff=is_staff,
        invited_by=by,
        invited_at=clock.now(),
        expires_at=clock.now() + VALID_FOR,
    )
    invitation.secret_hash = hashed(invitation_secret(invitation))
    invitation.full_clean()
    invitation.save()
    return invitation


@transaction.atomic
def invite_staff(*, email, name, language, by):
    """Invite somebody of the secretariat; their roles are given once the account is there.

    Raise ``AlreadyInvited`` when a letter to this address is unanswered: it is sent again instead.
    """
    if Invitation.objects.to_staff().filter(email=normal_email(email)).exists():
        raise AlreadyInvited
    try:
        with transaction.atomic():
            invitation = invite(email=email, name=name, language=language, by=by, is_staff=True)
    except (IntegrityError, ValidationError) as problem:  # the second of two clicks
        if Invitation.objects.to_staff().filter(email=normal_email(email)).exists():
            raise AlreadyInvited from problem
        raise
    record(invitation, "accounts.invite_staff", by=by, after={"email": invitation.email})
    send_to_staff(invitation)
    return invitation


@transaction.atomic
def resend_staff_invitation(invitation, *, by):
    """Send a new letter; the link of the old one dies."""
    invitation = renew(invitation, by=by)
    record(invitation, "accounts.resend_staff_invitation", by=by, after={"sendings": invitation.sendings})
    send_to_staff(invitation)
    return invitation


@transaction.atomic
def withdraw_staff_invitation(invitation, *, by):
    """Close an unanswered invitation; its link leads nowhere any more."""
    invitation = withdraw(invitation, by=by)
    record(invitation, "accounts.withdraw_staff_invitation", by=by)
    return invitation


def send_to_staff(invitation):
    key = f"invitation:{invitation.uuid}:{invitation.sendings}"
    outbox.add(tasks.send_staff_invitation, str(invitation.uuid), key=key)


@transaction.atomic
def renew(invitation, *, by):
    """Make a new secret, good for another fourteen days; the link of the older letter dies."""
    invitation = _locked(invitation)
    if invitation.state not in {"open", "expired"}:
        raise InvitationClosed(invitation.state)
    invitation.sendings += 1
    invitation.secret_hash = hashed(invitation_secret(invitation))
    invitation.expires_at = clock.now() + VALID_FOR
    invitation.save(update_fields=["sendings", "secret_hash", "expires_at"])
    return invitation


@transaction.atomic
def withdraw(invitation, *, by):
    """Close an invitation before it is accepted."""
    invitation = _locked(invitation)
    if invitation.state not in {"open", "expired"}:
        raise InvitationClosed(invitation.state)
    invitation.withdrawn_at = clock.now()
    invitation.save(update_fields=["withdrawn_at"])
    return invitation


@transaction.atomic
def accept(invitation, *, user=None, name="", password="", language="", time_zone=""):
    """Use an invitation up, and return the account that did.

    ``user`` is who is signed in, if anybody. Without one a new account is
    made; its address is proved by the link itself.
    """
    invitation = _locked(invitation)
    if invitation.state != "open":
        raise InvitationClosed(invitation.state)
    if user is not None and not owns(user, invitation.email):
        raise ForeignInvitation
    if user is None:
        if User.objects.filter(email=invitation.email).exists():
            raise SignInFirst
        user = create_account(
            email=invitation.email,
            password=password or None,
            name=name or invitation.name,
            language=language or invitation.language,
            time_zone=time_zone or "UTC",
        )
    invitation.accepted_at, invitation.accepted_by = clock.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    record(invitation, "accounts.accept_invitation", by=user)
    return user


def owns(user, email):
    """Say whether an account has proved this address."""
    if normal_email(user.email) == email:
        return True
    return EmailAddress.objects.filter(user=user, email=email, verified=True).exists()


def _locked(invitation):
    return Invitation.objects.select_for_update().get(pk=invitation.pk)
