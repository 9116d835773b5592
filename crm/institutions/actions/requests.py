"""Asking for an account. Whatever the address, the same happens until its owner opens the letter."""

import uuid

from django.db import transaction
from django.db.models import Q

from crm.institutions import notices, tasks
from crm.institutions.actions.invitations import AlreadyHere, invite_colleague
from crm.institutions.enums import PortalRole, RequestState
from crm.institutions.links import request_secret
from crm.institutions.models import AccountRequest, Affiliation, InstitutionInvitation, MailDomain
from portal import clock
from portal.accounts import actions as accounts
from portal.accounts.links import hashed
from portal.accounts.models import normal_email
from portal.audit.record import record
from portal.background import outbox


class RequestClosed(Exception):
    """Somebody has decided already, or the link is too old."""


class NotForOneself(Exception):
    """Nobody lets an address of their own in."""


class ForCoordinator(Exception):
    """Where an institution has a coordinator, the secretariat lets people in as readers; the coordinator does the rest."""


@transaction.atomic
def ask_for_account(*, institution, name, email, language, position="", message="", institution_as_written=""):
    """Write a request down and a letter to the address; nothing here depends on whether it has an account."""
    request = AccountRequest(
        uuid=uuid.uuid4(),
        institution=institution,
        institution_as_written=institution_as_written,
        name=name,
        email=normal_email(email),
        position=position,
        message=message,
        language=language,
        asked_at=clock.now(),
    )
    request.secret_hash = hashed(request_secret(request))
    request.save()
    record(request, "institutions.ask_for_account", by=None)
    outbox.add(tasks.send_request_confirmation, str(request.uuid))
    return request


@transaction.atomic
def confirm_account_request(request):
    """The owner of the address has opened the link: now it can be decided, by an open mail domain at once.

    Returns the invitation that a mail domain gave, or None.
    """
    request = _locked(request)
    if request.confirmed_at is not None:
        return None
    if request.is_too_old:
        raise RequestClosed
    request.confirmed_at = clock.now()
    request.save(update_fields=["confirmed_at"])
    record(request, "institutions.confirm_accountrequest", by=None)
    domain = MailDomain.objects.filter(
        domain=request.email.rpartition("@")[2], is_open=True, verified_at__isnull=False
    ).first()
    if domain is None or request.institution_id not in (None, domain.institution_id) or _has_left(request, domain):
        notices.account_asked(request)
        return None
    request.institution = domain.institution
    try:
        row = _invite(request, [PortalRole.READER], by=domain.verified_by)
    except AlreadyHere:
        row = None
    request.state, request.decided_at, request.by_domain = RequestState.ACCEPTED, clock.now(), domain
    request.save(update_fields=["institution", "state", "decided_at", "by_domain"])
    record(request, "institutions.accept_accountrequest", by=None, after={"mail_domain": domain.domain})
    return row


@transaction.atomic
def accept_account_request(request, *, roles, by, institution=None):
    """Let the asker in with these roles; the answer is an invitation, in the asker's language.

    Staff may not make themselves members: nobody accepts an address of their
    own, and where there is a coordinator staff give reading at the most and
    the coordinators are told.
    """
    request = _undecided(request)
    request.institution = request.institution or institution
    if accounts.owns(by, request.email):
        raise NotForOneself
    coordinators = Affiliation.objects.coordinating(request.institution)
    is_by_staff = not coordinators.filter(person__user=by).exists()
    if is_by_staff and coordinators.exists():
        if set(roles) != {PortalRole.READER}:
            raise ForCoordinator
        notices.let_in_by_staff(request, by=by)
    _invite(request, roles, by=by)
    _decide(request, RequestState.ACCEPTED, by=by)
    record(request, "institutions.accept_accountrequest", by=by, after={"roles": sorted(roles)})
    return request


@transaction.atomic
def decline_account_request(request, *, reason, by):
    """Say no, with a reason that the asker reads."""
    request = _undecided(request)
    request.reason = reason
    _decide(request, RequestState.DECLINED, by=by)
    record(request, "institutions.decline_accountrequest", by=by, after={"reason": reason})
    outbox.add(tasks.send_request_declined, str(request.uuid))
    return request


def _invite(request, roles, *, by):
    # An address that is invited already gets no second letter; an expired one may be invited again.
    open_ones = InstitutionInvitation.objects.open().filter(
        institution=request.institution, invitation__email=request.email
    )
    if already := open_ones.first():
        return already
    return invite_colleague(
        request.institution,
        email=request.email,
        name=request.name,
        language=request.language,
        position=request.position,
        roles=roles,
        by=by,
        letter=tasks.send_request_accepted,
    )


def _has_left(request, domain):
    """Whoever left, or was sent away, comes back by a person's decision only."""
    here = Affiliation.objects.filter(institution=domain.institution)
    same = Q(person__email=request.email) | Q(person__user__email=request.email)
    return here.ended().filter(same).exists()


def _locked(request):
    return AccountRequest.objects.select_for_update(of=("self",)).select_related("institution").get(pk=request.pk)


def _undecided(request):
    request = _locked(request)
    if request.state != RequestState.NEW or request.confirmed_at is None:
        raise RequestClosed
    return request


def _decide(request, state, *, by):
    request.state, request.decided_at, request.decided_by = state, clock.now(), by
    request.save(update_fields=["institution", "state", "decided_at", "decided_by", "reason"])
