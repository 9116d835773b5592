from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal import clock


class CalendarLink(models.Model):
    """Which of a person's calendar links is the good one; without a row, the first.

    The link itself is signed from account and version, so no secret is stored.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_link")
    version = models.PositiveIntegerField(default=1)
    renewed_at = models.DateTimeField(_("renewed at"), default=clock.now)

    class Meta:
        verbose_name = _("calendar link")
        verbose_name_plural = _("calendar links")
        default_permissions = []

    def __str__(self):
        return str(self.version)
