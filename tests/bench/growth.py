"""A library that grows around one set, and what its reading pages then cost. Run in the portal's own environment.

The set that is read is written by the actions of the product, once. What
stands around it are copies of its last edition, made in bulk: the same texts,
under other sets. Every page measured is thus the same page before and after;
what it costs more, it costs because of rows that are not on it.
"""

import statistics
import time
from copy import copy
from pathlib import Path
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from guidelines.library.enums import EditionState
from guidelines.library.models import (
    BlockKind,
    CrossReference,
    Edition,
    EditionLanguage,
    Guideline,
    GuidelineSet,
    Level,
    Point,
    Reference,
    Section,
)
from portal.languages import CODES
from tests.bench import rows
from tests.bench.sites import tell

#: The library has so many sets before and after; what grows is what is in them.
OTHER_SETS = 19
#: The set that is read has so many guidelines.
READ = 30
ROUNDS = 25
BATCH = 2000


def build(*, guidelines, editions, read=READ, other_sets=OTHER_SETS, rounds=ROUNDS):
    """Return page → (queries, milliseconds) with a tenth of the guidelines around, and with all of them."""
    editor = rows.give_role(rows.account("editor"), "guideline_editor", by=None)
    years = range(rows.LAST_YEAR - editions + 1, rows.LAST_YEAR + 1)
    measured = rows.new_set(0, editor)
    for year in years:
        edition = rows.publish(measured, year, read, editor)
    others = [rows.new_set(number, editor) for number in range(1, other_sets + 1)]
    shelf = Shelf(edition, editor)
    copies = [shelf.put(one, year) for one in others for year in years]
    each = max((guidelines - read) // other_sets, 1)
    tenth = max((guidelines // 10 - read) // other_sets, 1)
    shelf.fill(copies, tenth)
    before = measure(edition, editor, rounds)
    shelf.fill(copies, each - tenth)
    after = measure(edition, editor, rounds)
    return {
        "small": tenth * other_sets + read,
        "large": each * other_sets + read,
        "in_all": Guideline.objects.count(),
        "figures": [[name, *before[name], *after[name]] for name in before],
    }


class Shelf:
    """Copies of one edition under other sets, with as many of its guidelines as asked for; the texts recur."""

    def __init__(self, edition, editor):
        self.edition, self.editor = edition, editor
        self.guidelines = list(Guideline.objects.filter(edition=edition).prefetch_related("points", "references"))
        self.filled = 0

    def put(self, guideline_set: GuidelineSet, year):
        """Put an edition without guidelines under a set: published if it is the last, else superseded."""
        edition = copied(self.edition, uuid=uuid4(), set=guideline_set, year=year)
        edition.state = EditionState.PUBLISHED if year == rows.LAST_YEAR else EditionState.SUPERSEDED
        edition.latest_revision = None
        Edition.objects.bulk_create([edition])
        at = {"released_at": edition.published_at, "released_by": self.editor}
        EditionLanguage.objects.bulk_create(EditionLanguage(edition=edition, language=code, **at) for code in CODES)
        for model in (BlockKind, Level):
            found = model.objects.filter(edition=self.edition)
            model.objects.bulk_create(copied(one, edition=edition, key=uuid4()) for one in found)
        section = Section.objects.filter(edition=self.edition, parent__isnull=False).first()
        sections = [copied(section.parent, edition=edition, key=uuid4(), latest_revision=None)]
        Section.objects.bulk_create(sections)
        inner = copied(section, edition=edition, key=uuid4(), parent=sections[0], latest_revision=None)
        Section.objects.bulk_create([inner])
        return edition, inner, {block.code: block for block in edition.blocks.all()}

    def fill(self, copies, count):
        """Add ``count`` guidelines to each copy, with points, references and a cross-reference."""
        for edition, section, blocks in copies:
            made = []
            for place in range(self.filled, self.filled + count):
                source = self.guidelines[place % len(self.guidelines)]
                own = {"edition": edition, "section": section, "number": place + 1, "position": place}
                made.append((source, copied(source, key=uuid4(), latest_revision=None, **own)))
            Guideline.objects.bulk_create([new for _source, new in made], batch_size=BATCH)
            points = [
                copied(point, key=uuid4(), guideline=new, block=blocks[point.block.code])
                for source, new in made
                for point in source.points.all()
            ]
            Point.objects.bulk_create(points, batch_size=BATCH)
            references = [
                copied(one, key=uuid4(), guideline=new) for source, new in made for one in source.references.all()
            ]
            Reference.objects.bulk_create(references, batch_size=BATCH)
            CrossReference.objects.bulk_create(
                CrossReference(guideline=one[1], to=other[1]) for one, other in zip(made, made[1:], strict=False)
            )
        self.filled += count
        if connection.vendor == "postgresql":  # autovacuum would do it within a minute
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")


def copied(obj, **values):
    """Return an unsaved copy with other values; translated columns come along as they are."""
    new = copy(obj)
    new._state = copy(obj._state)
    new._state.adding, new.pk = True, None
    new._state.fields_cache = {}
    new._prefetched_objects_cache = {}
    for name, value in values.items():
        setattr(new, name, value)
    return new


def pages(edition):
    """Return name → address of every kind of reading page."""
    place = [edition.set.slug, edition.year]
    section = Section.objects.filter(edition=edition, parent__isnull=False).order_by("code").first()
    with translation.override("fr"):
        part, guideline = reverse("library:part", args=[*place, "A"]), reverse("library:guideline", args=[*place, 2])
        return {
            "home": "/fr/",
            "list of sets": reverse("library:set_list"),
            "set (redirect)": reverse("library:set", args=place[:1]),
            "edition": reverse("library:edition", args=place),
            "whole": reverse("library:whole", args=place),
            "whole, two languages": f"{reverse('library:whole', args=place)}?with=ar",
            "part": part,
            "section": reverse("library:part", args=[*place, section.code]),
            "guideline": guideline,
            "guideline, two languages": f"{guideline}?with=ar",
            "changes": reverse("library:changes", args=place),
            "PDF, stored": reverse("library:pdf", args=[*place, "fr"]),
            "edition.json": reverse("library_json", args=place),
            "sitemap, index": reverse("sitemap_guidelines"),
            "sitemap of the set": reverse("sitemap_guidelines_set", args=place[:1]),
        }


def measure(edition, editor, rounds):
    """Return page → (queries, median milliseconds), for a visitor and, of the guideline, for one signed in."""
    visitor, signed_in = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    signed_in.force_login(editor)
    found = {name: one_page(visitor, path, rounds) for name, path in pages(edition).items()}
    found["guideline, signed in"] = one_page(signed_in, pages(edition)["guideline"], rounds)
    return found


def one_page(client, path, rounds):
    for _warming in range(3):
        ask(client, path)
    with CaptureQueriesContext(connection) as queries:
        ask(client, path)
    return len(queries), round(statistics.median(timed(ask, client, path) for _round in range(rounds)), 2)


def ask(client, path):
    answer = client.get(path)
    if answer.status_code not in {200, 302}:
        raise SystemExit(f"{path} answered {answer.status_code}")
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def timed(work, *args):
    """Return milliseconds of the processor, ours and the database's: whoever else uses the machine is not in them."""
    began = processor_time()
    work(*args)
    return (processor_time() - began) * 1000


def processor_time():
    """Return the processor seconds of this process and, where it has one, of its PostgreSQL backend."""
    if connection.vendor == "sqlite":
        return time.process_time()
    return time.process_time() + backend_seconds(backend())


def backend_seconds(pid):
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def backend():
    """Return the number of the process that serves our connection; it is on this machine."""
    return connection.connection.info.backend_pid


def main(**sizes):
    tell(build(**sizes))
