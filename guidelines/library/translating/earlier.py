"""The same English text translated before, in any edition; only what a person has vouched for is offered."""

from collections import defaultdict

from django.apps import apps

from portal.audit.record import name_of
from portal.languages import value_in
from portal.translations.models import Status, TranslationState
from portal.translations.standing import source_hash


def translated_before(sources, language):
    """Return source hash → texts in ``language``: one query for the states and one for each kind of record."""
    hashes = {source_hash(source) for source in sources}
    found = list(
        TranslationState.objects.filter(source_hash__in=hashes, language=language, status=Status.HUMAN).order_by("pk")
    )
    return texts_of([(state.target, state.field, state.source_hash) for state in found], language)


def texts_of(places, language):
    """Return source hash → texts that stand at ``places`` (name, field, source hash); a query for each kind of record."""
    by_model = defaultdict(set)
    for target, _field, _hash in places:
        label, _colon, key = target.partition(":")
        by_model[label].add(key)
    objects = defaultdict(list)
    for label, keys in by_model.items():
        for obj in _fetch(apps.get_model(label), keys):
            objects[name_of(obj)].append(obj)
    offers = defaultdict(list)
    for target, field, hashed in places:
        for obj in objects[target]:
            text = value_in(obj, field, language)
            if text and text not in offers[hashed]:
                offers[hashed].append(text)
    return offers


def _fetch(model, keys):
    names = {field.name for field in model._meta.get_fields()}
    # In the order in which the audit trail names a record.
    identifier = next(name for name in ("uuid", "key", "code") if name in names)
    return model.objects.filter(**{f"{identifier}__in": keys}).order_by("pk")
