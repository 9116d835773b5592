"""The sets of guidelines, each with what there is to read."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from guidelines.library.enums import EditionState
from guidelines.library.models import Comment, Edition, Guideline, GuidelineSet
from portal.languages import Text, localized


@dataclass(frozen=True)
class Entry:
    """One line of the contents of the library."""

    set: GuidelineSet
    title: Text
    summary: Text
    edition: Edition | None
    count: int
    is_proposed: bool


def entries():
    """Return every set in order, in two queries however many there are.

    Guidelines are counted edition by edition in their index; a join would
    carry the introductions in seven languages beside each of them.
    """
    counted = Guideline.objects.filter(edition=OuterRef("pk")).order_by().values("edition")
    editions = (
        Edition.objects.filter(state__in=[EditionState.PROPOSED, EditionState.PUBLISHED])
        .order_by("state", "-year")
        .annotate(count=Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 0))
    )
    published, proposed = {}, set()
    for edition in editions:
        if edition.state == EditionState.PUBLISHED:
            published[edition.set_id] = edition
        else:
            proposed.add(edition.set_id)
    found = []
    for guideline_set in GuidelineSet.objects.all():
        edition = published.get(guideline_set.pk)
        if edition:
            edition.set = guideline_set
        found.append(
            Entry(
                set=guideline_set,
                title=localized(guideline_set, "title"),
                summary=localized(guideline_set, "summary"),
                edition=edition,
                count=edition.count if edition else 0,
                is_proposed=edition is None and guideline_set.pk in proposed,
            )
        )
    return found


def commented_on(user):
    """Return the drafts on which this person's institution, or the person, said something while members were consulted.

    Each has ``said`` and ``answered``, numbers of comments; what is published has gone from among them.
    """
    heard = Comment.objects.visible_to(user).heard_of_drafts()
    over = heard.exclude(edition__in=Edition.objects.consulted_on(user).order_by())
    counted = over.order_by().values_list("edition").annotate(Count("pk"), Count("answered_at"))
    numbers = {pk: (said, answered) for pk, said, answered in counted}
    editions = list(Edition.objects.filter(pk__in=numbers).select_related("set").order_by("consultation_ends_on", "pk"))
    for edition in editions:
        edition.said, edition.answered = numbers[edition.pk]
    return editions


def consultations(user):
    """Return the editions on which this person is consulted now; a visitor costs no query."""
    return list(Edition.objects.consulted_on(user).select_related("set"))
