"""Which editions and languages a person translates; everything else does not exist on these screens."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Min
from django.http import Http404
from django.shortcuts import get_object_or_404

from guidelines.library.duties import TARGETS, given_to, languages_of
from guidelines.library.enums import Duty, EditionState
from guidelines.library.models import Edition, EditionAssignment
from portal.access import holds


@dataclass(frozen=True)
class Work:
    """One edition with the languages into which it is this person's to translate."""

    edition: Edition
    languages: tuple
    due_on: date | None = None


def work_of(user):
    """Return what this person translates: own duties first, by their day; then, for staff, every living edition."""
    duties = EditionAssignment.objects.current().filter(user=user, duty=Duty.TRANSLATOR)
    languages, due = {}, {}
    for duty in duties:
        languages.setdefault(duty.edition_id, set()).update(languages_of(duty))
        due[duty.edition_id] = min([day for day in (due.get(duty.edition_id), duty.due_on) if day], default=None)
    editions = Edition.objects.select_related("set")
    if translates_in_house(user):
        found = list(editions.exclude(state=EditionState.SUPERSEDED))
        found += list(editions.filter(state=EditionState.SUPERSEDED, pk__in=languages))
        work = [Work(edition, TARGETS, due.get(edition.pk)) for edition in found]
    else:
        work = [
            Work(edition, tuple(code for code in TARGETS if code in languages[edition.pk]), due[edition.pk])
            for edition in editions.filter(pk__in=languages)
        ]
    return sorted(work, key=lambda one: (one.due_on is None, one.due_on or date.max))


def may_assign(user):
    """Return whether this person hands out the work; not ``has_perm``, which says yes to superusers."""
    return holds("library.assign_edition")(user)


def translates_in_house(user):
    """Return whether this person translates whatever there is: the house's editors and translators."""
    return holds("library.change_guideline")(user)


def may_ask_machine(user):
    """Return whether this person may send texts to an engine."""
    return translates_in_house(user)


def due_on(user, edition):
    """Return the first day by which this person is asked to have translated something of an edition, or None."""
    duties = EditionAssignment.objects.current().filter(user=user, duty=Duty.TRANSLATOR, edition=edition)
    return duties.aggregate(first=Min("due_on"))["first"]


def edition_or_404(user, uuid, language=None):
    """Return an edition and what of it was given to this person to translate; without anything, 404."""
    editions = Edition.objects.translated_by(user).select_related("set").prefetch_related("languages")
    edition = get_object_or_404(editions, uuid=uuid)
    given = given_to(user, edition)
    if language is not None and language not in given.languages:
        raise Http404
    return edition, given
