"""The checks of a whole edition in one language: as many queries for any length."""

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from guidelines.library.checks import text
from guidelines.library.checks.findings import error
from guidelines.library.glossary.wanted import Vocabulary
from guidelines.library.models import Reference, Term
from guidelines.library.translating.board import known_states, status_of
from guidelines.library.translating.records import Record, records
from guidelines.library.translating.segments import name_of_segment
from portal.audit.record import name_of
from portal.languages import SOURCE, value_in
from portal.translations.models import Status
from portal.translations.states import translated_fields


@dataclass(frozen=True)
class Checked:
    """One text with what is to be said of it; ``anchor`` is its place on the translators' screen."""

    part: object
    field_name: str
    label: str
    anchor: str
    value: str
    findings: list

    def names(self, *, errors):
        """Return what the audit trail says of this text."""
        place = f"{name_of(self.part)} {self.field_name}"
        return [f"{place}: {finding.kind}" for finding in self.findings if finding.is_error == errors]


@dataclass(frozen=True)
class Report:
    """What stands between a language and its release; each record with those of its texts that something is said of."""

    rows: list[tuple[Record, list[Checked]]]

    def only(self, chosen):
        """Return the report on those records of which ``chosen`` is true."""
        return Report([(record, texts) for record, texts in self.rows if chosen(record)])

    def _texts(self):
        return [checked for _record, texts in self.rows for checked in texts]

    @property
    def errors(self):
        return [name for checked in self._texts() for name in checked.names(errors=True)]

    @property
    def warnings(self):
        return [name for checked in self._texts() for name in checked.names(errors=False)]

    @property
    def unconfirmed(self):
        """Return the texts that nobody has vouched for."""
        return [name for name in self.errors if name.endswith((": stale", ": machine"))]

    @property
    def mark(self):
        """Return a mark of the warnings and of the texts they are about: whoever has seen these has not seen others."""
        told = [(checked.names(errors=False), checked.value) for checked in self._texts()]
        warned = [repr(one) for one in told if one[0]]
        return hashlib.sha256("\n".join(warned).encode()).hexdigest()[:32] if warned else ""


def report(edition, language):
    """Return what the checks say of an edition in a language. English has nothing that it could differ from."""
    if language == SOURCE:
        return Report([])
    rows = records(edition)
    known = known_states([part for record in rows for part in record.parts], [language])
    vocabulary = Vocabulary(Term.objects.for_set(edition.set_id).order_by("pk"), language)
    return Report(
        [
            (record, found)
            for record in rows
            if (found := [checked for checked in _texts(record, language, known, vocabulary) if checked.findings])
        ]
    )


def _texts(record, language, known, vocabulary):
    for part in record.parts:
        for field_name in translated_fields(type(part)):
            source, value = value_in(part, field_name, SOURCE), value_in(part, field_name, language)
            if not source:
                continue
            findings = [
                *_standing(status_of(part, field_name, language, known)),
                *text.check(
                    source,
                    value,
                    language,
                    wanted=vocabulary.wanted(source, value),
                    is_title=isinstance(part, Reference),
                ),
            ]
            label = record.what(part, field_name)
            yield Checked(part, field_name, label, name_of_segment(part, field_name), value, findings)


def _standing(status):
    said = {
        Status.MISSING: _("The text is missing."),
        Status.STALE: _("The text is out of date: its English has changed since."),
        Status.MACHINE: _("A machine made this text, and nobody has confirmed it."),
    }
    return [error(status.value, said[status])] if status in said else []
