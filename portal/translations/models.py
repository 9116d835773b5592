from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    ORIGINAL = "original", pgettext_lazy("translation", "original")
    HUMAN = "human", pgettext_lazy("translation", "translated")
    MACHINE = "machine", pgettext_lazy("translation", "machine translation")
    STALE = "stale", pgettext_lazy("translation", "out of date")
    MISSING = "missing", pgettext_lazy("translation", "missing")


class Made(models.TextChoices):
    """What somebody can say of a translation; every other status follows from the texts."""

    HUMAN = Status.HUMAN.value, Status.HUMAN.label
    MACHINE = Status.MACHINE.value, Status.MACHINE.label


class TranslationState(models.Model):
    """How one field of one record stands in one language, and from which source text it was made.

    *Stale* means that the hash of today's source differs from ``source_hash``;
    the difference between ``source_text`` and today's source is the reason
    shown. ``made`` is remembered while a text is stale: a source that is
    restored makes its translations good again.
    """

    target = models.CharField(_("record"), max_length=160, help_text=_("label:uuid-or-code"))
    field = models.CharField(_("field"), max_length=60)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    status = models.CharField(_("status"), max_length=10, choices=Status)
    made = models.CharField(_("made by"), max_length=10, choices=Made, blank=True)
    source_hash = models.CharField(max_length=64, blank=True)
    source_text = models.TextField(blank=True)

    class Meta:
        verbose_name = _("translation state")
        verbose_name_plural = _("translation states")
        constraints = [
            models.UniqueConstraint(fields=["target", "field", "language"], name="one_state_per_field_and_language")
        ]
        default_permissions = ["view"]

    def __str__(self):
        return f"{self.target} {self.field} {self.language}: {self.status}"
