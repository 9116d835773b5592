"""The engine's own house-keeping."""

from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task

from portal.background import leases
from portal.background.models import Effect, TaskState, Worker

#: A key guards against a second run for as long as its task is kept.
KEEP = timedelta(days=30)
KEEP_WORKERS = timedelta(days=1)


@task()
def clear_sessions():
    """Remove sessions that have ended."""
    call_command("clearsessions")


@task()
def clear_old_tasks():
    """Remove what was done a month ago; failed tasks stay until somebody has dealt with them."""
    before = timezone.now() - KEEP
    leases.tasks().filter(state=TaskState.DONE, finished_at__lt=before).delete()
    Effect.objects.filter(happened_at__lt=before).delete()
    workers = Worker.objects.using(settings.QUEUE_DATABASE)
    workers.filter(seen_at__lt=timezone.now() - KEEP_WORKERS).delete()
