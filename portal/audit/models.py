from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal import clock


class AppendOnly(Exception):
    """Somebody tried to change or delete a line of the audit trail."""


class EntryQuerySet(models.QuerySet):
    """Reads; every way to change or remove a line that a QuerySet knows is closed."""

    def update(self, **values):
        raise AppendOnly

    def bulk_update(self, objs, fields, batch_size=None):
        raise AppendOnly

    def delete(self):
        raise AppendOnly

    def _raw_delete(self, using):
        raise AppendOnly

    def about(self, target):
        return self.filter(target=target)

    def in_scope(self, scope):
        return self.filter(scope=scope)


class Entry(models.Model):
    """Who did what to whose data, and when. Written once, never changed.

    ``target`` and ``scope`` are ``label:uuid-or-code``, never an integer key,
    and no foreign key: a line outlives what it is about.
    """

    at = models.DateTimeField(_("at"), default=clock.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    verb = models.CharField(_("what"), max_length=80)
    target = models.CharField(_("to what"), max_length=160)
    scope = models.CharField(_("whose data"), max_length=160, blank=True)
    before = models.JSONField(_("before"), null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("after"), null=True, encoder=DjangoJSONEncoder)
    request_id = models.CharField(_("request"), max_length=40, blank=True)

    wagtail_reference_index_ignore = True  # a line refers to no page and no image, and there are many

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")
        ordering = ["id"]
        base_manager_name = "objects"  # Django's own deletions go the same closed ways
        indexes = [models.Index(fields=["target", "id"]), models.Index(fields=["scope", "id"])]
        default_permissions = ["view"]

    def __str__(self):
        return f"{self.verb} {self.target}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly


class Seal(models.Model):
    """The digest of one day's entries, chained to the day before: a later change shows."""

    day = models.DateField(_("day"), unique=True)
    entries = models.PositiveIntegerField(_("entries"))
    last_entry = models.BigIntegerField(_("last entry"))
    digest = models.CharField(_("SHA-256"), max_length=64)
    sealed_at = models.DateTimeField(_("sealed at"), default=clock.now)

    class Meta:
        verbose_name = _("seal of a day")
        verbose_name_plural = _("seals")
        ordering = ["day"]
        default_permissions = ["view"]

    def __str__(self):
        return str(self.day)
