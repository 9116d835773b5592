import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from crm.institutions.enums import PortalRole, RequestState
from crm.institutions.models.institution import Institution
from crm.institutions.models.people import Affiliation
from portal import clock
from portal.access import group_permissions


class OfOneInstitutionQuerySet(models.QuerySet):
    """Rows that the coordinators of an institution see, and staff by the model's view permission."""

    def visible_to(self, user):
        if user.is_anonymous:
            return self.none()
        meta = self.model._meta
        if f"{meta.app_label}.view_{meta.model_name}" in group_permissions(user):
            return self.all()
        own = Affiliation.objects.opening(user, PortalRole.COORDINATOR).filter(institution=OuterRef("institution"))
        return self.filter(Exists(own))


class InstitutionInvitationQuerySet(OfOneInstitutionQuerySet):
    def open(self):
        now = clock.now()
        return self.filter(invitation__accepted_at=None, invitation__withdrawn_at=None, invitation__expires_at__gt=now)


class InstitutionInvitation(models.Model):
    """What an accepted invitation will open: an affiliation with these roles."""

    invitation = models.OneToOneField(
        "accounts.Invitation", models.PROTECT, related_name="for_institution", verbose_name=_("invitation")
    )
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="invitations")
    roles = models.JSONField(_("roles"), default=list)
    position = models.CharField(_("position"), max_length=200, blank=True)

    objects = InstitutionInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation of a colleague")
        verbose_name_plural = _("invitations of colleagues")
        ordering = ["-pk"]

    def __str__(self):
        return str(self.invitation)

    @property
    def audit_scope(self):
        return self.institution.audit_scope


#: A request that nobody confirmed is dead after this time: the address may belong to somebody else by then.
REQUEST_VALID_FOR = timedelta(days=14)


class AccountRequestQuerySet(OfOneInstitutionQuerySet):
    def waiting(self):
        """Requests to decide: the address is proved, nobody has answered."""
        return self.filter(state=RequestState.NEW, confirmed_at__isnull=False)


class AccountRequest(models.Model):
    """Somebody asks for an account; staff or the institution's coordinator decide.

    Nobody is asked to decide before the asker has opened the link that was
    sent to the address given: the page says the same to everybody, and only
    the owner of an address learns whether it has an account already.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    institution = models.ForeignKey(
        Institution,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="account_requests",
        verbose_name=_("institution"),
        help_text=_("Empty when the asker's institution is not in the list; then staff decide."),
    )
    institution_as_written = models.CharField(_("institution as written"), max_length=200, blank=True)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"))
    position = models.CharField(_("position"), max_length=200, blank=True)
    message = models.TextField(_("message"), max_length=2000, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=RequestState, default=RequestState.NEW)
    asked_at = models.DateTimeField(_("asked at"), default=clock.now)
    confirmed_at = models.DateTimeField(_("address proved at"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    by_domain = models.ForeignKey(
        "institutions.MailDomain",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("accepted by the mail domain"),
    )
    reason = models.TextField(_("reason"), max_length=1000, blank=True)

    objects = AccountRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("account request")
        verbose_name_plural = _("account requests")
        ordering = ["-asked_at"]
        permissions = [
            ("accept_accountrequest", "Can accept an account request"),
            ("decline_accountrequest", "Can decline an account request"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, by_domain=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False, by_domain=None)
                | Q(decided_at__isnull=False, decided_by=None, by_domain__isnull=False),
                name="a_decision_has_a_moment_and_a_person_or_a_domain",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def is_too_old(self):
        """Whether its link is dead: never confirmed, and asked long ago."""
        return self.confirmed_at is None and clock.now() - self.asked_at > REQUEST_VALID_FOR

    @property
    def audit_scope(self):
        return self.institution.audit_scope if self.institution_id else ""


class MailDomain(models.Model):
    """A mail domain of an institution; once verified, the coordinator may let its owners in as readers."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    institution = models.ForeignKey(Institution, models.CASCADE, related_name="mail_domains")
    domain = models.CharField(_("domain"), max_length=253)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by"))
    added_at = models.DateTimeField(_("added at"), default=clock.now)
    verified_at = models.DateTimeField(_("verified at"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("verified by")
    )
    is_open = models.BooleanField(_("open to colleagues as readers"), default=False)

    objects = OfOneInstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail domain")
        verbose_name_plural = _("mail domains")
        ordering = ["domain"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_open=False) | Q(verified_at__isnull=False), name="only_a_verified_domain_is_open"
            ),
            models.UniqueConstraint(fields=["institution", "domain"], name="a_domain_once_for_each_institution"),
            # Anybody may name a domain, so a name alone must not keep its owner out.
            models.UniqueConstraint(
                fields=["domain"],
                condition=Q(verified_at__isnull=False),
                name="a_domain_is_verified_for_one_institution",
            ),
        ]

    def __str__(self):
        return self.domain

    @property
    def audit_scope(self):
        return self.institution.audit_scope
