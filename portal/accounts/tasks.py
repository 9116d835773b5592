"""Letters about accounts, written after the action has been committed."""

from django_tasks import task

from portal.accounts import emails
from portal.accounts.models import User


@task()
def tell_second_factor_was_reset(user_uuid):
    emails.second_factor_reset(User.objects.get(uuid=user_uuid))


@task()
def deliver(sealed):
    """Send a letter that the sign-in pages wrote; its codes are not readable in the queue."""
    emails.deliver(sealed)
