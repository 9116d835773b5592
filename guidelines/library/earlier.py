"""Where readers find a text in their own language when a new edition has it not yet: in an edition before."""

from dataclasses import dataclass

from django.urls import reverse

from guidelines.library.chain import compose
from guidelines.library.changes import mappings_shown, steps, way_back
from guidelines.library.enums import PUBLIC
from guidelines.library.models import Edition, Guideline
from guidelines.library.outline import address
from portal.languages import SOURCE, Text, localized


@dataclass(frozen=True)
class Place:
    """A guideline of the edition before, or without a code that edition itself."""

    code: str
    title: Text
    url: str


@dataclass(frozen=True)
class Earlier:
    year: int
    places: list


def earlier(reading, line=None):
    """Return what an edition before has in the reader's language, or None where this one has it or none before.

    Of the guideline ``line``, those that the published mappings lead back to; else the edition.
    """
    if reading.language in reading.languages:
        return None
    old = _edition_before(reading.edition, reading.language)
    if old is None:
        return None
    places = [
        Place(found.code, localized(found, "title", readable=[reading.language, SOURCE]), address(old, found.number))
        for found in (_guidelines(reading.edition, old, line.guideline) if line else [])
    ]
    whole = Place("", localized(old.set, "title"), reverse("library:edition", args=[old.set.slug, old.year]))
    return Earlier(old.year, places or [whole])


def _edition_before(edition, language):
    """Return the newest published edition of the set that stood before this one and is released in a language."""
    found = Edition.objects.filter(
        set=edition.set_id, state__in=PUBLIC, languages__language=language, languages__released_at__isnull=False
    )
    if edition.is_public:
        found = found.filter(published_at__lt=edition.published_at)
    return found.select_related("set").order_by("-published_at").first()


def _guidelines(edition, old, guideline):
    """Return the guidelines of the edition ``old`` that became this one, in their order."""
    way = way_back(mappings_shown(edition), old)
    if not way:
        return []
    # Of one mapping its own row is enough; over several, any row may be on the way.
    rows = compose(*steps(way, guideline if len(way) == 1 else None))
    found = next((row.old for row in rows if guideline.pk in row.new), ())
    guidelines = list(Guideline.objects.filter(pk__in=found).order_by("number"))
    for one in guidelines:
        one.edition = old
    return guidelines
