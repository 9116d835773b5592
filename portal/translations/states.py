"""How each translated text stands: kept by the action that writes the text, in its transaction."""

import hashlib

from modeltranslation.translator import translator

from portal.audit.record import name_of
from portal.languages import CODES, SOURCE, value_in
from portal.translations.models import Status, TranslationState


def translated_fields(model):
    """Return the names of the translated fields of a model, as its translation.py lists them."""
    return list(translator.get_options_for_model(model).fields)


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def keep(objects, *, changed):
    """Bring the states of ``objects`` up to date after they were written.

    ``changed`` holds (name of the object, field, language) of each text that a
    person has just written: those are now translations of today's source. What
    was not touched goes stale when its source has moved on.
    """
    objects = list(objects)
    known = {
        (state.target, state.field, state.language): state
        for state in TranslationState.objects.filter(target__in=[name_of(obj) for obj in objects])
    }
    rows = []
    for obj in objects:
        target = name_of(obj)
        for field in translated_fields(type(obj)):
            source = value_in(obj, field, SOURCE)
            for code in CODES:
                place = (target, field, code)
                row = _state(known.get(place), place, source, value_in(obj, field, code), place in changed)
                if row:
                    rows.append(row)
    TranslationState.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["target", "field", "language"],
        update_fields=["status", "source_hash", "source_text"],
    )


def _state(known, place, source, text, is_new):
    """Return the row to write, or None when nothing has to be."""
    target, field, code = place
    row = TranslationState(target=target, field=field, language=code)
    if code == SOURCE:
        row.status, row.source_hash = (Status.ORIGINAL, digest(text)) if text else (Status.MISSING, "")
    elif not text:
        if not source and known is None:
            return None
        row.status = Status.MISSING
    elif known is None or is_new or not known.source_hash:
        row.status, row.source_hash, row.source_text = Status.HUMAN, digest(source), source
    elif known.source_hash != digest(source):
        row.status, row.source_hash, row.source_text = Status.STALE, known.source_hash, known.source_text
    elif known.status == Status.STALE:
        row.status, row.source_hash, row.source_text = Status.HUMAN, known.source_hash, known.source_text
    else:
        return None
    return row


def forget(objects):
    """Drop the states of objects that are being removed."""
    TranslationState.objects.filter(target__in=[name_of(obj) for obj in objects]).delete()
