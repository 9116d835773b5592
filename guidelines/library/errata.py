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
from portal.languages import NAMES, Text, current, localized, written
from portal.page_cache import known


@dataclass(frozen=True)
class Mark:
    """“Corrected, erratum 2 of 26 November 2026”, with where to read more."""

    number: int
    words: str
    url: str


def marks(edition):
    """Return (name of the record, field, language) → marks; none for what nobody has read yet."""
    if not edition.is_public:
        return {}
    return known(("errata", edition.pk, current()), lambda: _marks(edition))


def _marks(edition):
    found = defaultdict(tuple)
    own = Erratum.objects.filter(edition=edition).order_by("number")
    for *place, number, issued_on in own.values_list("target", "field", "language", "number", "issued_on"):
        words = _("Corrected, erratum %(number)s of %(day)s") % {"number": number, "day": isolate(day(issued_on))}
        found[tuple(place)] += (Mark(number, words, f"{address(edition)}#{anchor(number)}"),)
    return dict(found)


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
