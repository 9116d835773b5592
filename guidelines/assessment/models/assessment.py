import uuid

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.institutions.enums import PortalRole
from crm.institutions.models import Affiliation
from guidelines.assessment.enums import OPEN, State
from guidelines.library.models import Guideline, Level
from portal import clock


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own institution's, now, through a role. No permission opens answers, not even a superuser's."""
        if user.is_anonymous:
            return self.none()
        own = Affiliation.objects.opening(user).filter(institution=OuterRef("institution"))
        return self.exclude(state=State.DISCARDED).filter(Exists(own))

    def with_roles_of(self, user):
        """Bring along which roles ``user`` holds in each institution, so that ``rules.py`` need not ask again."""
        held = {
            f"as_{role}": Exists(Affiliation.objects.opening(user, role).filter(institution=OuterRef("institution")))
            for role in PortalRole
        }
        return self.annotate(roles_are_of=Value(user.pk), **held)

    def with_counts(self):
        """Bring along how many guidelines there are, how many are answered, and the top of the scale."""
        of_edition = Guideline.objects.filter(edition=OuterRef("edition")).order_by().values("edition")
        given = Q(level__isnull=False) | Q(is_not_applicable=True)
        answered = self.model.answers.rel.related_model.objects.filter(given, assessment=OuterRef("pk")).order_by()
        tops = Level.objects.filter(edition=OuterRef("edition")).order_by("-value").values("value")
        return self.annotate(
            asked_count=Coalesce(Subquery(of_edition.annotate(n=Count("pk")).values("n")), 0),
            answered_count=Coalesce(Subquery(answered.values("assessment").annotate(n=Count("pk")).values("n")), 0),
            top=Coalesce(Subquery(tops[:1]), 0),
        )

    def facts_of_use(self):
        """What the secretariat may know: that it exists, of which edition, in which state, since when.

        The words that members wrote are not even read from the database.
        """
        return (
            self.exclude(state=State.DISCARDED)
            .select_related("institution", "edition__set")
            .defer("title", "title_lang", "return_reason", "return_reason_lang")
        )

    def open(self):
        return self.filter(state__in=OPEN)


class Assessment(models.Model):
    """An institution measures one of its units against one edition.

    Pinned for good to the edition and to the version of the scoring rules.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    institution = models.ForeignKey(
        "institutions.Institution", models.PROTECT, related_name="assessments", verbose_name=_("institution")
    )
    edition = models.ForeignKey(
        "library.Edition", models.PROTECT, related_name="assessments", verbose_name=_("edition")
    )
    unit = models.ForeignKey("institutions.Unit", models.PROTECT, related_name="assessments", verbose_name=_("scope"))
    title = models.CharField(_("title"), max_length=200)
    title_lang = models.CharField(max_length=10, choices=settings.LANGUAGES, default="en")
    period_starts_on = models.DateField(_("period from"), null=True, blank=True)
    period_ends_on = models.DateField(_("period to"), null=True, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.DRAFT)
    scoring_rules = models.PositiveSmallIntegerField(_("version of the scoring rules"))
    copied_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="copies")
    created_at = models.DateTimeField(_("created at"), default=clock.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField(_("handed in at"), null=True, blank=True)
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    return_reason = models.TextField(_("reason of the return"), max_length=2000, blank=True)
    return_reason_lang = models.CharField(max_length=10, choices=settings.LANGUAGES, blank=True)
    signed_off_at = models.DateTimeField(_("signed off at"), null=True, blank=True)
    signed_off_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("self-assessment")
        verbose_name_plural = _("self-assessments")
        ordering = ["-created_at", "-pk"]
        permissions = [
            ("answer_assessment", "Can answer a self-assessment"),
            ("begin_assessment", "Can begin a self-assessment"),
            ("hand_in_assessment", "Can hand in a self-assessment"),
            ("return_assessment", "Can return a self-assessment for changes"),
            ("sign_off_assessment", "Can sign off a self-assessment"),
            ("archive_assessment", "Can archive a self-assessment"),
            ("discard_assessment", "Can discard a self-assessment that was never handed in"),
            ("create_assessment", "Can create a self-assessment"),
            ("view_use", "Can see that a self-assessment exists: set, edition, state and dates, nothing else"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "edition", "unit"],
                condition=Q(state__in=OPEN),
                name="one_open_assessment_per_edition_and_unit",
            ),
            models.CheckConstraint(
                condition=Q(handed_in_at=None, handed_in_by=None)
                | Q(handed_in_at__isnull=False, handed_in_by__isnull=False),
                name="handing_in_has_a_moment_and_a_person",
            ),
            models.CheckConstraint(
                condition=Q(signed_off_at=None, signed_off_by=None)
                | Q(signed_off_at__isnull=False, signed_off_by__isnull=False),
                name="signing_off_has_a_moment_and_a_person",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("assessment:detail", args=[self.uuid])

    @property
    def audit_scope(self):
        return self.institution.audit_scope
