"""Letters about accounts, written after the action has been committed, and the house-keeping of sessions."""

from django_tasks import task

from portal.accounts import emails, sealed, sessions, sign_ins
from portal.accounts.models import Invitation, User


@task()
def send_staff_invitation(uuid):
    invitation = Invitation.objects.select_related("invited_by").get(uuid=uuid)
    if invitation.state == "open":
        emails.staff_invitation(invitation)


@task()
def deliver(letter):
    """Send a letter that the sign-in pages wrote; its codes are not readable in the queue."""
    emails.deliver(letter)


@task()
def keep_refusal(attempt):
    """Write down a wrong password or code for the account with this address, if there is one."""
    from portal.accounts import actions  # which promise the tasks of this file

    values = sealed.unseal(attempt)
    user = User.objects.filter(email=values["email"]).first()
    if user is not None:
        actions.keep_refusal(user, sign_ins.Place(**values["place"]), means=values["means"])


@task()
def forget_sessions():
    """Remove what is kept about where somebody was signed in, once that has ended."""
    sessions.forget_ended()


@task()
def forget_sign_ins():
    """Remove sign-ins and browsers that are older than they are kept."""
    sign_ins.forget_old()
