import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from guidelines.library.models.edition import Edition
from guidelines.library.models.exchange import ReadFile


class TranslationImport(ReadFile):
    """A translators' file that was read: shown first, then taken, perhaps undone.

    ``steps`` are the texts that it writes or confirms, each with what stood
    there before; ``refused`` are those that it does not, each with its reason.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="translation_imports")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    steps = models.JSONField(default=list)
    refused = models.JSONField(default=list)

    class Meta(ReadFile.Meta):
        verbose_name = _("import of translations")
        verbose_name_plural = _("imports of translations")


class TranslatorInvitationQuerySet(models.QuerySet):
    def unanswered(self):
        """Return open ones, and those that ran out: both can be sent again."""
        return self.filter(invitation__accepted_at=None, invitation__withdrawn_at=None)


class TranslatorInvitation(models.Model):
    """What an accepted invitation will open: a translator's duty on an edition, in each of these languages.

    ``by_section`` is the same as in a duty: without its sections it is empty, not the whole.
    """

    invitation = models.OneToOneField(
        "accounts.Invitation", models.PROTECT, related_name="to_translate", verbose_name=_("invitation")
    )
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="translator_invitations")
    languages = models.JSONField(_("languages"), default=list)
    by_section = models.BooleanField(default=False, editable=False)
    sections = models.ManyToManyField("library.Section", blank=True, related_name="+", verbose_name=_("sections"))
    due_on = models.DateField(_("due"), null=True, blank=True)

    objects = TranslatorInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation of a translator")
        verbose_name_plural = _("invitations of translators")
        ordering = ["pk"]
        default_permissions = []

    def __str__(self):
        return str(self.invitation)

    @property
    def audit_scope(self):
        return ""
