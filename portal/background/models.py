"""The tables of the engine. Its times are the machine's own: leases know nothing of ``portal.clock``."""

import uuid

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TaskState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("task", "Waiting")
    RUNNING = "running", pgettext_lazy("task", "Running")
    DONE = "done", pgettext_lazy("task", "Done")
    FAILED = "failed", pgettext_lazy("task", "Failed")


class QueuedTask(models.Model):
    """One piece of background work. A worker holds it by a lease that it must renew.

    On SQLite it lives in a database of its own (see ``portal.databases``), so
    it refers to nothing.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    task = models.CharField(_("task"), max_length=200, help_text=_("dotted path of the function"))
    queue = models.CharField(_("queue"), max_length=40, default="default")
    priority = models.SmallIntegerField(_("priority"), default=0)
    arguments = models.JSONField(_("arguments"), encoder=DjangoJSONEncoder)
    key = models.CharField(_("idempotency key"), max_length=200, null=True, blank=True, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=TaskState, default=TaskState.WAITING)
    enqueued_at = models.DateTimeField(_("enqueued at"), default=timezone.now)
    run_after = models.DateTimeField(_("not before"), default=timezone.now)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    worker = models.CharField(_("worker"), max_length=100, blank=True)
    lease_until = models.DateTimeField(_("lease until"), null=True, blank=True)
    result = models.JSONField(_("result"), null=True, blank=True, encoder=DjangoJSONEncoder)
    error_class = models.CharField(_("kind of error"), max_length=200, blank=True)
    error = models.TextField(_("error"), blank=True)
    request_id = models.CharField(_("request"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["-priority", "run_after", "pk"]
        indexes = [
            models.Index(fields=["state", "queue", "-priority", "run_after"]),
            models.Index(fields=["state", "lease_until"]),
        ]
        default_permissions = ["view"]
        permissions = [("retry_queuedtask", "Can let a failed task run again")]

    def __str__(self):
        return self.task


class Worker(models.Model):
    """A process that takes tasks, and when it was last heard of; the health page reads it."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    queues = models.CharField(_("queues"), max_length=200)
    started_at = models.DateTimeField(_("started at"), default=timezone.now)
    seen_at = models.DateTimeField(_("seen at"), default=timezone.now)

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")
        ordering = ["name"]
        default_permissions = []

    def __str__(self):
        return self.name


class OutboxRow(models.Model):
    """A task that an action has promised, written in the action's own transaction.

    It becomes a QueuedTask of the same uuid after commit; the reaper sends
    what a crash left here.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    task = models.CharField(max_length=200)
    queue = models.CharField(max_length=40, default="default")
    priority = models.SmallIntegerField(default=0)
    arguments = models.JSONField(encoder=DjangoJSONEncoder)
    key = models.CharField(max_length=200, null=True, blank=True)
    run_after = models.DateTimeField(default=timezone.now)
    written_at = models.DateTimeField(default=timezone.now)
    request_id = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("promised task")
        verbose_name_plural = _("promised tasks")
        ordering = ["pk"]
        default_permissions = []

    def __str__(self):
        return self.task


class Effect(models.Model):
    """Something outside the database, such as a mail, that happened and must not happen again.

    A task may run twice; what cannot be rolled back asks here first
    (``portal.background.effects``).
    """

    key = models.CharField(max_length=64, unique=True)
    happened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("effect")
        verbose_name_plural = _("effects")
        default_permissions = []

    def __str__(self):
        return self.key
