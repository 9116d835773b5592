"""Letters to those who are invited or have asked, written after the action has been committed."""

from django_tasks import task

from crm.institutions import emails
from crm.institutions.models import AccountRequest, InstitutionInvitation


@task()
def send_invitation(uuid):
    _while_open(uuid, emails.invitation)


@task()
def send_request_accepted(uuid):
    _while_open(uuid, emails.request_accepted)


@task()
def send_request_confirmation(uuid):
    emails.request_confirmation(_request(uuid))


@task()
def send_request_declined(uuid):
    emails.request_declined(_request(uuid))


def _while_open(uuid, letter):
    """A letter that comes late shall not offer what has been withdrawn."""
    row = InstitutionInvitation.objects.select_related("invitation__invited_by", "institution").get(uuid=uuid)
    if row.invitation.state == "open":
        letter(row)


def _request(uuid):
    return AccountRequest.objects.select_related("institution", "decided_by").get(uuid=uuid)
