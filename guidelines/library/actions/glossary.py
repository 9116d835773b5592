"""A glossary from a file: rehearsed as itself and taken back, then taken as it was seen."""

import hashlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from guidelines.library.actions.terms import write_term
from guidelines.library.actions.writing import rehearsal
from guidelines.library.exchange.exceptions import FileRefused, Problem, TouchedSince
from guidelines.library.models import GuidelineSet, Term
from portal.languages import SOURCE, column


@dataclass(frozen=True)
class Change:
    """What a file does to one term: ``fields`` are the columns that get another text, all of them in a new one."""

    name: str
    is_new: bool
    fields: tuple


def rehearse_terms(rows, *, by):
    """Return what the rows would change, and the mark by which ``take_terms`` knows that it is still so."""
    with rehearsal():
        changes = _write(rows, by)
    return changes, _mark(rows, changes)


@transaction.atomic
def take_terms(rows, *, by, seen):
    """Write the terms of a file, if they change what was seen and nothing else; all of them or none."""
    changes = _write(rows, by)
    if _mark(rows, changes) != seen:
        raise TouchedSince
    return changes


def _write(rows, by):
    # One import at a time, and none while a set goes.
    sets = {one.code: one for one in GuidelineSet.objects.select_for_update()}
    by_uuid = {term.uuid: term for term in Term.objects.select_related("set")}
    changes, problems, met = [], [], set()
    for row in rows:
        try:
            if change := _bring(row, sets, by_uuid, met, by):
                changes.append(change)
        except ValidationError as problem:
            problems += [Problem(row.place, message) for message in dict.fromkeys(problem.messages)]
    if problems:
        raise FileRefused(problems)
    return changes


def _bring(row, sets, by_uuid, met, by):
    if row.set_code and row.set_code not in sets:
        raise ValidationError(_("There is no set “%(code)s”.") % {"code": row.set_code[:20]})
    term = by_uuid.get(row.uuid) or _by_name(row, by_uuid) or Term()
    is_new = term.pk is None
    if is_new and row.uuid:
        term.uuid = row.uuid
    if term.uuid in met:
        raise ValidationError(_("This term stands in the file twice."))
    met.add(term.uuid)
    before = {} if is_new else _values(term)
    for name, text in row.texts.items():
        setattr(term, name, text)
    if row.note is not None:
        term.note = row.note
    if row.set_code is not None:
        term.set = sets.get(row.set_code)
    write_term(term, by=by)
    by_uuid[term.uuid] = term
    after = _values(term)
    fields = tuple(name for name in after if (after[name] or "") != (before.get(name) or ""))
    return Change(str(term), is_new, fields) if fields else None


def _by_name(row, by_uuid):
    name = " ".join(row.texts.get(column("name", SOURCE), "").split()).casefold()
    code = row.set_code or ""
    return next(
        (
            term
            for term in by_uuid.values()
            if not term.retired_at and str(term).casefold() == name and (term.set.code if term.set_id else "") == code
        ),
        None,
    )


def _values(term):
    translated = ("name_", "definition_", "forms_", "avoided_")
    names = [field.attname for field in Term._meta.concrete_fields if field.attname.startswith(translated)]
    return {name: getattr(term, name) for name in [*names, "note", "set_id"]}


def _mark(rows, changes):
    told = repr([(row.uuid, row.set_code, row.note, sorted(row.texts.items())) for row in rows]) + repr(changes)
    return hashlib.sha256(told.encode()).hexdigest()[:32]
