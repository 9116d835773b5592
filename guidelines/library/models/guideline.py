import uuid

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import PreviewableMixin, RevisionMixin

from guidelines.library.models.edition import BlockKind, Edition, Level
from guidelines.library.models.section import Section
from portal import clock
from portal.languages import SOURCE, value_in


class GuidelineQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(edition__in=Edition.objects.visible_to(user))

    def in_order(self):
        return self.order_by("section__position", "section_id", "position", "pk")


class Guideline(PreviewableMixin, RevisionMixin, ClusterableModel):
    """One norm: a statement, why it matters, and the blocks that say how it is met.

    ``number`` is computed in drafts and written at publication; it is never a
    key. ``key`` is, once for each edition.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="guidelines", verbose_name=_("edition"))
    section = models.ForeignKey(Section, models.PROTECT, related_name="guidelines", verbose_name=_("section"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    short_title = models.CharField(_("short title"), max_length=60, blank=True)
    statement = models.TextField(_("statement"), blank=True)
    rationale = models.TextField(_("rationale"), blank=True, help_text=_("Paragraphs parted by an empty line."))
    evidence_hint = models.CharField(_("what would prove it"), max_length=400, blank=True)
    updated_at = models.DateTimeField(_("last updated"), default=clock.now, editable=False)

    wagtail_reference_index_ignore = True  # its texts refer to no page and no image, and many are saved at once

    objects = GuidelineQuerySet.as_manager()

    class Meta:
        verbose_name = _("guideline")
        verbose_name_plural = _("guidelines")
        ordering = ["edition", "number", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="a_guideline_key_once_in_an_edition"),
            models.UniqueConstraint(fields=["edition", "number"], name="a_number_once_in_an_edition"),
        ]

    def __str__(self):
        return f"{self.code} {value_in(self, 'title', SOURCE)}"

    @property
    def code(self):
        """Return the code that people quote, such as ICT-15; without a number, the set's alone."""
        return f"{self.edition.set.code}-{self.number}" if self.number else self.edition.set.code

    @property
    def preview_modes(self):
        return list(settings.LANGUAGES)

    def serve_preview(self, request, mode_name):
        # Models stand below views; the preview is a view.
        from guidelines.library.views.preview import preview

        return preview(request, self, mode_name)

    def readable_languages(self, user):
        return self.edition.readable_languages(user)


class Point(models.Model):
    """One point of a block of a guideline."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    guideline = ParentalKey(Guideline, on_delete=models.CASCADE, related_name="points")
    block = models.ForeignKey(BlockKind, models.PROTECT, related_name="points", verbose_name=_("block"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = models.TextField(_("text"))

    sort_order_field = "position"

    class Meta:
        verbose_name = _("point")
        verbose_name_plural = _("points")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["guideline", "key"], name="a_point_key_once_in_a_guideline")]

    def __str__(self):
        return str(self.key)


class GuidelineLevel(models.Model):
    """What a level means for this guideline; it overrides the descriptor of the edition's scale."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    guideline = ParentalKey(Guideline, on_delete=models.CASCADE, related_name="level_descriptors")
    level = models.ForeignKey(Level, models.PROTECT, related_name="+", verbose_name=_("level"))
    descriptor = models.CharField(_("descriptor"), max_length=300)

    class Meta:
        verbose_name = _("descriptor of a level")
        verbose_name_plural = _("descriptors of levels")
        ordering = ["level__value"]
        constraints = [models.UniqueConstraint(fields=["guideline", "level"], name="one_descriptor_for_each_level")]

    def __str__(self):
        return str(self.level)


class CrossReference(models.Model):
    """A guideline refers to another one."""

    guideline = ParentalKey(Guideline, on_delete=models.CASCADE, related_name="cross_references")
    to = models.ForeignKey(Guideline, models.PROTECT, related_name="referred_from", verbose_name=_("guideline"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    sort_order_field = "position"

    class Meta:
        verbose_name = _("cross-reference")
        verbose_name_plural = _("cross-references")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["guideline", "to"], name="a_cross_reference_once")]

    def __str__(self):
        return f"{self.guideline_id} → {self.to_id}"


#: What a reference may lead to; a reader's browser follows nothing else from here.
SCHEMES = ("http", "https")


class Reference(models.Model):
    """A standard, a convention or another document that a guideline rests on."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    guideline = ParentalKey(Guideline, on_delete=models.CASCADE, related_name="references")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = models.CharField(_("text"), max_length=300)
    url = models.URLField(_("address"), blank=True, validators=[URLValidator(schemes=SCHEMES)])

    sort_order_field = "position"

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text
