import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guidelines.library.enums import MappingKind
from guidelines.library.models.edition import Edition
from guidelines.library.models.guideline import Guideline


class Mapping(models.Model):
    """What became of the guidelines of one edition in the next: the only place where editions hang together."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    old = models.ForeignKey(Edition, models.PROTECT, related_name="mappings_onward", verbose_name=_("old edition"))
    new = models.ForeignKey(Edition, models.CASCADE, related_name="mappings", verbose_name=_("new edition"))

    class Meta:
        verbose_name = _("mapping of two editions")
        verbose_name_plural = _("mappings of editions")
        ordering = ["pk"]
        permissions = [("confirm_mapping", "Can confirm what became of the guidelines of an edition")]
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="one_mapping_of_two_editions"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="a_mapping_joins_two_editions"),
        ]

    def __str__(self):
        return f"{self.old} → {self.new}"

    @property
    def edition(self):
        """Return the edition that this belongs to, for the rules: the one that is being written."""
        return self.new


class MappingRow(models.Model):
    """Guidelines of the old edition, those of the new one that they became, and in which way."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mapping = models.ForeignKey(Mapping, models.CASCADE, related_name="rows")
    kind = models.CharField(_("kind"), max_length=12, choices=MappingKind)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("row of a mapping")
        verbose_name_plural = _("rows of mappings")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="a_confirmation_has_a_moment_and_a_person",
            )
        ]

    def __str__(self):
        return str(self.key)


class MappedGuideline(models.Model):
    """A guideline of either edition in its row; the database lets it stand in one only."""

    mapping = models.ForeignKey(Mapping, models.CASCADE, related_name="members")
    row = models.ForeignKey(MappingRow, models.CASCADE, related_name="members")
    guideline = models.ForeignKey(Guideline, models.CASCADE, related_name="mapped")

    class Meta:
        verbose_name = _("guideline in a mapping")
        verbose_name_plural = _("guidelines in mappings")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["mapping", "guideline"], name="a_guideline_once_in_a_mapping")]

    def __str__(self):
        return f"{self.row} {self.guideline_id}"
