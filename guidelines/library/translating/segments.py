"""One record taken apart into segments: a field of the record or of a part, source and target side by side."""

from dataclasses import dataclass, field, replace

from guidelines.library.checks import text
from guidelines.library.models import Reference
from guidelines.library.translating.board import known_states, status_of
from guidelines.library.translating.earlier import translated_before
from guidelines.library.translating.near import translated_nearly
from portal.audit.record import name_of
from portal.differences import Difference, difference
from portal.languages import SOURCE, Text, column, direction, html_code, value_in
from portal.translations.models import Status
from portal.translations.standing import source_hash
from portal.translations.states import translated_fields

#: The shape of each standing (components/state.html).
SHAPES = {Status.HUMAN: "done", Status.MACHINE: "open", Status.STALE: "asked", Status.MISSING: "bad"}

LINE = 60  # letters in a line of the box, about


@dataclass(frozen=True, eq=False)
class Segment:
    """One text to translate; ``name`` is its field in the form."""

    name: str
    part: object
    field_name: str
    label: str
    source: Text
    value: str
    language: str
    status: Status
    max_length: int | None
    changes: Difference | None = None  # of the English, since it was translated
    offers: list = field(default_factory=list)  # translations of the same English
    near: list = field(default_factory=list)  # translations of nearly the same
    pieces: list = field(default_factory=list)  # of the source: terms of the glossary stand in pieces of their own
    terms: list = field(default_factory=list)
    findings: list = field(default_factory=list)

    @property
    def shape(self):
        return SHAPES[self.status]

    @property
    def direction(self):
        return direction(self.language)

    @property
    def html_lang(self):
        return html_code(self.language)

    @property
    def rows(self):
        """Return how many lines the box has: as many as the longer of the two texts takes."""
        return max(sum(len(line) // LINE + 1 for line in text.split("\n")) for text in (self.source.value, self.value))

    @property
    def may_be_confirmed(self):
        return self.status in {Status.STALE, Status.MACHINE}


def segments(record, language, vocabulary=None):
    """Return what is to be translated in a record, in the order of its parts; with a vocabulary, with its terms."""
    known = known_states(record.parts, [language])
    due = [(part, name) for part in record.parts for name in translated_fields(type(part)) if is_due(part, name)]
    offers = translated_before([value_in(part, name, SOURCE) for part, name in due], language)
    found = [_segment(record.what(part, name), part, name, language, known, offers) for part, name in due]
    unhelped = [one.source.value for one in found if one.status != Status.HUMAN and not one.offers]
    near = translated_nearly(unhelped, language)
    return [
        _with_terms(
            one if one.status == Status.HUMAN or one.offers else replace(one, near=near_to(one, near)), vocabulary
        )
        for one in found
    ]


def near_to(segment, near):
    """Return what is offered beside a text: not the very text that stands in the box."""
    return [one for one in near[segment.source.value] if one.text != segment.value]


def _with_terms(segment, vocabulary):
    if vocabulary is None:
        return segment
    source, value = segment.source.value, segment.value
    is_title = isinstance(segment.part, Reference)
    return replace(
        segment,
        pieces=vocabulary.pieces(source),
        terms=vocabulary.wanted(source, value),
        findings=text.check(source, value, segment.language, is_title=is_title),
    )


def is_due(part, name):
    return bool(value_in(part, name, SOURCE))


def name_of_segment(part, name):
    """Return the name of a text in forms and files; numbers and codes change, this does not."""
    return f"{part._meta.model_name}-{getattr(part, 'uuid', None) or part.key}-{name}"


def _segment(label, part, name, language, known, offers):
    source, value = value_in(part, name, SOURCE), value_in(part, name, language)
    state = known.get((name_of(part), name, language))
    status = status_of(part, name, language, known)
    moved = status == Status.STALE and state is not None and state.source_text != source
    return Segment(
        name=name_of_segment(part, name),
        part=part,
        field_name=name,
        label=label,
        source=Text(source, SOURCE, SOURCE),
        value=value,
        language=language,
        status=status,
        max_length=type(part)._meta.get_field(column(name, language)).max_length,
        changes=difference(state.source_text, source, SOURCE) if moved else None,
        offers=[text for text in offers[source_hash(source)] if text != value] if status != Status.HUMAN else [],
    )
