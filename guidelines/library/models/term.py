import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from guidelines.library.models.edition import GuidelineSet
from portal.languages import SOURCE, column, value_in


class TermQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those in use for everybody, for the glossary is public; retired ones for those who keep it."""
        return self if user.has_perm("library.view_term") else self.in_use()

    def in_use(self):
        return self.filter(retired_at=None)

    def for_set(self, guideline_set):
        """Those in use in the texts of one set: the general ones and its own."""
        return self.in_use().filter(Q(set=None) | Q(set=guideline_set))

    def in_order(self, language):
        """Sorted by name as readers of ``language`` expect."""
        return self.order_by(column("sort", language), "pk")


class Term(models.Model):
    """One notion of the field: its word and its definition in each language, and the words not to use for it.

    ``forms`` and ``avoided`` hold one word a line: other forms by which the
    word is known in a text, and words that must not stand for it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    set = models.ForeignKey(
        GuidelineSet,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="terms",
        verbose_name=_("set"),
        help_text=_("Empty: for all sets."),
    )
    name = models.CharField(_("term"), max_length=120)
    definition = models.TextField(_("definition"), max_length=600, blank=True)
    forms = models.TextField(_("other forms"), max_length=600, blank=True, help_text=_("One a line."))
    avoided = models.TextField(_("not to be used"), max_length=600, blank=True, help_text=_("One a line."))
    sort = models.CharField(max_length=400, blank=True, editable=False)
    note = models.TextField(_("note for translators"), max_length=600, blank=True)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True, editable=False)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["pk"]
        default_permissions = ["view", "add", "change"]
        constraints = [
            # Two, because an empty set is equal to nothing.
            models.UniqueConstraint(
                Lower("name_en"), condition=Q(set=None, retired_at=None), name="a_general_term_once_in_use"
            ),
            models.UniqueConstraint(
                Lower("name_en"), "set", condition=Q(retired_at=None), name="a_term_of_a_set_once_in_use"
            ),
            models.CheckConstraint(
                condition=Q(retired_at=None, retired_by=None) | Q(retired_at__isnull=False, retired_by__isnull=False),
                name="a_retirement_has_a_moment_and_a_person",
            ),
        ]

    def __str__(self):
        return value_in(self, "name", SOURCE)

    @property
    def anchor(self):
        """Return what stands behind # in the address of this term."""
        return f"term-{self.uuid}"

    def words(self, language):
        """Return the word and its other forms in one language."""
        return [word for word in (value_in(self, "name", language), *_lines(self, "forms", language)) if word]

    def words_to_avoid(self, language):
        return _lines(self, "avoided", language)


def _lines(term, field, language):
    return [line.strip() for line in value_in(term, field, language).splitlines() if line.strip()]
