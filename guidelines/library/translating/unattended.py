"""Translations that no longer follow their English, and that are nobody's duty to bring up to date.

In a language that is released no duty helps: what readers have is corrected by
an erratum, or said to be good still, by those who issue errata.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from guidelines.library.duties import languages_of, sections_by_duty
from guidelines.library.enums import Duty, EditionState
from guidelines.library.models import Edition, EditionAssignment
from guidelines.library.translating.progress import PLACES
from portal.languages import CODES, NAMES, SOURCE
from portal.translations.models import Status, TranslationState


@dataclass(frozen=True)
class Unattended:
    """``count`` texts of an edition in one language."""

    edition: Edition
    language: str
    count: int
    is_released: bool

    @property
    def name(self):
        return NAMES[self.language]


def unattended(editions):
    """Return what is out of date and nobody's in some editions, edition by edition; one query where nothing is.

    As many queries for one text as for all. Languages in which a superseded edition was never released are left.
    """
    stale = _stale()
    places = _places({target for target, _language, _has_english in stale}, editions)
    found = (
        Edition.objects.select_related("set").prefetch_related("languages").in_bulk({at[0] for at in places.values()})
    )
    duties = _duties(found)
    counts = Counter()
    for target, language, has_english in stale:
        if target not in places:
            continue
        pk, section = places[target]
        if _is_left(found[pk], language, section, duties, has_english=has_english):
            counts[pk, language] += 1
    return [
        Unattended(edition, code, counts[edition.pk, code], is_released=_is_released(edition, code))
        for edition in sorted(found.values(), key=lambda one: (one.set.code, one.year))
        for code in CODES
        if counts[edition.pk, code]
    ]


def apart(found):
    """Return those that somebody may be given to translate, and those that readers have, by the names of templates."""
    return {
        "left": [one for one in found if not one.is_released],
        "left_released": [one for one in found if one.is_released],
    }


def _stale():
    """Return name of the record, language, and whether the text still has English, for each text that is out of date."""
    english = TranslationState.objects.filter(
        target=OuterRef("target"), field=OuterRef("field"), language=SOURCE, status=Status.ORIGINAL
    )
    stale = TranslationState.objects.filter(status=Status.STALE, target__startswith="library.")
    return list(stale.annotate(has_english=Exists(english)).values_list("target", "language", "has_english"))


def _places(targets, editions):
    """Return name of the record → (edition, section), for those that stand in one of ``editions``."""
    places = {}
    for model, (name, edition, section) in PLACES.items():
        label = f"{model._meta.label_lower}:"
        keys = [target.removeprefix(label) for target in targets if target.startswith(label)]
        if not keys:
            continue
        own = "pk" if model is Edition else edition.removesuffix("_id")
        rows = model.objects.filter(**{f"{name}__in": keys, f"{own}__in": editions}).order_by()
        for key, *place in rows.values_list(name, edition, *([section] if section else [])):
            places[f"{label}{key}"] = (place[0], place[1] if section else None)
    return places


def _duties(editions):
    """Return (edition, languages, sections or None for all) for each duty of somebody who can sign in."""
    if not editions:
        return []
    current = EditionAssignment.objects.current().filter(duty=Duty.TRANSLATOR, edition__in=editions)
    duties = list(current.filter(user__is_active=True))
    sections = sections_by_duty(duties)
    return [(duty.edition_id, languages_of(duty), sections[duty.pk]) for duty in duties]


def _is_left(edition, language, section, duties, *, has_english):
    if _is_released(edition, language):
        return True
    if edition.state == EditionState.SUPERSEDED or not has_english:
        return False
    return not any(
        pk == edition.pk and language in languages and (sections is None or section in sections)
        for pk, languages, sections in duties
    )


def _is_released(edition, language):
    return edition.is_public and language in edition.released_languages()
