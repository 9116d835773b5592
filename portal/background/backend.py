"""The django-tasks interface over our own engine; Wagtail's index tasks come in here too."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.signals import task_enqueued

from portal.background import outbox
from portal.background.models import OutboxRow, QueuedTask, TaskState

STATUS = {
    TaskState.WAITING: TaskResultStatus.READY,
    TaskState.RUNNING: TaskResultStatus.RUNNING,
    TaskState.DONE: TaskResultStatus.SUCCESSFUL,
    TaskState.FAILED: TaskResultStatus.FAILED,
}


class DatabaseBackend(BaseTaskBackend):
    """Enqueue by a promise in the outbox, so that a rolled-back transaction leaves no task behind."""

    supports_defer = True
    supports_async_task = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task, args, kwargs):
        row = outbox.add(task, *args, **kwargs)
        result = self.result_of(outbox.queued(row), task)
        task_enqueued.send(type(self), task_result=result)
        return result

    def get_result(self, result_id):
        try:
            row = QueuedTask.objects.using(settings.QUEUE_DATABASE).filter(uuid=result_id).first()
            if row is None:
                row = outbox.queued(OutboxRow.objects.get(uuid=result_id))
        except (OutboxRow.DoesNotExist, ValidationError):
            raise TaskResultDoesNotExist(result_id) from None
        return self.result_of(row)

    def result_of(self, row, task=None):
        """Return the stored row as django-tasks speaks of it."""
        task = task or import_string(row.task)
        errors = [TaskError(exception_class_path=row.error_class, traceback=row.error)] if row.error else []
        result = TaskResult(
            task=task.using(priority=row.priority, queue_name=row.queue, run_after=row.run_after),
            id=str(row.uuid),
            status=STATUS[row.state],
            enqueued_at=row.enqueued_at,
            started_at=row.started_at,
            finished_at=row.finished_at,
            last_attempted_at=row.started_at,
            args=row.arguments["args"],
            kwargs=row.arguments["kwargs"],
            backend=self.alias,
            errors=errors,
            worker_ids=[row.worker] * row.attempts,
        )
        object.__setattr__(result, "_return_value", row.result)
        return result
