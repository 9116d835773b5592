import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import RevisionMixin

from crm.institutions.rules import roles_of
from guidelines.library.enums import PUBLIC, Duty, EditionState
from portal import clock
from portal.access import group_permissions
from portal.languages import CODES, SOURCE

#: Pages that stand beside the sets under ``/guidelines/``.
RESERVED = frozenset({"GLOSSARY"})


class GuidelineSet(models.Model):
    """One subject on which the association writes guidelines, edition after edition.

    A set without an edition is shown as *announced*, which is no state.
    """

    code = models.CharField(
        _("code"),
        max_length=10,
        unique=True,
        validators=[RegexValidator(r"^[A-Z][A-Z0-9]*$")],
        help_text=_("as in ICT-15"),
    )
    title = models.CharField(_("title"), max_length=120)
    summary = models.TextField(_("summary"), max_length=600, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("set of guidelines")
        verbose_name_plural = _("sets of guidelines")
        ordering = ["position", "code"]

    def __str__(self):
        return self.code

    def clean(self):
        if self.code in RESERVED:
            told = _("“%(code)s” is the name of another page. Choose another code.")
            raise ValidationError({"code": told % {"code": self.code}})

    @property
    def slug(self):
        return self.code.lower()


def being_consulted():
    """Return what holds of an edition on which members are consulted today: through its last day, closed by hand or not."""
    return Q(state=EditionState.CONSULTATION, consultation_ends_on__gte=clock.today())


class EditionQuerySet(models.QuerySet):
    def for_reading(self):
        """With what every page and every PDF of an edition reads of it."""
        return self.select_related("set", "commission").prefetch_related("languages")

    def in_force(self):
        """The one of each set that holds now."""
        return self.filter(state=EditionState.PUBLISHED)

    def visible_to(self, user):
        """Published ones for everybody; others for staff of the library, those who write or review them and, while
        they are consulted, all members.

        A translator's duty is not among them: it opens the translating screens (``translated_by``) and nothing else.
        """
        if user.is_anonymous:
            return self.filter(state__in=PUBLIC)
        if "library.view_edition" in group_permissions(user):
            return self.all()
        assigned = EditionAssignment.objects.reading().filter(user=user, edition=OuterRef("pk"))
        consulted = being_consulted() if roles_of(user) else Q()
        return self.filter(Q(state__in=PUBLIC) | Exists(assigned) | consulted)

    def consulted_on(self, user):
        """Those on which members are consulted now, for whoever is asked or works for the library; the first to end first."""
        if user.is_anonymous or not (roles_of(user) or "library.view_edition" in group_permissions(user)):
            return self.none()
        return self.filter(being_consulted()).order_by("consultation_ends_on", "pk")

    def consulted_before(self):
        """Those of which the consultation has ended, and what came of it is being said."""
        over = {EditionState.CONSULTATION, EditionState.CONSULTATION_CLOSED}
        return self.filter(state__in=over).exclude(being_consulted())

    def worked_on_by(self, user):
        """Those that this person writes or reviews, and all for staff of the library; translators only translate."""
        if user.is_anonymous:
            return self.none()
        if "library.view_edition" in group_permissions(user):
            return self.all()
        duties = EditionAssignment.objects.reading().filter(user=user)
        return self.filter(pk__in=duties.values("edition"))

    def translated_by(self, user):
        """Those that this person translates, or something of them."""
        if user.is_anonymous:
            return self.none()
        if "library.change_guideline" in group_permissions(user):
            return self.all()
        duties = EditionAssignment.objects.current().filter(user=user, duty=Duty.TRANSLATOR)
        return self.filter(pk__in=duties.values("edition"))


class Edition(RevisionMixin, ClusterableModel):
    """One edition of a set: the unit that is written, published and superseded.

    Its scale and its kinds of block are edited with it, on one screen.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    set = models.ForeignKey(GuidelineSet, models.PROTECT, related_name="editions", verbose_name=_("set"))
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(
        _("state"), max_length=20, choices=EditionState, default=EditionState.PROPOSED, editable=False
    )
    commission = models.ForeignKey(
        "governance.Commission", models.PROTECT, null=True, blank=True, verbose_name=_("owner commission")
    )
    introduction = models.TextField(_("introduction"), blank=True, help_text=_("Paragraphs parted by an empty line."))
    consultation_ends_on = models.DateField(_("consultation until"), null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["set", "-year"]
        permissions = [
            ("draft_edition", "Can start the draft of an edition"),
            ("review_edition", "Can give an edition to its reviewers"),
            ("rework_edition", "Can return an edition from review to the draft"),
            ("consult_edition", "Can open the consultation on an edition"),
            ("conclude_edition", "Can close the consultation on an edition"),
            ("finalise_edition", "Can make the final draft of an edition"),
            ("approve_edition", "Can approve an edition"),
            ("reopen_edition", "Can reopen the final draft of an approved edition"),
            ("translate_edition", "Can start the translations of an edition"),
            ("comment_edition", "Can comment on a draft"),
            ("publish_edition", "Can publish an edition"),
            ("supersede_edition", "Can supersede an edition"),
            ("assign_edition", "Can give duties on an edition"),
            ("release_language", "Can release a language of an edition"),
            ("read_blocks", "Can read the blocks of guidelines that are for members"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["set", "year"], name="one_edition_of_a_set_in_a_year"),
            models.UniqueConstraint(
                fields=["set"], condition=Q(state=EditionState.PUBLISHED), name="one_published_edition_of_a_set"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="a_publication_has_a_moment_and_a_person",
            ),
        ]

    def __str__(self):
        return f"{self.set} {self.year}"

    @property
    def is_public(self):
        return self.state in PUBLIC

    @property
    def is_being_consulted(self):
        """Return whether members are consulted today: through the last day, whether it was closed by hand or not."""
        return self.state == EditionState.CONSULTATION and self.consultation_ends_on >= clock.today()

    def released_languages(self):
        """Return the codes that the public may read; English from publication on."""
        released = {row.language for row in self.languages.all() if row.released_at}
        return [code for code in CODES if code in released or (code == SOURCE and self.is_public)]

    def readable_languages(self, user):
        """Return the codes this reader may be shown; staff, writers and reviewers also see what is not released.

        Members are consulted on the English text.
        """
        if user.is_authenticated and (
            "library.view_edition" in group_permissions(user)
            or EditionAssignment.objects.reading().filter(user=user, edition=self).exists()
        ):
            return list(CODES)
        if self.is_being_consulted and roles_of(user):
            return [SOURCE]
        return self.released_languages()


class EditionLanguage(models.Model):
    """One language of an edition: released or not yet."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="languages")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("language of an edition")
        verbose_name_plural = _("languages of an edition")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "language"], name="a_language_once_in_an_edition"),
            models.CheckConstraint(
                condition=Q(released_at=None, released_by=None)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="a_release_has_a_moment_and_a_person",
            ),
        ]

    def __str__(self):
        return f"{self.edition} {self.language}"


