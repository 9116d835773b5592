import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from crm.institutions.enums import UnitKind
from portal.access import group_permissions
from portal.languages import column


class InstitutionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own institutions, now, through a role; all of them for those whose role says so."""
        from crm.institutions.models.people import Affiliation  # models of one app refer to each other

        if user.is_anonymous:
            return self.none()
        if "institutions.view_institution" in group_permissions(user):
            return self.all()
        return self.filter(Exists(Affiliation.objects.opening(user).filter(institution=OuterRef("pk"))))

    def in_order(self, language):
        return self.order_by(column("sort", language), "pk")


class Institution(models.Model):
    """A social security institution that is, was or may become a member of the association."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    country = models.ForeignKey("countries.Country", models.PROTECT, verbose_name=_("country"))
    name = models.CharField(_("name"), max_length=200)
    sort = models.CharField(max_length=400, blank=True, editable=False)
    acronym = models.CharField(_("acronym"), max_length=20, blank=True)
    website = models.URLField(_("website"), blank=True)
    member_since = models.DateField(_("member since"), null=True, blank=True)
    member_until = models.DateField(_("member until"), null=True, blank=True)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")
        ordering = ["pk"]
        permissions = [
            ("manage_people", "Can invite people, change their roles and end their access"),
            ("view_people", "Can view the people of an institution"),
            ("open_mail_domain", "Can give reader access to colleagues by their mail domain"),
            ("verify_mail_domain", "Can verify the mail domain of an institution"),
            ("name_first_coordinator", "Can invite a coordinator while an institution has none"),
        ]

    def __str__(self):
        return self.acronym or str(self.uuid)

    @property
    def audit_scope(self):
        return f"institution:{self.uuid}"

    @property
    def whole(self):
        return self.units.get(kind=UnitKind.WHOLE)


class UnitQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(institution__in=Institution.objects.visible_to(user))


class Unit(models.Model):
    """A part of an institution that can be assessed by itself; "whole" is made with the institution."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    institution = models.ForeignKey(Institution, models.CASCADE, related_name="units", verbose_name=_("institution"))
    kind = models.CharField(_("kind"), max_length=12, choices=UnitKind)
    name = models.CharField(_("name"), max_length=200, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["institution"], condition=Q(kind=UnitKind.WHOLE), name="one_whole_for_each_institution"
            )
        ]

    def __str__(self):
        return f"{self.institution} {self.kind}"

    @property
    def audit_scope(self):
        return self.institution.audit_scope
