"""What readers are told of errata: a mark where a corrected text stands, and the list."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from guidelines.library.models import Erratum
from guidelines.library.naming import PartNames
from portal.differences import Difference, difference
from portal.formats import day, isolate
from portal.languages import NAMES, SOURCE, Text, current, localized, written
from portal.page_cache import known
from portal.translations.models import Status, TranslationState
from portal.translations.standing import source_hash


@dataclass(frozen=True)
class Mark:
    """“Corrected, erratum 2 of 26 November 2026”, or that a translation does not follow it yet, with where to read more."""

    number: int
    words: str
    url: str


def marks(edition):
    """Return (name of the record, field, language) → marks; none for what nobody has read yet."""
    if not edition.is_public:
        return {}
    return known(("errata", edition.pk, current()), lambda: _marks(edition))


def _marks(edition):
    """Ask one query; one more where English was corrected, for the translations that do not follow it."""
    found, english = defaultdict(tuple), defaultdict(list)
    asked = ("target", "field", "language", "number", "issued_on", "before")
    for *place, number, issued_on, before in (
        Erratum.objects.filter(edition=edition).order_by("number").values_list(*asked)
    ):
        found[tuple(place)] += (_mark(edition, _("Corrected, erratum %(number)s of %(day)s"), number, issued_on),)
        if place[2] == SOURCE:
            english[tuple(place[:2])].append((number, issued_on, source_hash(before)))
    words = _("English was corrected by erratum %(number)s of %(day)s; this translation does not follow it yet")
    for place, number, issued_on in _not_followed(english):
        found[place] += (_mark(edition, words, number, issued_on),)
    return dict(found)


def _mark(edition, words, number, issued_on):
    words = words % {"number": number, "day": isolate(day(issued_on))}
    return Mark(number, words, f"{address(edition)}#{anchor(number)}")


def _not_followed(english):
    """Give the place of a translation, number and day of each erratum of its English that came after it was made.

    ``english``: (name of the record, field) → number, day and hash of the text before, for each erratum.
    """
    if not english:
        return
    stale = TranslationState.objects.filter(target__in={target for target, _field in english}, status=Status.STALE)
    asked = ("target", "field", "language", "source_hash")
    for *place, made_from in stale.order_by("pk").values_list(*asked):
        issued = english[tuple(place[:2])]
        start = next((n for n, (_number, _day, before) in enumerate(issued) if before == made_from), 0)
        for number, issued_on, _before in issued[start:]:
            yield tuple(place), number, issued_on


def address(edition):
    return reverse("library:errata", args=[edition.set.slug, edition.year])


def anchor(number):
    return f"erratum-{number}"


@dataclass(frozen=True)
class Entry:
    """One erratum as the list shows it."""

    number: int
    issued_on: date
    language: str
    code: str
    title: Text
    url: str
    near: str  # the place within the same document
    what: str
    difference: Difference
    reason: Text

    @property
    def anchor(self):
        return anchor(self.number)

    @property
    def language_name(self):
        return NAMES[self.language]


def entries(reading, outline, languages=None):
    """Return the errata that this reader may read, in order; as many queries for one as for all."""
    found = list(Erratum.objects.readable(reading, languages).order_by("number"))
    names = PartNames.of(reading, [one.guideline_id for one in found if one.guideline_id]) if found else None
    lines = {line.guideline.pk: line for line in outline.lines}
    headings = {heading.section.pk: heading for heading in outline.all_headings()}
    return [_entry(one, reading, names, lines.get(one.guideline_id), headings.get(one.section_id)) for one in found]


def _entry(erratum, reading, names, line, heading):
    edition = reading.edition
    own = reverse("library:edition", args=[edition.set.slug, edition.year])
    if line:
        code, title, url, near = line.code, line.title, line.url, line.code
    elif heading:
        code, title, near = heading.code, heading.title, heading.anchor
        url = reverse("library:part", args=[edition.set.slug, edition.year, heading.code])
    else:
        code, title, near = edition.set.code, localized(edition.set, "title"), "introduction"
        url = own
    return Entry(
        number=erratum.number,
        issued_on=erratum.issued_on,
        language=erratum.language,
        code=code,
        title=title,
        url=url,
        near=near,
        what=names.what(erratum.target, erratum.field),
        difference=difference(erratum.before, erratum.after, erratum.language),
        reason=written(erratum.reason, erratum.reason_lang),
    )
