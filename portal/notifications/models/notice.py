import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal import clock


class Rhythm(models.TextChoices):
    """When the letter about a notice goes out."""

    AT_ONCE = "at_once", pgettext_lazy("letters", "at once")
    DAILY = "daily", pgettext_lazy("letters", "once a day, together")
    WEEKLY = "weekly", pgettext_lazy("letters", "once a week, together")
    OFF = "off", pgettext_lazy("letters", "not at all")


#: The rhythms in which several notices make one letter.
TOGETHER = frozenset({Rhythm.DAILY, Rhythm.WEEKLY})


class Mailing(models.TextChoices):
    """What became of the letter."""

    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    PASSED_OVER = "passed_over", _("passed over")


class NoticeQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(recipient=user)

    def unread(self):
        return self.filter(read_at=None)

    def waiting(self):
        return self.filter(mailing=Mailing.WAITING)


class Notice(models.Model):
    """Something that one person was told: which kind, about what, and the facts as they stood then.

    ``facts`` is plain data in the recipient's language, all that the text of the
    kind needs (``portal.notifications.facts``). ``key`` is made from kind,
    recipient and occasion: the same occasion is told once, however often the
    task runs that tells it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    kind = models.CharField(_("kind"), max_length=60)
    about = models.CharField(max_length=120)  # audit.record.name_of what it is about
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    key = models.CharField(max_length=64, unique=True, editable=False)
    written_at = models.DateTimeField(_("written at"), default=clock.now)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.AT_ONCE)
    mailing = models.CharField(max_length=12, choices=Mailing, default=Mailing.WAITING)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-written_at", "-pk"]
        permissions = [("view_texts", "Can read the texts of all kinds of notices")]
        indexes = [
            models.Index(fields=["recipient", "-written_at"], name="notices_of_a_person"),
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="notices_unread"),
            models.Index(fields=["rhythm", "recipient"], condition=Q(mailing="waiting"), name="notices_to_be_mailed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(mailing="sent", mailed_at__isnull=False) | (~Q(mailing="sent") & Q(mailed_at=None)),
                name="what_was_mailed_has_a_moment",
            )
        ]

    def __str__(self):
        return self.kind
