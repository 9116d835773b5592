import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal import clock


class UndeliverableAddressQuerySet(models.QuerySet):
    def marked(self):
        """Return those to which no letter but those of signing in should go."""
        return self.exclude(since=None)

    def of(self, address):
        return self.filter(email=address.strip().lower())


class UndeliverableAddress(models.Model):
    """An address from which letters came back; marked since a moment, or only counted while ``since`` is empty.

    No foreign key to an account: a letter may go to somebody who has none, and
    the mark belongs to the address, whoever takes it next.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    since = models.DateTimeField(_("since"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=20, blank=True)  # as RFC 3463 writes it: 5.1.1
    diagnostic = models.CharField(_("what the mail server said"), max_length=500, blank=True)
    count = models.PositiveIntegerField(_("letters that came back"), default=0)  # since it was marked
    confirmed_at = models.DateTimeField(
        _("confirmed at"), null=True, blank=True
    )  # what came back before counts no more

    objects = UndeliverableAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address from which letters come back")
        verbose_name_plural = _("addresses from which letters come back")
        ordering = ["-since", "email"]
        default_permissions = ["view"]
        permissions = [("confirm_undeliverableaddress", "Can say that an address works again")]
        indexes = [models.Index(fields=["-since", "email"])]

    def __str__(self):
        return self.email


class Bounce(models.Model):
    """One letter that came back from one address; a second report about it is no second letter."""

    address = models.ForeignKey(UndeliverableAddress, models.CASCADE, related_name="bounces")
    message_id = models.CharField(max_length=300)
    status = models.CharField(max_length=20)
    is_permanent = models.BooleanField()
    came_at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        verbose_name = _("letter that came back")
        verbose_name_plural = _("letters that came back")
        ordering = ["came_at", "pk"]
        default_permissions = []
        constraints = [
            # A letter may be late at first and come back for good days later.
            models.UniqueConstraint(
                fields=["address", "message_id", "is_permanent"], name="one_bounce_for_each_letter"
            ),
            models.CheckConstraint(condition=~Q(message_id=""), name="a_bounce_names_its_letter"),
        ]

    def __str__(self):
        return self.message_id
