"""The glossary is written here and nowhere else."""

from django.db import transaction
from django.utils import translation

from guidelines.library.glossary.exceptions import TermContradicts, TermKnown, TermRetired
from guidelines.library.models import Term
from portal import clock
from portal.audit.record import record
from portal.languages import CODES, SOURCE, column, set_columns, sort_key, value_in

FIELDS = ["name", "definition", "forms", "avoided"]


@transaction.atomic
def write_term(term, *, by):
    """Add a term to the glossary, or change it; ``term`` says what shall be, in all languages."""
    stored = _locked(term) if term.pk else None
    if stored is not None and stored.retired_at:
        raise TermRetired
    _tidy(term)
    before, after = _contents(stored), _contents(term)
    if stored is not None and before == after:
        return term
    _check(term)
    with translation.override(SOURCE):
        term.full_clean()
        term.save()
    differing = {place for place in before.keys() | after.keys() if before.get(place) != after.get(place)}
    record(
        term,
        "library.change_term" if stored else "library.add_term",
        by=by,
        before={place: before.get(place, "") for place in sorted(differing)} if stored else None,
        after={place: after.get(place, "") for place in sorted(differing)},
    )
    return term


@transaction.atomic
def retire_term(term, *, by):
    """Take a term out of use: it stays on record and is neither marked, listed nor asked for."""
    stored = _locked(term)
    if stored.retired_at:
        raise TermRetired
    stored.retired_at, stored.retired_by = clock.now(), by
    stored.save(update_fields=["retired_at", "retired_by"])
    record(stored, "library.retire_term", by=by, before={"name": str(stored)})
    return stored


@transaction.atomic
def restore_term(term, *, by):
    """Take a retired term back into use, unless another has its place."""
    stored = _locked(term)
    if not stored.retired_at:
        return stored
    _check_once(stored)
    stored.retired_at = stored.retired_by = None
    stored.save(update_fields=["retired_at", "retired_by"])
    record(stored, "library.restore_term", by=by, after={"name": str(stored)})
    return stored


def _locked(term):
    return Term.objects.select_for_update(of=("self",)).get(pk=term.pk)


def _tidy(term):
    """One word a line and none twice; the keys by which lists sort follow the names, English where there is none."""
    for code in CODES:
        name = " ".join(value_in(term, "name", code).split())
        lists = {field: _lines(value_in(term, field, code)) for field in ("forms", "avoided")}
        lists["forms"] = [form for form in lists["forms"] if form != name]
        set_columns(term, "name", {code: name})
        set_columns(term, "definition", {code: value_in(term, "definition", code).strip()})
        for field, lines in lists.items():
            set_columns(term, field, {code: "\n".join(lines)})
    for code in CODES:
        name = value_in(term, "name", code) or value_in(term, "name", SOURCE)
        set_columns(term, "sort", {code: sort_key(name.casefold(), code)})


def _lines(text):
    return list(dict.fromkeys(line for raw in text.splitlines() if (line := " ".join(raw.split()))))


def _check(term):
    _check_once(term)
    for code in CODES:
        wanted = {word.casefold() for word in term.words(code)}
        for word in term.words_to_avoid(code):
            if word.casefold() in wanted:
                raise TermContradicts(word, code)


def _check_once(term):
    name = value_in(term, "name", SOURCE)
    others = Term.objects.in_use().filter(set=term.set_id).exclude(pk=term.pk)
    if name and others.filter(**{f"{column('name', SOURCE)}__iexact": name}).exists():
        raise TermKnown(name)


def _contents(term):
    if term is None:
        return {}
    found = {f"{field} {code}": text for field in FIELDS for code in CODES if (text := value_in(term, field, code))}
    return found | {"set": term.set.code if term.set_id else "", "note": term.note}
