from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from portal.audit import seals


@task()
def seal_yesterday():
    """Seal what was written until midnight. It runs an hour later, when no transaction of that day is open any more."""
    seals.seal_until((timezone.now() - timedelta(days=1)).date())
