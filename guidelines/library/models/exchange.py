import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from guidelines.library.models.edition import Edition
from portal import clock


class ReadFile(models.Model):
    """A file that was read: shown first, then taken in one step, which one step may undo."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    filename = models.CharField(_("file"), max_length=150)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"), default=clock.now)
    imported_at = models.DateTimeField(_("imported"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-uploaded_at", "-pk"]
        default_permissions = []

    def __str__(self):
        return self.filename

    @property
    def is_waiting(self):
        return self.imported_at is None

    @property
    def may_be_undone(self):
        return self.imported_at is not None and self.undone_at is None


class Import(ReadFile):
    """A file of a whole edition that was read without an error: shown first, then taken, perhaps undone.

    ``wanted`` is what the file says and ``before`` what stood there, both as
    our JSON. ``seen`` and ``after`` are the fingerprints of the edition at the
    preview and after the import: whoever wrote in between is not overwritten.
    """

    edition = models.ForeignKey(Edition, models.SET_NULL, null=True, blank=True, related_name="imports")
    name = models.CharField(_("edition"), max_length=20)
    wanted = models.TextField()
    before = models.TextField(blank=True)
    is_new_set = models.BooleanField(default=False)
    seen = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    changes = models.JSONField(default=list)

    class Meta(ReadFile.Meta):
        verbose_name = _("import of an edition")
        verbose_name_plural = _("imports of editions")
        permissions = [("import_edition", "Can take editions out and in as files")]
