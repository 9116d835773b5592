"""How far a translator is with what was given: texts that a person has vouched for, of those that have English.

Counted by the states alone, without the texts: it is asked on every page of
whoever translates. As many queries for one duty as for thirty.
"""

from dataclasses import dataclass

from django.db.models import Q

from guidelines.library.duties import languages_of, sections_by_duty
from guidelines.library.models import (
    BlockKind,
    Edition,
    EditionLanguage,
    Guideline,
    GuidelineLevel,
    Level,
    Point,
    Reference,
    Section,
)
from portal.languages import SOURCE
from portal.translations.models import Status, TranslationState

#: Model → its name in the audit trail, the edition and the section that a record of it stands in.
PLACES = {
    Edition: ("uuid", "pk", None),
    BlockKind: ("key", "edition_id", None),
    Level: ("key", "edition_id", None),
    Section: ("key", "edition_id", "pk"),
    Guideline: ("key", "edition_id", "section_id"),
    Point: ("key", "guideline__edition_id", "guideline__section_id"),
    GuidelineLevel: ("key", "guideline__edition_id", "guideline__section_id"),
    Reference: ("key", "guideline__edition_id", "guideline__section_id"),
}


@dataclass(frozen=True)
class Progress:
    done: int
    due: int

    @property
    def is_complete(self):
        return self.done == self.due


def progress_of(duties):
    """Return key of the duty → Progress. What has been released is done with and does not count."""
    if not duties:
        return {}
    places = _places({duty.edition_id for duty in duties})
    due, done = _states(places)
    sections = sections_by_duty(duties)
    released = set(
        EditionLanguage.objects.filter(
            edition__in={duty.edition_id for duty in duties}, released_at__isnull=False
        ).values_list("edition_id", "language")
    )
    found = {}
    for duty in duties:
        own = sections[duty.pk]
        texts = [
            (target, field)
            for target, field in due
            if places[target][0] == duty.edition_id and (own is None or places[target][1] in own)
        ]
        languages = [code for code in languages_of(duty) if (duty.edition_id, code) not in released]
        confirmed = sum((*text, code) in done for text in texts for code in languages)
        found[duty.pk] = Progress(confirmed, len(texts) * len(languages))
    return found


def _places(editions):
    """Return name of each record → (edition, section)."""
    places = {}
    for model, (name, edition, section) in PLACES.items():
        wanted = [name, edition] + ([section] if section else [])
        rows = model.objects.filter(**{f"{edition.removesuffix('_id')}__in": editions}).order_by()
        for key, *place in rows.values_list(*wanted):
            places[f"{model._meta.label_lower}:{key}"] = (place[0], place[1] if section else None)
    return places


def _states(places):
    """Return the texts that have English, and those that a person has vouched for with their language."""
    english = Q(status=Status.ORIGINAL, language=SOURCE)
    states = TranslationState.objects.filter(english | Q(status=Status.HUMAN), target__in=list(places)).order_by()
    due, done = [], set()
    for target, field, language in states.values_list("target", "field", "language"):
        if language == SOURCE:
            due.append((target, field))
        else:
            done.add((target, field, language))
    return due, done
