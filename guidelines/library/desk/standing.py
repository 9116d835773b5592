"""The texts of a published edition that an erratum can correct: one record in one language, field by field."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.utils.html import format_html

from guidelines.library.completeness import REQUIRED
from guidelines.library.models import Guideline
from guidelines.library.naming import PartNames
from guidelines.library.translating.board import known_states
from guidelines.library.translating.records import records
from portal.audit.record import name_of
from portal.formats import language_name
from portal.languages import SOURCE, Text, column, value_in, written
from portal.translations.models import Status, TranslationState
from portal.translations.states import translated_fields


@dataclass(frozen=True, eq=False)
class StandingText:
    """One text as it stands; ``name`` is how the address calls it."""

    part: object
    field: str
    label: str
    text: Text
    english: Text
    is_stale: bool  # made from an English that was corrected since

    @property
    def name(self):
        return f"{self.part._meta.model_name}-{getattr(self.part, 'uuid', None) or self.part.key}-{self.field}"

    @property
    def is_needed(self):
        return self.field in REQUIRED[type(self.part)] or (self.text.lang != SOURCE and bool(self.english))

    @property
    def max_length(self):
        return type(self.part)._meta.get_field(column(self.field, self.text.lang)).max_length


class StandingRecord:
    """A guideline, a section or the front matter of an edition, in one released language."""

    def __init__(self, reading, language, kind, key):
        edition = reading.edition
        if language not in edition.released_languages():
            raise Http404
        self.reading, self.language = reading, language
        found = (row for row in records(edition) if (row.kind, row.key) == (kind, str(key)))
        self.record = next(found, None)
        if self.record is None:
            raise Http404

    @property
    def owner(self):
        return self.record.owner

    @property
    def title(self):
        return format_html("{} {}", self.record.code, self.record.title)

    @property
    def language_name(self):
        return language_name(self.language)

    @cached_property
    def texts(self):
        """Return what readers find in this language, and what is due where they find nothing."""
        names = PartNames.of(self.reading, [self.owner.pk] if isinstance(self.owner, Guideline) else [])
        known = known_states(self.record.parts, [self.language])
        found = []
        for part in self.record.parts:
            for field in translated_fields(type(part)):
                text, english = (value_in(part, field, code) for code in (self.language, SOURCE))
                state = known.get((name_of(part), field, self.language))
                if text or english:
                    found.append(
                        StandingText(
                            part=part,
                            field=field,
                            label=names.what(name_of(part), field),
                            text=written(text, self.language),
                            english=written(english, SOURCE),
                            is_stale=state is not None and state.status == Status.STALE,
                        )
                    )
        return found

    def text(self, name):
        found = next((text for text in self.texts if text.name == name), None)
        if found is None:
            raise Http404
        return found


def out_of_date(edition, rows):
    """Return (record, language, how many texts) of released languages whose English was corrected since; one query."""
    record_of = {name_of(part): row for row in rows for part in row.parts}
    released = [code for code in edition.released_languages() if code != SOURCE]
    states = TranslationState.objects.filter(target__in=record_of, language__in=released, status=Status.STALE)
    counts = Counter((record_of[target].key, language) for target, language in states.values_list("target", "language"))
    return [(row, code, counts[row.key, code]) for row in rows for code in released if counts[row.key, code]]
