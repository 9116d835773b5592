"""The states of a whole record with its parts, kept by the action that writes the texts, in its transaction."""

from modeltranslation.translator import translator

from portal.audit.record import name_of
from portal.languages import CODES, SOURCE, value_in
from portal.translations.models import Made, TranslationState
from portal.translations.standing import original, source_hash, standing


def translated_fields(model):
    """Return the names of the translated fields of a model, in the order in which the model has them."""
    names = translator.get_options_for_model(model).fields  # a set: its order differs from process to process
    return [field.name for field in model._meta.concrete_fields if field.name in names]


def keep(objects, *, changed, made=Made.HUMAN):
    """Bring the states of ``objects`` up to date after they were written; two queries, however many texts.

    ``changed`` holds (name of the object, field, language) of each text that was
    just written, by a person or as ``made`` says: it is a translation of today's
    source. What was not touched goes stale when its source has moved on.
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
                text = value_in(obj, field, code)
                state = known.get(place)
                if state is None and not (source or text):
                    continue  # an optional field that nobody has used
                if _follow(state := state or _new(place), source, text, made=made if place in changed else None):
                    rows.append(state)
    TranslationState.objects.bulk_create(
        sorted(rows, key=lambda state: (state.target, state.field, state.language)),
        update_conflicts=True,
        unique_fields=["target", "field", "language"],
        update_fields=["status", "made", "source_hash", "source_text"],
    )


def _new(place):
    target, field, language = place
    return TranslationState(target=target, field=field, language=language)


def _follow(state, source, text, *, made):
    """Let the state follow from the texts; return whether it is to be stored."""
    before = (state.status, state.made, state.source_hash)
    if state.language == SOURCE:
        state.status = original(source)
    else:
        if text and (made or not state.made):
            state.made, state.source_hash, state.source_text = made or Made.HUMAN, source_hash(source), source
        state.status = standing(source=source, text=text, made=state.made, made_from=state.source_hash)
    return before != (state.status, state.made, state.source_hash)


def remembered(places):
    """Return (name, field, language) → how it was made and from what, to be put back by ``put_back``; one query."""
    found = TranslationState.objects.filter(target__in={target for target, _field, _language in places})
    return {
        (state.target, state.field, state.language): {
            "made": state.made,
            "source_hash": state.source_hash,
            "source_text": state.source_text,
        }
        for state in found
        if (state.target, state.field, state.language) in places
    }


def put_back(obj, field, language, before):
    """Let the state of one text be again what ``remembered`` told of it, after the text itself was put back."""
    source, text = value_in(obj, field, SOURCE), value_in(obj, field, language)
    status = standing(source=source, text=text, made=before["made"], made_from=before["source_hash"])
    place = {"target": name_of(obj), "field": field, "language": language}
    TranslationState.objects.update_or_create(**place, defaults=before | {"status": status})


def forget(objects):
    """Drop the states of objects that are being removed."""
    TranslationState.objects.filter(target__in=[name_of(obj) for obj in objects]).delete()
