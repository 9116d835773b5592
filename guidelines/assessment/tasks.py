"""Background work: one mail to one person each, so that a second try repeats nothing that has left."""

from django_tasks import task

from guidelines.assessment import emails
from guidelines.assessment.models import Assessment
from portal.accounts.models import User


@task()
def tell_handed_in(assessment, recipient):
    send(emails.handed_in, assessment, recipient)


@task()
def tell_returned(assessment, recipient):
    send(emails.returned, assessment, recipient)


@task()
def tell_signed_off(assessment, recipient):
    send(emails.signed_off, assessment, recipient)


def send(email, assessment, recipient):
    """Write to somebody who may still see the assessment; who has left meanwhile gets nothing."""
    user = User.objects.filter(uuid=recipient, is_active=True).first()
    if user is None:
        return
    found = Assessment.objects.visible_to(user).select_related("edition__set", "institution", "unit")
    assessment = found.filter(uuid=assessment).first()
    if assessment is not None:
        email(assessment, user)
