"""How each text stands in each language. The texts themselves are written by the apps that own them."""

from django.db import transaction

from portal.audit.record import name_of, record
from portal.languages import CODES, SOURCE, value_in
from portal.translations.models import Made, TranslationState
from portal.translations.standing import original, source_hash, standing


@transaction.atomic
def mark_translated(obj, field, language, status, *, by):
    """Note that ``field`` in ``language`` was made from today's English, by a person or by a machine."""
    if language == SOURCE:
        raise ValueError("The source language is the original; it is never a translation.")
    if not value_in(obj, field, language):
        raise ValueError(f"{field} has no text in {language} that could be marked.")
    made = Made(status)
    source = value_in(obj, field, SOURCE)
    state, _is_new = TranslationState.objects.update_or_create(
        target=name_of(obj),
        field=field,
        language=language,
        defaults={
            "status": made.value,
            "made": made.value,
            "source_hash": source_hash(source),
            "source_text": source,
        },
    )
    after = {"field": field, "language": language, "status": made.value}
    record(obj, "translations.mark_translated", by=by, after=after)
    return state


@transaction.atomic
def refresh_states(obj, fields):
    """Write the states of ``fields`` as they follow from the texts now; return those that changed.

    Call it where texts are saved: what was made from another source is stale from then on.
    """
    target = name_of(obj)
    stored = TranslationState.objects.select_for_update().filter(target=target, field__in=fields)
    known = {(state.field, state.language): state for state in stored}
    changed = []
    for field in fields:
        source = value_in(obj, field, SOURCE)
        for language in CODES:
            state = known.get((field, language)) or TranslationState(target=target, field=field, language=language)
            text = value_in(obj, field, language)
            if language == SOURCE:
                status = original(source)
            else:
                status = standing(source=source, text=text, made=state.made, made_from=state.source_hash)
            if state.status != status:
                state.status = status
                changed.append(state)
    new = [state for state in changed if state.pk is None]
    TranslationState.objects.bulk_update([state for state in changed if state.pk], ["status"])
    TranslationState.objects.bulk_create(new)
    return changed
