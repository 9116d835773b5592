from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.notifications import week
from portal.notifications.models.notice import Rhythm


def check_days(days):
    if not days or set(days) - set("1234567") or len(set(days)) != len(days):
        raise ValidationError(_("Name at least one day."))


class Choice(models.Model):
    """In which rhythm one person wants letters of one kind; without a row, the kind's own."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_choices")
    kind = models.CharField(max_length=60)
    rhythm = models.CharField(max_length=10, choices=Rhythm)

    class Meta:
        verbose_name = _("choice of letters")
        verbose_name_plural = _("choices of letters")
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="one_choice_for_each_kind")]

    def __str__(self):
        return f"{self.kind}: {self.rhythm}"


class Habits(models.Model):
    """When one person wants to be written to; times are of the zone of the account.

    ``working_days`` are ISO weekdays (1 = Monday) in a row, "71234" being
    Sunday to Thursday.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="habits")
    working_days = models.CharField(_("working days"), max_length=7, validators=[check_days])
    working_days_only = models.BooleanField(_("letters on working days only"), default=False)
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)

    class Meta:
        verbose_name = _("habits of a person")
        verbose_name_plural = _("habits of people")
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None) | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="quiet_has_a_beginning_and_an_end",
            )
        ]

    def __str__(self):
        return self.working_days


def habits_of(user):
    """Return what ``user`` has chosen, or what is usual where the account's clock is."""
    return getattr(user, "habits", None) or usual(user)


def usual(user):
    return Habits(user=user, working_days=week.working_days(user.time_zone))
