"""A whole edition from a file: rehearsed first, then taken as one step, which one step undoes."""

import hashlib

from django.db import transaction

from guidelines.library.actions.guidelines import remove_guideline, save_guideline
from guidelines.library.actions.sections import remove_section
from guidelines.library.actions.sets import save_set
from guidelines.library.actions.writing import frozen_languages, lock, rehearsal
from guidelines.library.enums import EDITABLE, EditionState
from guidelines.library.exceptions import EditionFrozen, LanguageFrozen
from guidelines.library.exchange import as_json
from guidelines.library.exchange.bring import bring
from guidelines.library.exchange.check import check
from guidelines.library.exchange.columns import Book
from guidelines.library.exchange.differences import differences, kept
from guidelines.library.exchange.dump import dump, set_row
from guidelines.library.exchange.exceptions import (
    AlreadyImported,
    FileRefused,
    OtherEdition,
    TouchedSince,
    first_of_each_place,
)
from guidelines.library.exchange.known import against
from guidelines.library.exchange.parts import put_texts
from guidelines.library.models import Edition, GuidelineSet, Import
from guidelines.library.numbering import in_tree_order
from portal import clock
from portal.audit.record import record
from portal.languages import CODES, SOURCE
from portal.translations import states


def prepare_import(book, problems, *, filename, by, edition=None):
    """Rehearse a file and keep what it would change; refuse it with all its errors.

    The rehearsal is the import itself, taken back: it refuses what the import
    would refuse, whatever that is. ``edition`` is the one that the person named.
    """
    if problems := [*problems, *check(book)]:
        raise FileRefused(first_of_each_place([*problems, *against(book)]))
    head = book.one("edition")
    code, year = book.one("set").values["code"], head.values["year"]
    if edition is not None and str(edition.uuid) != head.key and (edition.set.code, edition.year) != (code, year):
        raise OtherEdition(code, year)
    with rehearsal():
        before = _stored(head.key)
        changes = differences(before, dump(bring(book, by=by)))
    with transaction.atomic():
        Import.objects.filter(uploaded_by=by, imported_at=None).delete()
        return Import.objects.create(
            edition=edition or Edition.objects.filter(uuid=head.key).first(),
            name=f"{code} {year}",
            filename=filename[:150],
            wanted=as_json.write(book).decode(),
            seen=_fingerprint(before),
            changes=kept(changes),
            uploaded_by=by,
        )


@transaction.atomic
def take_import(row, *, by):
    """Do what the preview showed, all of it or nothing."""
    row = Import.objects.select_for_update().get(pk=row.pk)
    if not row.is_waiting:
        raise AlreadyImported
    book = _read(row.wanted)
    key, code = book.one("edition").key, book.one("set").values["code"]
    before = _stored(key)
    if _fingerprint(before) != row.seen:
        raise TouchedSince
    found = GuidelineSet.objects.filter(code=code).first()
    row.is_new_set = found is None
    row.before = as_json.write(before or Book(rows=[set_row(found)] if found else [])).decode()
    row.edition = bring(book, by=by)
    row.after = _fingerprint(dump(row.edition))
    row.imported_at = clock.now()
    row.save()
    record(row.edition, "library.import_edition", by=by, after={"import": str(row.uuid), "file": row.filename})
    return row


@transaction.atomic
def undo_import(row, *, by):
    """Put back what stood there before; refused when somebody has written since."""
    row = Import.objects.select_for_update().get(pk=row.pk)
    if not row.may_be_undone:
        raise AlreadyImported
    if row.edition is None or _fingerprint(dump(lock(row.edition))) != row.after:
        raise TouchedSince
    edition = row.edition
    before = _read(row.before)
    record(edition, "library.undo_import", by=by, before={"import": str(row.uuid)})
    if before.of("edition"):
        bring(before, by=by)
    else:
        _remove(edition, before, row, by=by)
        row.edition = None
    row.undone_at = clock.now()
    row.save()
    return row


def import_hindrance(row):
    """Return why what can still be done with an import, taking or undoing it, would be refused now; else None.

    A page offers the button by it. Of a waiting file only the changes that are kept are looked at.
    """
    edition = row.edition
    if row.is_waiting:
        stands = Edition.objects.filter(uuid=_read(row.wanted).one("edition").key).select_related("set").first()
        if _fingerprint(stands and dump(stands)) != row.seen:
            return TouchedSince()
        return _what_stands(stands, row.changes[1:]) if stands else None
    if row.undone_at is not None:
        return None
    if edition is None:
        return TouchedSince()
    now, before = dump(edition), _read(row.before)
    if _fingerprint(now) != row.after:
        return TouchedSince()
    if before.of("edition"):
        return _what_stands(edition, differences(now, before))
    return TouchedSince() if _is_at_work(edition) else None


def _what_stands(edition, changes):
    """Return the refusal of the first of these changes that no longer can be made; else None."""
    frozen = {"": frozen_languages(edition)}
    frozen["set"] = set().union(*map(frozen_languages, edition.set.editions.all()))
    for line in changes:
        code = line.get("language")
        if code is None and edition.state not in EDITABLE and line["record"] != "set":
            return EditionFrozen(edition)
        if code in frozen["set" if line["record"] == "set" else ""]:
            return EditionFrozen(edition) if code == SOURCE else LanguageFrozen(code)
    return None


def _is_at_work(edition):
    return edition.state != EditionState.PROPOSED or edition.assignments.exists()


def _remove(edition, before, row, *, by):
    """Take out an edition that an import has begun and nobody has touched."""
    if _is_at_work(edition):
        raise TouchedSince
    for guideline in edition.guidelines.all():
        guideline.cross_references = []
        save_guideline(guideline, by=by)
    for guideline in edition.guidelines.all():
        remove_guideline(guideline, by=by)
    for section in reversed(in_tree_order(edition.sections.all())):
        remove_section(section, by=by)
    record(edition, "library.remove_edition", by=by, before={"edition": str(edition)})
    states.forget([edition, *edition.blocks.all(), *edition.levels.all()])
    guideline_set = edition.set
    Import.objects.filter(edition=edition).update(edition=None)
    edition.delete()
    if row.is_new_set and not guideline_set.editions.exists():
        record(guideline_set, "library.remove_set", by=by, before={"code": guideline_set.code})
        states.forget([guideline_set])
        guideline_set.delete()
    for stood in before.of("set"):
        put_texts(guideline_set, stood, CODES)
        save_set(guideline_set, by=by)


def _stored(key):
    """Return the edition as it stands, locked: nobody writes between this look and what follows from it."""
    edition = Edition.objects.filter(uuid=key).first()
    return dump(lock(edition)) if edition else None


def _read(text):
    book, problems = as_json.read(text.encode())
    if problems:
        raise FileRefused(problems)
    return book


def _fingerprint(book):
    return hashlib.sha256(as_json.write(book)).hexdigest() if book else ""
