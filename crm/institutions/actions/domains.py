"""Mail domains: named by the coordinator, verified by the service desk, opened by the coordinator."""

from django.db import transaction

from crm.institutions.actions.people import lock
from crm.institutions.models import AccountRequest, MailDomain
from portal import clock
from portal.audit.record import record


class DomainTaken(Exception):
    """The domain is named here already, or verified for another institution."""


class DomainInUse(Exception):
    """The domain has let somebody in and stays on record."""


@transaction.atomic
def add_mail_domain(institution, *, domain, by):
    lock(institution)
    domain = domain.strip().lower().removeprefix("@")
    if institution.mail_domains.filter(domain=domain).exists():
        raise DomainTaken
    row = MailDomain(institution=institution, domain=domain, added_by=by, added_at=clock.now())
    row.full_clean()
    row.save()
    record(row, "institutions.add_maildomain", by=by, after={"domain": domain})
    return row


@transaction.atomic
def verify_mail_domain(row, *, by):
    """Confirm that the domain is the institution's own."""
    row = _locked(row)
    if MailDomain.objects.filter(domain=row.domain, verified_at__isnull=False).exclude(pk=row.pk).exists():
        raise DomainTaken
    if row.verified_at is None:
        row.verified_at, row.verified_by = clock.now(), by
        row.save(update_fields=["verified_at", "verified_by"])
        record(row, "institutions.verify_mail_domain", by=by, after={"domain": row.domain})
    return row


def open_mail_domain(row, *, by):
    """From now on, whoever proves an address of this domain is let in as a reader."""
    return _set_open(row, True, by=by, verb="institutions.open_mail_domain")


def close_mail_domain(row, *, by):
    return _set_open(row, False, by=by, verb="institutions.close_mail_domain")


@transaction.atomic
def remove_mail_domain(row, *, by):
    """Take back a domain that let nobody in yet."""
    row = _locked(row)
    if AccountRequest.objects.filter(by_domain=row).exists():
        raise DomainInUse
    record(row, "institutions.remove_maildomain", by=by, before={"domain": row.domain})
    row.delete()


@transaction.atomic
def _set_open(row, is_open, *, by, verb):
    row = _locked(row)
    if row.is_open != is_open and (row.verified_at or not is_open):
        row.is_open = is_open
        row.save(update_fields=["is_open"])
        record(row, verb, by=by, after={"domain": row.domain})
    return row


def _locked(row):
    return MailDomain.objects.select_for_update(of=("self",)).select_related("institution").get(pk=row.pk)
