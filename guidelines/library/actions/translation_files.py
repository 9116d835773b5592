"""A translators' file: rehearsed first, then taken as one step, which one step undoes.

The texts are written by the actions by which somebody writes them on the
screen; each record keeps its line in the audit trail, and the file has one.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from guidelines.library.actions.translations import confirm_translation, save_translation
from guidelines.library.actions.writing import check_open, lock, rehearsal
from guidelines.library.duties import given_to
from guidelines.library.exceptions import NotYourText, Refused
from guidelines.library.exchange.exceptions import AlreadyImported, TouchedSince
from guidelines.library.models import TranslationImport
from guidelines.library.translating.files.compare import CONFIRM, WRITE, Left, compare
from guidelines.library.translating.files.segments import places_by_key
from portal import clock
from portal.audit.record import name_of, record
from portal.translations import states


def prepare_translation_import(found, edition, *, language, filename, by):
    """Rehearse a file and keep what it would change and what it would not, with the reasons.

    The rehearsal is the import itself, taken back: what an action refuses for
    a record is told at each of its texts.
    """
    steps, left = compare(found, edition, given_to(by, edition), language)
    by_key = places_by_key(edition, given_to(by, edition), language)
    refused = {}
    with rehearsal():
        for owner, of_owner in _by_record([step.stored() for step in steps], by_key):
            try:
                with transaction.atomic():
                    _write(owner, of_owner, by_key, language=language, by=by)
            except ValidationError as problem:
                refused |= {step["key"]: " ".join(problem.messages) for step in of_owner}
    left += [Left(step.place, step.text, refused[step.key]) for step in steps if step.key in refused]
    with transaction.atomic():
        TranslationImport.objects.filter(uploaded_by=by, imported_at=None).delete()
        return TranslationImport.objects.create(
            edition=edition,
            language=language,
            filename=filename[:150],
            steps=[step.stored() for step in steps if step.key not in refused],
            refused=[one.stored() for one in left],
            uploaded_by=by,
        )


@transaction.atomic
def take_translation_import(row, *, by):
    """Do what the preview showed, all of it or nothing."""
    row = TranslationImport.objects.select_for_update().get(pk=row.pk)
    if not row.is_waiting:
        raise AlreadyImported
    edition, language = _locked(row), row.language
    by_key = places_by_key(edition, given_to(by, edition), language)
    _check_as_seen(row, by_key)
    before = states.remembered({(*by_key[step["key"]].text_key, language) for step in row.steps})
    for owner, of_owner in _by_record(row.steps, by_key):
        _write(owner, of_owner, by_key, language=language, by=by)
    for step in row.steps:
        step["before"] = before.get((*by_key[step["key"]].text_key, language))
    row.imported_at = clock.now()
    row.save()
    told = {"import": str(row.uuid), "file": row.filename, "language": language, "texts": len(row.steps)}
    record(edition, "library.import_translations", by=by, after=told)
    return row


@transaction.atomic
def undo_translation_import(row, *, by):
    """Put back the texts that stood there before, and how they stood; refused when one was written since."""
    row = TranslationImport.objects.select_for_update().get(pk=row.pk)
    if not row.may_be_undone:
        raise AlreadyImported
    edition, language = _locked(row), row.language
    by_key = places_by_key(edition, given_to(by, edition), language)
    _check_untouched(row, by_key)
    for owner, of_owner in _by_record(row.steps, by_key):
        texts = {by_key[step["key"]].text_key: step["was"] for step in of_owner if step["what"] == WRITE}
        if texts:
            save_translation(owner, texts, language=language, by=by)
    by_key = places_by_key(edition, given_to(by, edition), language)
    for step in row.steps:
        if step["before"]:
            place = by_key[step["key"]]
            states.put_back(place.part, place.field, language, step["before"])
    row.undone_at = clock.now()
    row.save(update_fields=["undone_at"])
    record(edition, "library.undo_translations", by=by, before={"import": str(row.uuid), "language": language})
    return row


def translation_import_hindrance(row, *, by):
    """Return why what can still be done with a file, taking or undoing it, would be refused now; else None."""
    if row.undone_at is not None or not row.steps:
        return None
    try:
        check_open(row.edition, row.language)
        by_key = places_by_key(row.edition, given_to(by, row.edition), row.language)
        (_check_as_seen if row.is_waiting else _check_untouched)(row, by_key)
    except Refused as problem:
        return problem
    except PermissionDenied:
        return _("This text is not yours to write.")
    return None


def _check_as_seen(row, by_key):
    """Refuse to write where something else stands than the preview showed."""
    for step in row.steps:
        place = by_key.get(step["key"])
        if place is None:
            raise NotYourText
        if (place.source, place.target) != (step["source"], step["was"]):
            raise TouchedSince


def _check_untouched(row, by_key):
    """Refuse to put back where something else stands than was imported."""
    if any(step["key"] not in by_key or by_key[step["key"]].target != step["text"] for step in row.steps):
        raise TouchedSince


def _locked(row):
    edition = lock(row.edition)
    check_open(edition, row.language)
    return edition


def _by_record(steps, by_key):
    """Return (record, its steps) in the order of the file."""
    found = {}
    for step in steps:
        owner = by_key[step["key"]].record.owner
        found.setdefault(name_of(owner), (owner, []))[1].append(step)
    return found.values()


def _write(owner, steps, by_key, *, language, by):
    texts = {by_key[step["key"]].text_key: step["text"] for step in steps if step["what"] == WRITE}
    if texts:
        save_translation(owner, texts, language=language, by=by)
    for step in steps:
        if step["what"] == CONFIRM:
            place = by_key[step["key"]]
            confirm_translation(owner, part=place.part, field=place.field, language=language, by=by)
