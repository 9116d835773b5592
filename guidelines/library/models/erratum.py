import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guidelines.library.models.edition import BlockKind, Edition
from guidelines.library.models.guideline import Guideline
from guidelines.library.models.section import Section
from portal import clock
from portal.languages import SOURCE

#: Texts that belong to the self-assessment: the library prints them for nobody who may not read the blocks.
FOR_MEMBERS = (
    Q(block__is_public=False)
    | Q(target__startswith="library.level:")
    | Q(target__startswith="library.guidelinelevel:")
    | Q(field="evidence_hint")
)


class ErrataStand(Exception):
    """Somebody tried to change or delete an erratum; a mistaken one is corrected by another."""


class ErratumQuerySet(models.QuerySet):
    """Reads; every way to change or remove an erratum that a QuerySet knows is closed."""

    def update(self, **values):
        raise ErrataStand

    def bulk_update(self, objs, fields, batch_size=None):
        raise ErrataStand

    def delete(self):
        raise ErrataStand

    def _raw_delete(self, using):
        raise ErrataStand

    def readable(self, reading, languages=None):
        """Those of one edition that this reader may read: in the own language and in English, or in ``languages``.

        Of texts that are for members, only members hear.
        """
        asked = {reading.language, SOURCE} if languages is None else set(languages)
        own = self.filter(edition=reading.edition, language__in=asked & set(reading.released))
        return own if reading.reads_blocks else own.exclude(FOR_MEMBERS)

    def last_number(self, edition, languages=None):
        """Return the highest number given so far, of the edition or of some of its languages; 0 for none."""
        own = self.filter(edition=edition)
        if languages is not None:
            own = own.filter(language__in=languages)
        return own.aggregate(last=models.Max("number"))["last"] or 0


class Erratum(models.Model):
    """One text of a published edition, in one language, was wrong and has been corrected. Written once, never changed.

    ``target`` names the record that has the ``field``, as the audit trail does;
    ``guideline``, ``section`` and ``block`` say where it stands. A mistake in
    several languages is one erratum for each: languages are released, read and
    corrected by themselves, and each has its own words before and after.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="errata")
    number = models.PositiveIntegerField(_("number"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    issued_on = models.DateField(default=clock.today)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    guideline = models.ForeignKey(Guideline, models.PROTECT, null=True, blank=True, related_name="errata")
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="errata")
    # Only for a point: whose block says who may read it.
    block = models.ForeignKey(BlockKind, models.PROTECT, null=True, blank=True, related_name="+")
    target = models.CharField(max_length=160)
    field = models.CharField(max_length=60)
    before = models.TextField(_("before"), blank=True)
    after = models.TextField(_("after"), blank=True)
    reason = models.CharField(_("reason"), max_length=400)
    reason_lang = models.CharField(max_length=10, choices=settings.LANGUAGES)

    objects = ErratumQuerySet.as_manager()

    class Meta:
        verbose_name = _("erratum")
        verbose_name_plural = _("errata")
        ordering = ["edition", "number"]
        base_manager_name = "objects"  # Django's own deletions go the same closed ways
        permissions = [("issue_erratum", "Can issue an erratum")]
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="an_erratum_number_once_in_an_edition"),
            models.CheckConstraint(condition=Q(number__gte=1), name="errata_count_from_one"),
            models.CheckConstraint(condition=~Q(before=models.F("after")), name="an_erratum_changes_a_text"),
        ]

    def __str__(self):
        return f"{self.edition} {self.number}"

    @property
    def place(self):
        """Return the name of the record, field and language of the text, as the writing action compares them."""
        return self.target, self.field, self.language

    def for_audit(self):
        return {"erratum": self.number, "reason": self.reason}

    def save(self, *args, **kwargs):
        if self.pk:
            raise ErrataStand
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ErrataStand
