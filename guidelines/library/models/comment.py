import uuid
from collections import defaultdict

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import TruncDate
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from crm.institutions.models import Affiliation
from crm.institutions.rules import roles_of
from guidelines.library.enums import PUBLIC, Disposition, EditionState
from guidelines.library.models.edition import Edition
from guidelines.library.models.guideline import Guideline, Point
from portal import clock


def institutions_of(comments):
    """Return key of a comment → the institutions for which it was said when members were consulted; one query.

    Those to which its author belonged on that day, as ``visible_to`` has it.
    """
    consulted = [comment for comment in comments if comment.phase == EditionState.CONSULTATION]
    if not consulted:
        return {}
    authors = {comment.by_id for comment in consulted}
    affiliations = defaultdict(list)
    for one in Affiliation.objects.filter(person__user__in=authors).select_related("person", "institution__country"):
        affiliations[one.person.user_id].append(one)
    return {
        comment.pk: [one.institution for one in affiliations[comment.by_id] if one.holds_on(localdate(comment.at))]
        for comment in consulted
    }


class CommentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of editions that this person works on, one's own, and what colleagues said when members were consulted.

        No comment is ever for the public, nor for another institution.
        """
        if user.is_anonymous:
            return self.none()
        # Those who said it as people of an institution that is one's own; whoever moves takes no words along.
        spoke_for_ours = Affiliation.objects.filter(
            Q(ends_on=None) | Q(ends_on__gt=OuterRef("given_on")),
            institution__in=roles_of(user),
            person__user=OuterRef("by"),
            starts_on__lte=OuterRef("given_on"),
        )
        worked_on = Q(edition__in=Edition.objects.worked_on_by(user).values("pk"))
        ours = Q(phase=EditionState.CONSULTATION) & Exists(spoke_for_ours)
        return self.alias(given_on=TruncDate("at")).filter(worked_on | Q(by=user) | ours)

    def heard_of_drafts(self):
        """Those given when members were consulted on what is not published yet."""
        return self.filter(phase=EditionState.CONSULTATION).exclude(edition__state__in=PUBLIC)

    def unanswered(self):
        return self.filter(answered_at=None)


class Comment(models.Model):
    """What somebody who was invited, or a member who was consulted, says about a draft, and what became of it.

    It stays when the guideline goes: ``place`` and ``quoted`` keep what it was
    about, as it read that day.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="comments")
    guideline = models.ForeignKey(Guideline, models.SET_NULL, null=True, related_name="comments")
    point = models.ForeignKey(Point, models.SET_NULL, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=240)
    quoted = models.TextField(blank=True)
    phase = models.CharField(
        _("given in"),
        max_length=20,
        choices=[(state.value, state.label) for state in (EditionState.IN_REVIEW, EditionState.CONSULTATION)],
    )
    text = models.TextField(_("comment"))
    text_lang = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=clock.now)
    disposition = models.CharField(_("what became of it"), max_length=20, choices=Disposition, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answer_lang = models.CharField(max_length=10, choices=settings.LANGUAGES, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["edition", "pk"]
        permissions = [("answer_comment", "Can say what became of a comment")]
        default_permissions = []
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, disposition="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(disposition="")),
                name="an_answer_has_a_moment_a_person_and_a_word",
            ),
        ]

    def __str__(self):
        return f"{self.place}: {self.text[:40]}"
