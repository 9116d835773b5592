"""How each record of an edition stands in each language: complete, by machine, out of date, missing."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guidelines.library.translating.records import records
from portal.audit.record import name_of
from portal.languages import SOURCE, value_in
from portal.translations.models import Status, TranslationState
from portal.translations.states import translated_fields


@dataclass(frozen=True)
class Cell:
    """One record in one language."""

    language: str
    missing: int
    stale: int
    machine: int
    is_given: bool = True  # to whoever looks at the board

    @property
    def is_complete(self):
        return not (self.missing or self.stale or self.machine)

    def standings(self):
        """Return (shape, words) for each thing that is left to do, or one that says complete."""
        if self.is_complete:
            return [("done", _("complete"))]
        counted = [
            ("bad", self.missing, ngettext("%(count)d missing", "%(count)d missing", self.missing)),
            ("asked", self.stale, ngettext("%(count)d out of date", "%(count)d out of date", self.stale)),
            ("open", self.machine, ngettext("%(count)d by machine", "%(count)d by machine", self.machine)),
        ]
        return [(kind, words % {"count": count}) for kind, count, words in counted if count]


def known_states(parts, languages):
    """Return (record, field, language) → state, one query."""
    names = [name_of(part) for part in parts]
    found = TranslationState.objects.filter(target__in=names, language__in=languages)
    return {(state.target, state.field, state.language): state for state in found}


def status_of(part, field, language, known):
    """Return how one text stands; what nobody has vouched for is out of date."""
    if not value_in(part, field, language):
        return Status.MISSING
    state = known.get((name_of(part), field, language))
    return Status(state.status) if state else Status.STALE


def board(edition, given):
    """Return (record, its cells in the order of the languages) for what was given of an edition."""
    rows = [record for record in records(edition) if given.languages_of(record.owner)]
    known = known_states([part for record in rows for part in record.parts], given.languages)
    return [(record, [_cell(record, language, given, known) for language in given.languages]) for record in rows]


def _cell(record, language, given, known):
    if not given.includes(language, record.owner):
        return Cell(language, 0, 0, 0, is_given=False)
    counts = Counter(
        status_of(part, field, language, known)
        for part in record.parts
        for field in translated_fields(type(part))
        if value_in(part, field, SOURCE)
    )
    return Cell(language, counts[Status.MISSING], counts[Status.STALE], counts[Status.MACHINE])
