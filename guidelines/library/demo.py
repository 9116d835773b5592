"""The demo's library: one finished set in seven languages, two in three, the others announced, two topics proposed, and a glossary.

Built through the same actions as everything else, from the texts in
``demo_set``, a folder for each set: ``structure.json`` and one file for each
language. Safe to repeat; keys are the same on every machine.
"""

import json
from datetime import UTC, datetime

from guidelines.library import actions, completeness
from guidelines.library.checks import edition as checks
from guidelines.library.demo_set.announced import ANNOUNCED, PROPOSED
from guidelines.library.demo_set.book import BOOKS, FOLDER, Book, key
from guidelines.library.demo_set.earlier import Earlier
from guidelines.library.demo_set.misprints import Misprints
from guidelines.library.models import Edition, GuidelineSet, Term
from portal import clock
from portal.languages import set_columns

__all__ = ["Book", "build", "key", "load"]


def build(world):
    """Build the library as the guideline editor of the demo."""
    with world.on(320):
        world.cast.edition = load(by=world.cast.guideline_editor, sets=world.sets)


def load(*, by, sets=None):
    """Build what is not there yet; return the published edition of the first set. ``sets``: which others, None for all."""
    _write_glossary(by=by)
    edition = _publish(Book("ict"), position=0, by=by)
    for position, (code, title) in enumerate(ANNOUNCED.items(), start=1):
        if code.lower() in (BOOKS if sets is None else BOOKS & sets):
            _publish_book(code.lower(), position=position, by=by)
        else:
            _set(code, title, position=position, by=by)
    for position, (code, (title, year)) in enumerate(PROPOSED.items(), start=50):
        proposed_set = _set(code, title, position=position, by=by)
        if not proposed_set.editions.exists():
            actions.create_edition(Edition(uuid=key("edition", code), set=proposed_set, year=year), by=by)
    return edition


def _write_glossary(*, by):
    for texts in json.loads((FOLDER / "glossary.json").read_text(encoding="utf-8")):
        own = key("term", texts["name"]["en"])
        if not Term.objects.filter(uuid=own).exists():
            term = Term(uuid=own)
            for field, values in texts.items():
                set_columns(term, field, values)
            actions.write_term(term, by=by)


def _publish_book(name, *, position, by):
    """Publish a set's edition and, where there was one before, that one first, in its own year."""
    earlier = None
    if (FOLDER / name / "previous.json").is_file():
        earlier = Earlier(name)
        with clock.set_to(datetime(earlier.year, 10, 1, 9, tzinfo=UTC)):
            _publish(earlier, position=position, by=by)
    misprints = Misprints(name)
    edition = _publish(misprints.put_into(Book(name)), position=position, by=by, earlier=earlier)
    misprints.correct(edition, by=by)


def _set(code, title, *, by, position, summary=None):
    found = GuidelineSet.objects.filter(code=code).first()
    if found:
        return found
    new = GuidelineSet(code=code, position=position)
    set_columns(new, "title", title)
    set_columns(new, "summary", summary or {})
    return actions.save_set(new, by=by)


def _publish(book, *, position, by, earlier=None):
    title = book.texts("set", "title") if book.code not in ANNOUNCED else ANNOUNCED[book.code]
    demo_set = _set(book.code, title, summary=book.texts("set", "summary"), position=position, by=by)
    edition = Edition.objects.filter(uuid=key("edition", book.code, book.year)).first()
    if edition is None:
        edition = book.write(demo_set, by=by)
        if earlier:
            earlier.confirm(edition, by=by)
        actions.go_through(edition, "draft", "review", "finalise", "approve", "translate", "publish", by=by)
    for language in book.languages:
        released = edition.languages.filter(language=language, released_at__isnull=False).exists()
        if not released and not completeness.gaps(edition, language):
            # Read through by the people who wrote the demo.
            seen = checks.report(edition, language).mark
            actions.release_language(edition, language=language, by=by, seen=seen)
    return edition
