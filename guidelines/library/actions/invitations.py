"""Translators from outside: by a letter with a secret link, or simply told where they have an account."""

from django.contrib.auth import get_user_model
from django.db import transaction

from guidelines.library import tasks
from guidelines.library.actions.assignments import enter_duty, tell
from guidelines.library.actions.writing import check_open, frozen_languages, lock
from guidelines.library.enums import Duty
from guidelines.library.exceptions import (
    AccountClosed,
    AlreadyAssigned,
    AlreadyInvited,
    InvitationOver,
    NoLanguage,
    WrongEdition,
)
from guidelines.library.models import TranslatorInvitation
from portal.accounts import actions as accounts
from portal.accounts.models import normal_email
from portal.audit.record import name_of, record
from portal.background import outbox


@transaction.atomic
def invite_translator(edition, *, email, name, language, languages, by, sections=(), due_on=None):
    """Let somebody translate an edition; return the invitation, or None where the address has an account.

    Its owner is given the work at once then. ``language`` is that of the
    letter; who has an account is told in the language of the account.
    """
    edition = lock(edition)
    if not languages:
        raise NoLanguage
    check_open(edition, *languages)
    if {section.edition_id for section in sections} - {edition.pk}:
        raise WrongEdition
    email = normal_email(email)
    account = get_user_model().objects.filter(email=email).first()
    if account is not None:
        give_translation(edition, user=account, languages=languages, sections=sections, due_on=due_on, by=by)
        return None
    if edition.translator_invitations.unanswered().filter(invitation__email=email).exists():
        raise AlreadyInvited
    row = TranslatorInvitation.objects.create(
        invitation=accounts.invite(email=email, name=name, language=language, by=by),
        edition=edition,
        languages=list(languages),
        by_section=bool(sections),
        due_on=due_on,
    )
    row.sections.set(sections)
    after = {"email": email, "languages": row.languages, "sections": [name_of(section) for section in sections]}
    record(edition, "library.invite_translator", by=by, after=after)
    _send(row)
    return row


@transaction.atomic
def give_translation(edition, *, user, languages, by, sections=(), due_on=None):
    """Give somebody who has an account a translator's duty in each language, and tell them by mail."""
    if not user.is_active:
        raise AccountClosed
    given = [
        enter_duty(edition, user=user, duty=Duty.TRANSLATOR, language=code, sections=sections, due_on=due_on, by=by)
        for code in languages
    ]
    if given:
        tell(*given, by=by)
    return given


@transaction.atomic
def resend_translator_invitation(row, *, by):
    """Send the letter again with a new link; the old one leads nowhere from now on."""
    row.invitation = _or_over(accounts.renew, row.invitation, by=by)
    record(row.edition, "library.resend_translator_invitation", by=by, after={"email": row.invitation.email})
    _send(row)
    return row


@transaction.atomic
def withdraw_translator_invitation(row, *, by):
    """Close an unanswered invitation; its link leads nowhere any more."""
    row.invitation = _or_over(accounts.withdraw, row.invitation, by=by)
    record(row.edition, "library.withdraw_translator_invitation", by=by, before={"email": row.invitation.email})
    return row


@transaction.atomic
def accept_translator_invitation(invitation, **given):
    """Accept with the account that is signed in, or with a new one; return the account.

    Raises what ``accounts.accept`` raises. What this person was given in the
    meantime is not given twice, and what was released meanwhile not at all.
    """
    row = TranslatorInvitation.objects.select_related("edition").get(invitation=invitation)
    edition = lock(row.edition)
    user = accounts.accept(invitation, **given)
    sections = list(row.sections.all())
    if row.by_section and not sections:
        return user
    frozen = frozen_languages(edition)
    for code in row.languages:
        if code in frozen:
            continue
        try:
            enter_duty(
                edition,
                user=user,
                duty=Duty.TRANSLATOR,
                language=code,
                sections=sections,
                due_on=row.due_on,
                by=user,
            )
        except AlreadyAssigned:
            continue
    return user


def _or_over(action, invitation, *, by):
    try:
        return action(invitation, by=by)
    except accounts.InvitationClosed as problem:
        raise InvitationOver from problem


def _send(row):
    uuid = str(row.uuid)
    outbox.add(tasks.send_translator_invitation, uuid, key=f"invitation:{uuid}:{row.invitation.sendings}")
