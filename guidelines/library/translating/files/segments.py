"""What a translators' file holds, whatever its format: the texts of one edition that are to be put into one language."""

import re
from dataclasses import dataclass, field

from django.utils import translation

from guidelines.library.actions.writing import frozen_languages
from guidelines.library.translating.board import known_states, status_of
from guidelines.library.translating.records import records
from guidelines.library.translating.segments import is_due, name_of_segment
from portal.audit.record import name_of
from portal.languages import SOURCE, column, value_in
from portal.translations.models import Status
from portal.translations.standing import mark_of
from portal.translations.states import translated_fields
from portal.written import line_ends

FORMAT = "guidelines-translation-1"
#: Not to be found in XML; a workbook has no place for them. They are no change of a text.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass
class Unit:
    """One text. ``version`` says which English and which translation the translator had in view, and how it stood."""

    key: str
    source: str
    target: str = ""
    place: str = ""
    version: str = ""
    status: Status = Status.MISSING
    longest: int | None = None
    is_good: bool = False  # as read: somebody says that it is checked
    is_unfinished: bool = False  # as read: somebody says that it is not


@dataclass
class TranslatorsFile:
    edition: str
    name: str
    language: str
    units: list = field(default_factory=list)
    is_released: bool = False


@dataclass(frozen=True)
class Place:
    """A text as the database has it."""

    record: object
    part: object
    field: str
    language: str
    status: Status

    @property
    def key(self):
        return name_of_segment(self.part, self.field)

    @property
    def source(self):
        return value_in(self.part, self.field, SOURCE)

    @property
    def target(self):
        return value_in(self.part, self.field, self.language)

    @property
    def text_key(self):
        return name_of(self.part), self.field

    @property
    def longest(self):
        return self.part._meta.get_field(column(self.field, self.language)).max_length

    @property
    def version(self):
        return f"{mark(self.source)}-{mark(self.target)}-{self.status}"

    def told(self):
        """Return where this stands, for people, in the language of the moment."""
        return f"{self.record.code} {self.record.title} · {self.record.what(self.part, self.field)}"


def mark(text):
    """Return a short hash by which two texts are the same; ends of lines as a system writes them do not count."""
    return mark_of(CONTROLS.sub("", line_ends(text)))


def places(edition, given, language):
    """Return every text that was given into ``language``, in the order of the edition; as many queries for any number."""
    rows = [record for record in records(edition) if given.includes(language, record.owner)]
    known = known_states([part for record in rows for part in record.parts], [language])
    return [
        Place(record, part, name, language, status_of(part, name, language, known))
        for record in rows
        for part in record.parts
        for name in translated_fields(type(part))
        if is_due(part, name)
    ]


def places_by_key(edition, given, language):
    return {place.key: place for place in places(edition, given, language)}


def file_of(edition, given, language):
    """Return the file that a translator takes home. Its places are told in English: it goes from hand to hand."""
    with translation.override(SOURCE):
        units = [
            Unit(one.key, one.source, one.target, one.told(), one.version, one.status, one.longest)
            for one in places(edition, given, language)
        ]
    return TranslatorsFile(
        str(edition.uuid), str(edition), language, units, is_released=language in frozen_languages(edition)
    )
