from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guidelines.assessment.models.assessment import Assessment
from portal import clock


class AnswerQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(assessment__in=Assessment.objects.visible_to(user))


class Answer(models.Model):
    """What an assessment says today about one guideline; one row for good, changed under its version."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="answers")
    guideline = models.ForeignKey("library.Guideline", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0)
    level = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    is_not_applicable = models.BooleanField(_("not applicable"), default=False)
    comment = models.TextField(_("comment"), max_length=4000, blank=True)
    comment_lang = models.CharField(_("language of the comment"), max_length=10, choices=settings.LANGUAGES, blank=True)
    target = models.PositiveSmallIntegerField(_("target"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), default=clock.now)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_lang = models.CharField(
        _("language in which the question was read"), max_length=10, choices=settings.LANGUAGES
    )

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["pk"]
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["assessment", "guideline"], name="one_answer_for_each_guideline"),
            models.CheckConstraint(
                condition=Q(level=None) | Q(is_not_applicable=False), name="a_level_or_not_applicable"
            ),
        ]

    def __str__(self):
        return f"{self.assessment_id} {self.guideline_id} v{self.version}"

    @property
    def is_answered(self):
        return self.level is not None or self.is_not_applicable


class AnswerChange(models.Model):
    """One acknowledged change: history, audit and base for merging at once. Never changed.

    ``key`` is the client's: the same key gets the same acknowledgement.
    """

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="changes")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="answer_changes")
    version = models.PositiveIntegerField()
    key = models.UUIDField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    before = models.JSONField(encoder=DjangoJSONEncoder)
    after = models.JSONField(encoder=DjangoJSONEncoder)
    comment_lang = models.CharField(max_length=10, choices=settings.LANGUAGES, blank=True)
    read_lang = models.CharField(max_length=10, choices=settings.LANGUAGES)

    class Meta:
        verbose_name = _("change of an answer")
        verbose_name_plural = _("changes of answers")
        ordering = ["pk"]
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["answer", "version"], name="one_change_for_each_version"),
            models.UniqueConstraint(fields=["assessment", "key"], name="one_change_for_each_key"),
        ]

    def __str__(self):
        return f"{self.answer_id} v{self.version}"
