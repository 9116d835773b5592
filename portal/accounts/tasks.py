"""Letters about accounts, written after the action has been committed, and the house-keeping of sessions."""

from django_tasks import task

from portal.accounts import emails, sessions
from portal.accounts.models import Invitation, User


@task()
def tell_second_factor_was_reset(user_uuid):
    emails.second_factor_reset(User.objects.get(uuid=user_uuid))


@task()
def send_staff_invitation(uuid):
    invitation = Invitation.objects.select_related("invited_by").get(uuid=uuid)
    if invitation.state == "open":
        emails.staff_invitation(invitation)


@task()
def deliver(sealed):
    """Send a letter that the sign-in pages wrote; its codes are not readable in the queue."""
    emails.deliver(sealed)


@task()
def forget_sessions():
    """Remove what is kept about where somebody was signed in, once that has ended."""
    sessions.forget_ended()
