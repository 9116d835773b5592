from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from guidelines.library.models.edition import Edition
from guidelines.library.models.section import Section
from portal import clock
from portal.storage import private_storage


class Extract(models.Model):
    """A PDF that is not the whole edition in one language: a part, two languages side by side, or two states compared.

    What a draft changes and what differs between two revisions of a record are
    working papers: they give way to the next one and go when the edition is published.

    ``key`` says what it holds and from which state of the text it was made
    (extracts.py); there is one file for a key, whoever asks.
    """

    key = models.CharField(max_length=200, unique=True)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="extracts")
    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="+")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    beside = models.CharField(_("beside it"), max_length=10, choices=settings.LANGUAGES, blank=True)
    since = models.ForeignKey(Edition, models.CASCADE, null=True, blank=True, related_name="+")
    earlier = models.ForeignKey(Revision, models.CASCADE, null=True, blank=True, related_name="+")
    later = models.ForeignKey(Revision, models.CASCADE, null=True, blank=True, related_name="+")
    #: By what a working paper is told from another on the same thing; empty for what is made of published texts.
    mark = models.CharField(max_length=16, blank=True)
    for_members = models.BooleanField(default=False)
    asked_at = models.DateTimeField(_("asked for at"), default=clock.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    file = models.FileField(storage=private_storage, upload_to="library/", blank=True, max_length=200)
    sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(_("made at"), null=True, blank=True)

    class Meta:
        verbose_name = _("PDF of a part")
        verbose_name_plural = _("PDFs of parts")
        ordering = ["pk"]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                condition=models.Q(file="", made_at=None) | ~models.Q(file="") & models.Q(made_at__isnull=False),
                name="a_made_extract_has_a_file_and_a_moment",
            )
        ]

    def __str__(self):
        return self.key
