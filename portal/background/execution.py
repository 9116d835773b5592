"""Run one task that this process holds."""

import time
from contextvars import ContextVar

import structlog
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django_tasks.base import TaskContext
from django_tasks.signals import task_finished, task_started
from django_tasks.utils import get_exception_traceback, get_module_path, normalize_json

from portal.background import leases

logger = structlog.stdlib.get_logger(__name__)

#: The task that runs now, for what must be done once for each task (``portal.background.effects``).
current: ContextVar = ContextVar("task", default=None)

#: Wagtail asks for an index entry of something that may be gone by then. Nothing is left to do.
GONE_IS_FINE = {
    "wagtail.tasks.update_reference_index_task",
    "modelsearch.tasks.insert_or_update_object_task",
}


class GiveUp(Exception):
    """Raised by a task that would not succeed however often it ran."""


def run(task):
    """Run ``task`` in English and under its request's id, and store how it went."""
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=task.request_id, task=task.task, task_id=str(task.uuid))
    token = current.set(task)
    began = time.monotonic()
    try:
        with translation.override("en"), timezone.override("UTC"):
            result = call(task)
    except Exception as problem:
        final = isinstance(problem, GiveUp)
        kept = leases.fail(
            task, error=get_exception_traceback(problem), error_class=get_module_path(type(problem)), final=final
        )
        logger.exception("task.failed", attempt=task.attempts, held=kept)
        return False
    else:
        kept = leases.finish(task, result)
        logger.info("task.done", attempt=task.attempts, held=kept, seconds=round(time.monotonic() - began, 3))
        return True
    finally:
        current.reset(token)
        structlog.contextvars.clear_contextvars()


def call(task):
    """Find the function and call it; return its result as JSON knows it."""
    function = import_string(task.task)
    backend = function.get_backend()
    result = backend.result_of(task, function)
    task_started.send(type(backend), task_result=result)
    arguments = (TaskContext(task_result=result), *result.args) if function.takes_context else result.args
    try:
        value = normalize_json(function.call(*arguments, **result.kwargs))
    except ObjectDoesNotExist:
        if task.task not in GONE_IS_FINE:
            raise
        value = None
    task_finished.send(type(backend), task_result=result)
    return value