class BlockKind(models.Model):
    """A kind of block in an edition, such as Structure, Mechanism or Principles, and who may read it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = ParentalKey(Edition, on_delete=models.CASCADE, related_name="blocks")
    code = models.SlugField(_("code"), max_length=20)
    label = models.CharField(_("label"), max_length=60)
    holds = models.CharField(
        _("what it holds"), max_length=300, blank=True, help_text=_("Shown to those who may not read it.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_public = models.BooleanField(_("open to everybody"), default=False)

    sort_order_field = "position"

    class Meta:
        verbose_name = _("kind of block")
        verbose_name_plural = _("kinds of block")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="a_kind_of_block_once_in_an_edition")]

    def __str__(self):
        return self.code


class Level(models.Model):
    """One step of the edition's scale, counted from 0."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = ParentalKey(Edition, on_delete=models.CASCADE, related_name="levels")
    value = models.PositiveSmallIntegerField(_("value"))
    name = models.CharField(_("name"), max_length=60)
    descriptor = models.CharField(_("descriptor"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        ordering = ["value"]
        constraints = [models.UniqueConstraint(fields=["edition", "value"], name="a_level_once_in_an_edition")]

    def __str__(self):
        return str(self.value)


class EditionAssignmentQuerySet(models.QuerySet):
    def current(self):
        today = clock.today()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today)

    def reading(self):
        """Present duties that open the edition itself; translators have screens of their own."""
        return self.current().filter(duty__in=[Duty.COMMISSION_MEMBER, Duty.REVIEWER])


class EditionAssignment(models.Model):
    """A duty on one edition, for one person, from one day to another.

    A translator may be given some sections, with all that stands in them.
    ``by_section`` says so: when those sections are removed, the duty becomes
    empty and not the whole edition.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="assignments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="edition_assignments")
    duty = models.CharField(_("duty"), max_length=20, choices=Duty)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, blank=True)
    by_section = models.BooleanField(default=False, editable=False)
    sections = models.ManyToManyField("library.Section", blank=True, related_name="+", verbose_name=_("sections"))
    due_on = models.DateField(_("due"), null=True, blank=True)
    starts_on = models.DateField(_("from"), default=clock.today)
    ends_on = models.DateField(_("to"), null=True, blank=True)

    objects = EditionAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment to an edition")
        verbose_name_plural = _("assignments to editions")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.user} {self.duty} {self.edition}"
