"""What the library offers elsewhere: its section of the top bar, the sets on the home page, what refers to a guideline."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from laces.components import Component

from crm.institutions.rules import roles_of
from guidelines.library import catalogue
from guidelines.library.enums import Duty, EditionState
from guidelines.library.models import Comment, CrossReference, Edition, EditionAssignment
from guidelines.library.outline import address
from guidelines.library.translating.progress import progress_of
from guidelines.library.views.sets import consultation, line
from portal.formats import language_name
from portal.frame import Entry
from portal.languages import SOURCE, column, current, localized
from portal.myissa.panels import MyPanel

#: How many guidelines the panel names; one that everything refers to would fill the page.
MOST = 12


def section(request):
    return Entry(_("Guidelines"), reverse("library:set_list"), "guidelines/")


class SetsPanel(Component):
    """The sets as a quiet index: those in force with their figures, the others by name."""

    place = "home"
    template_name = "library/panels/sets.html"

    def get_context_data(self, parent_context=None):
        entries = catalogue.entries()
        return {
            "published": [line(entry) for entry in entries if entry.edition],
            "others": [line(entry) for entry in entries if not entry.edition],
        }


class ConsultationsPanel(MyPanel):
    """The drafts on which members are or were consulted, with what one's own institution said and what has an answer."""

    template_name = "library/panels/consultations.html"

    def is_for(self, request):
        return bool(roles_of(request.user)) and (
            Edition.objects.consulted_on(request.user).exists()
            or Comment.objects.visible_to(request.user).heard_of_drafts().exists()
        )

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        editions = catalogue.consultations(user)
        ours = Comment.objects.visible_to(user).filter(edition__in=editions, phase=EditionState.CONSULTATION)
        given = dict(ours.order_by().values_list("edition").annotate(n=Count("pk")))
        return {
            "lines": [
                consultation(edition) | {"given": given.get(edition.pk, 0), "comments_url": comments_url(edition)}
                for edition in editions
            ],
            "over": [
                consultation(edition)
                | {"said": edition.said, "answered": edition.answered, "comments_url": comments_url(edition)}
                for edition in catalogue.commented_on(user)
            ],
        }


class TranslatedPanel(MyPanel):
    """For translators from outside whose work is all done: that it is, and what it was."""

    template_name = "library/panels/translated.html"

    def is_for(self, request):
        user = request.user
        if user.is_staff or roles_of(user):
            return False
        duties = list(self._duties(user))
        return bool(duties) and all(one.is_complete for one in progress_of(duties).values())

    def get_context_data(self, parent_context):
        return {
            "lines": [
                {
                    "edition": str(duty.edition),
                    "title": localized(duty.edition.set, "title"),
                    "language": language_name(duty.language) if duty.language else _("all languages"),
                    "url": reverse("translating:board", args=[duty.edition.uuid]),
                }
                for duty in self._duties(parent_context["request"].user)
            ]
        }

    @staticmethod
    def _duties(user):
        duties = EditionAssignment.objects.current().filter(user=user, duty=Duty.TRANSLATOR)
        return duties.select_related("edition__set").order_by("pk")


def comments_url(edition):
    return reverse("library:comments", args=[edition.set.slug, edition.year])


class ReferredFrom(Component):
    """Beside a guideline: those that refer to it, in its own set and in the others."""

    template_name = "library/panels/referred_from.html"

    def __init__(self, guidelines):
        self.guidelines = guidelines

    def get_context_data(self, parent_context=None):
        return {
            "lines": [
                {
                    "code": guideline.code,
                    "title": localized(guideline, "title", readable=guideline.edition.released_languages()),
                    "url": address(guideline.edition, guideline.number),
                }
                for guideline in self.guidelines
            ]
        }


def referred_from(request, guideline):
    """Offer the panel where another guideline of this edition, or of an edition in force, refers to this one.

    What this one refers to stands in its own text, under "See also", and is not named twice.
    """
    if guideline.pk is None or not guideline.edition.is_public:
        return None
    near = Q(guideline__edition=guideline.edition_id) | Q(guideline__edition__state=EditionState.PUBLISHED)
    found = CrossReference.objects.filter(near, to=guideline)
    found = found.exclude(guideline__in=CrossReference.objects.filter(guideline=guideline).values("to"))
    found = found.select_related("guideline__edition__set").prefetch_related("guideline__edition__languages")
    titles = {f"guideline__{column('title', code)}" for code in (current(), SOURCE)}
    found = found.only("guideline__number", "guideline__edition", *titles)
    found = found.order_by("guideline__edition__set__position", "guideline__edition__set__code", "guideline__number")
    guidelines = [crossing.guideline for crossing in found[:MOST]]
    return ReferredFrom(guidelines) if guidelines else None
