import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import RevisionMixin

from guidelines.library.enums import SectionKind
from guidelines.library.models.edition import Edition
from portal.languages import SOURCE, value_in


class Section(RevisionMixin, models.Model):
    """A part, section or sub-section of an edition; the code (A, A.1) is written at publication."""

    key = models.UUIDField(default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="sections", verbose_name=_("edition"))
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name=_("within")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=SectionKind)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    code = models.CharField(_("code"), max_length=12, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=160)
    introduction = models.TextField(_("introduction"), blank=True)

    wagtail_reference_index_ignore = True  # its texts refer to no page and no image, and many are saved at once

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["edition", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="a_section_key_once_in_an_edition")]

    def __str__(self):
        return f"{self.code} {value_in(self, 'title', SOURCE)}".strip()
