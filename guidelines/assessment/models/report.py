import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from guidelines.assessment.enums import ReportFormat
from guidelines.assessment.models.assessment import Assessment
from portal import clock
from portal.storage import private_storage


class StoredReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(assessment__in=Assessment.objects.visible_to(user))


class StoredReport(models.Model):
    """The canonical JSON of a signed assessment: ``content`` and ``signature``. Never changed.

    The hash that is printed is SHA-256 of ``content`` alone.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.OneToOneField(Assessment, models.PROTECT, related_name="stored_report")
    content = models.TextField()
    content_sha256 = models.CharField(max_length=64)
    signature = models.TextField()
    stored_at = models.DateTimeField(default=clock.now)

    objects = StoredReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("stored report")
        verbose_name_plural = _("stored reports")
        default_permissions = []

    def __str__(self):
        return self.content_sha256[:12]


class ReportFile(models.Model):
    """One file of a stored report, rendered once from its snapshot and served ever after."""

    report = models.ForeignKey(StoredReport, models.PROTECT, related_name="files")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    format = models.CharField(_("format"), max_length=20, choices=ReportFormat)
    file = models.FileField(storage=private_storage, upload_to="assessment/", max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    rendered_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("file of a report")
        verbose_name_plural = _("files of reports")
        ordering = ["language", "format"]
        default_permissions = []
        constraints = [
            models.UniqueConstraint(
                fields=["report", "language", "format"], name="one_file_for_each_language_and_format"
            )
        ]

    def __str__(self):
        return f"{self.report} {self.language} {self.format}"


class DraftFile(models.Model):
    """The PDF of an assessment that is not signed yet: the last one that was asked for, in one language.

    A PDF takes seconds and hundreds of megabytes, so it is made in the
    background, on request; asking again replaces it.
    """

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="draft_files")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    asked_at = models.DateTimeField(_("asked for at"), default=clock.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    file = models.FileField(storage=private_storage, upload_to="assessment/", max_length=200, blank=True)
    made_at = models.DateTimeField(_("made at"), null=True, blank=True)

    class Meta:
        verbose_name = _("draft of a report")
        verbose_name_plural = _("drafts of reports")
        default_permissions = []
        constraints = [models.UniqueConstraint(fields=["assessment", "language"], name="one_draft_for_each_language")]

    def __str__(self):
        return f"{self.assessment_id} {self.language}"

    @property
    def is_being_made(self):
        return self.made_at is None or self.made_at < self.asked_at
