"""What is still missing in a language of an edition.

English is complete when everything that a reader needs is there; another
language, when it has a text for every field that has one in English.
"""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from guidelines.library.models import (
    BlockKind,
    Edition,
    Guideline,
    GuidelineLevel,
    GuidelineSet,
    Level,
    Point,
    Reference,
    Section,
)
from guidelines.library.numbering import guideline_numbers, section_codes
from portal.audit.record import name_of
from portal.languages import CODES, NAMES, SOURCE, value_in
from portal.translations.models import Status, TranslationState
from portal.translations.states import translated_fields

#: Without these nobody can read an edition; the other fields may stay empty.
REQUIRED = {
    GuidelineSet: ["title"],
    Edition: [],
    BlockKind: ["label", "holds"],
    Level: ["name"],
    Section: ["title"],
    Guideline: ["title", "statement", "rationale"],
    Point: ["text"],
    GuidelineLevel: ["descriptor"],
    Reference: ["text"],
}


@dataclass(frozen=True)
class Gap:
    """One field of one record without a text."""

    place: str
    field: str

    def __str__(self):
        return f"{self.place}: {self.field}"


def records(edition):
    """Return (record, where it stands, for people) for all that is translated in an edition."""
    sections = list(Section.objects.filter(edition=edition))
    guidelines = list(Guideline.objects.filter(edition=edition))
    codes, numbers = section_codes(sections), guideline_numbers(sections, guidelines)
    place = {pk: f"{edition.set.code}-{number}" for pk, number in numbers.items()}
    found = [(edition.set, edition.set.code), (edition, str(edition))]
    found += [(block, _("block “%(code)s”") % {"code": block.code}) for block in edition.blocks.all()]
    found += [(level, _("level %(value)s") % {"value": level.value}) for level in edition.levels.all()]
    found += [(section, codes[section.pk]) for section in sections]
    found += [(guideline, place[guideline.pk]) for guideline in guidelines]
    for model in (Point, GuidelineLevel, Reference):
        found += [(part, place[part.guideline_id]) for part in model.objects.filter(guideline__edition=edition)]
    return found


def gaps(edition, language, among=None):
    """Return what has no text in ``language``; an empty list says complete."""
    return [
        Gap(place, str(obj._meta.get_field(field).verbose_name))
        for obj, place in (records(edition) if among is None else among)
        for field in translated_fields(type(obj))
        if not value_in(obj, field, language) and _is_due(obj, field, language)
    ]


def _is_due(obj, field, language):
    return field in REQUIRED[type(obj)] if language == SOURCE else bool(value_in(obj, field, SOURCE))


@dataclass(frozen=True)
class Standing:
    """One row of the languages board."""

    code: str
    name: str
    texts: int
    missing: list
    stale: int
    released_at: object

    @property
    def is_complete(self):
        return not self.missing

    @property
    def present(self):
        return self.texts - len(self.missing)


def board(edition):
    """Return how each language of an edition stands."""
    among = records(edition)
    texts = sum(bool(value_in(obj, field, SOURCE)) for obj, _place in among for field in translated_fields(type(obj)))
    stale = dict(
        TranslationState.objects.filter(target__in=[name_of(obj) for obj, _place in among], status=Status.STALE)
        .order_by()
        .values_list("language")
        .annotate(Count("pk"))
    )
    released = {row.language: row.released_at for row in edition.languages.all()}
    return [
        Standing(code, NAMES[code], texts, gaps(edition, code, among), stale.get(code, 0), released.get(code))
        for code in CODES
    ]
