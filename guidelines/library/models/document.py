from django.db import models
from django.utils.translation import gettext_lazy as _

from guidelines.library.models.edition import EditionLanguage
from portal import clock
from portal.storage import private_storage


class EditionDocument(models.Model):
    """One stored PDF of a released language. Never replaced: after an erratum another one stands beside it.

    There are two copies: what everybody may have, and the one with the texts
    that are for members. ``errata_to`` is the number of the last erratum, of
    this language or of English, that the file holds; 0 when there was none.
    """

    edition_language = models.ForeignKey(EditionLanguage, models.CASCADE, related_name="documents")
    for_members = models.BooleanField()
    errata_to = models.PositiveIntegerField(default=0)
    file = models.FileField(storage=private_storage, upload_to="library/", max_length=200)
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("PDF of an edition")
        verbose_name_plural = _("PDFs of editions")
        ordering = ["edition_language", "errata_to"]
        default_permissions = []
        constraints = [
            models.UniqueConstraint(
                fields=["edition_language", "for_members", "errata_to"],
                name="one_pdf_of_each_copy_for_each_state_of_errata",
            )
        ]

    def __str__(self):
        return f"{self.edition_language} {self.errata_to}"
