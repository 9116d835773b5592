import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from crm.institutions.enums import PortalRole
from crm.institutions.models.institution import Institution
from portal import clock
from portal.access import group_permissions


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Oneself, colleagues with a role in one's own institution, or everybody by a role that says so."""
        if user.is_anonymous:
            return self.none()
        if "institutions.view_person" in group_permissions(user):
            return self.all()
        colleagues = Affiliation.objects.filter(
            institution__in=Affiliation.objects.opening(user).values("institution"), person=OuterRef("pk")
        )
        return self.filter(Q(user=user) | Exists(colleagues))


class Person(models.Model):
    """A human whom the association knows; an account is optional."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
    )
    name = models.CharField(_("name"), max_length=200, help_text=_("As the person writes it."))
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["pk"]

    def __str__(self):
        return self.shown_name

    @property
    def shown_name(self):
        """Return the name of the account, which its owner keeps; ``name`` counts for people without one."""
        return self.user.name if self.user_id else self.name


class DatedQuerySet(models.QuerySet):
    """Rows with ``starts_on`` and ``ends_on``: from that day, until but without the other.

    An access that is ended today is therefore closed at once.
    """

    def ended(self):
        return self.filter(ends_on__lte=clock.today())

    def current(self):
        today = clock.today()
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=today), starts_on__lte=today)


class AffiliationQuerySet(DatedQuerySet):
    def visible_to(self, user):
        """Those of one's own institutions, one's own past ones, or all by a role that says so."""
        if user.is_anonymous:
            return self.none()
        if "institutions.view_people" in group_permissions(user):
            return self.all()
        own = Affiliation.objects.opening(user).values("institution")
        return self.filter(Q(institution__in=own) | Q(person__user=user))

    def with_role(self, *roles):
        """Affiliations with a portal role in force (one of ``roles``, when given)."""
        held = AffiliationRole.objects.current().filter(affiliation=OuterRef("pk"))
        return self.filter(Exists(held.filter(role__in=roles) if roles else held))

    def coordinating(self, institution):
        """Those who can coordinate an institution now: with the role, and with an account that may sign in."""
        return (
            self.current()
            .with_role(PortalRole.COORDINATOR)
            .filter(institution=institution, person__user__is_active=True)
        )

    def opening(self, user, *roles):
        """Affiliations of ``user`` that open an institution now; none without a role, none for an ended access."""
        if user is None or user.is_anonymous or not user.is_active:
            return self.none()
        return self.current().with_role(*roles).filter(person__user=user)


class Affiliation(models.Model):
    """A person belongs to an institution, from one day to another. Roles stand beside it, dated too."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="affiliations", verbose_name=_("person"))
    institution = models.ForeignKey(
        Institution, models.PROTECT, related_name="affiliations", verbose_name=_("institution")
    )
    position = models.CharField(_("position"), max_length=200, blank=True)
    starts_on = models.DateField(_("from"), default=clock.today)
    ends_on = models.DateField(_("until"), null=True, blank=True, help_text=_("The first day without it."))

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        permissions = [("leave_institution", "Can end one's own affiliation")]
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        ordering = ["pk"]
        constraints = [
            # The same day: access that ended on the day it began.
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="affiliation_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["person", "institution"], condition=Q(ends_on=None), name="a_person_once_in_an_institution"
            ),
        ]
        indexes = [models.Index(fields=["person", "institution"])]

    def __str__(self):
        return f"{self.person} · {self.institution}"

    def holds_on(self, day):
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    @property
    def audit_scope(self):
        return self.institution.audit_scope


class AffiliationRole(models.Model):
    """One portal role of one affiliation, in force from one day to another."""

    affiliation = models.ForeignKey(Affiliation, models.CASCADE, related_name="roles", verbose_name=_("affiliation"))
    role = models.CharField(_("role"), max_length=20, choices=PortalRole)
    starts_on = models.DateField(_("from"), default=clock.today)
    ends_on = models.DateField(_("until"), null=True, blank=True, help_text=_("The first day without it."))

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("portal role")
        verbose_name_plural = _("portal roles")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["affiliation", "role"], condition=Q(ends_on=None), name="a_role_once_at_a_time"
            )
        ]

    def __str__(self):
        return self.role
