from django.db import transaction

from guidelines.library.actions.writing import check_open, lock
from guidelines.library.duties import given_to
from guidelines.library.exceptions import NoEngine, NotYourText
from guidelines.library.translating import engine, tasks
from portal import clock
from portal.audit.record import record
from portal.background import outbox


@transaction.atomic
def ask_machine(edition, *, language, by):
    """Have the engine translate what is missing in a language; two clicks within a minute ask once."""
    edition = lock(edition)
    if not engine.is_there():
        raise NoEngine
    check_open(edition, language)
    if language not in given_to(by, edition).languages:
        raise NotYourText
    record(edition, "library.ask_machine", by=by, after={"language": language})
    key = f"library.machine:{edition.uuid}:{language}:{clock.now():%Y-%m-%dT%H:%M}"
    outbox.add(tasks.translate_by_machine, str(edition.uuid), language, str(by.uuid), key=key)
