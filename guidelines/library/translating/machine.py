"""What is missing in a language, filled by the engine: record by record, so that a second run goes on where one ended."""

from django.contrib.auth import get_user_model

from guidelines.library.actions.translations import store_machine_texts
from guidelines.library.duties import given_to
from guidelines.library.exceptions import LanguageFrozen, NotYourText
from guidelines.library.models import Edition
from guidelines.library.translating import engine
from guidelines.library.translating.files.segments import places
from portal.audit.record import name_of
from portal.background.execution import GiveUp
from portal.translations.models import Status


def fill(edition_uuid, language, by_uuid):
    """Ask the engine for every text that is missing, outside of any transaction, and store what it answers.

    One bad answer does not keep the other records waiting; it is told at the
    end, and the task runs again.
    """
    if not engine.is_there():
        raise GiveUp("TRANSLATION_URL is not set any more.")
    edition = Edition.objects.select_related("set").get(uuid=edition_uuid)
    by = get_user_model().objects.get(uuid=by_uuid)
    bad = []
    try:
        for owner, missing in _missing(edition, given_to(by, edition), language):
            try:
                found = engine.translate([place.source for place in missing], language)
            except engine.BadAnswer as problem:
                bad.append(f"{name_of(owner)}: {problem}")
                continue
            texts = {place.text_key: (place.source, text) for place, text in zip(missing, found, strict=True)}
            store_machine_texts(owner, texts, language=language, by=by)
    except LanguageFrozen:
        return  # released meanwhile: nothing is missing any more
    except NotYourText:
        raise GiveUp("Whoever asked for it no longer translates this edition.") from None
    if bad:
        raise engine.BadAnswer("; ".join(bad[:10]))


def _missing(edition, given, language):
    found = {}
    for place in places(edition, given, language):
        if place.status == Status.MISSING:
            owner = place.record.owner
            found.setdefault(name_of(owner), (owner, []))[1].append(place)
    return found.values()
