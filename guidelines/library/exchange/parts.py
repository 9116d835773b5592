"""The parts of an edition and of a guideline, as the rows of a file say they shall be."""

from django.utils.translation import gettext as _

from guidelines.library.exchange.columns import RECORDS
from guidelines.library.exchange.exceptions import Problem
from guidelines.library.models import BlockKind, Edition, GuidelineLevel, Level, Point, Reference
from portal.languages import column, value_in
from portal.written import line_ends

#: The row of a part → its relation on the guideline.
RELATIONS = {"point": "points", "descriptor": "level_descriptors", "reference": "references"}
BY_SLICES_OF = 500  # SQLite takes a limited number of values in one query


def put_texts(obj, row, languages):
    """Write the texts of the languages that the file carries; return the languages that changed.

    A text that differs only in how its lines end is the same: programs for
    tables write them as they like.
    """
    changed = set()
    for name in row.record.texts:
        for code in languages:
            text, stored = row.texts.get((name, code)) or "", value_in(obj, name, code)
            if line_ends(text) != line_ends(stored):
                setattr(obj, column(name, code), text)
                changed.add(code)
    return changed


def place(wanted):
    """Give the parts positions in the order given, unless they stand in it already."""
    if all(part.pk for part in wanted) and wanted == sorted(wanted, key=lambda part: (part.position, part.pk)):
        return
    for position, part in enumerate(wanted):
        part.position = position


def blocks(edition, book):
    wanted = []
    for row, block in _each(edition, "blocks", book.of("block"), BlockKind, book.languages):
        block.code, block.is_public = row.values["code"], row.values["open"]
        wanted.append(block)
    place(wanted)
    return wanted


def levels(edition, book):
    wanted = []
    for row, level in _each(edition, "levels", book.of("level"), Level, book.languages):
        level.value = row.values["level"]
        wanted.append(level)
    return wanted


def put_parts(guideline, parts, languages, blocks, levels):
    """Set points, descriptors and references; return whether something of them is missing in the edition."""
    key = str(guideline.key)
    points, descriptors, references = [], [], []
    for row, point in _each(guideline, "points", parts["point"].get(key, []), Point, languages):
        if row.values["block"] not in blocks:
            return True
        point.block = blocks[row.values["block"]]
        points.append(point)
    for row, own in _each(guideline, "level_descriptors", parts["descriptor"].get(key, []), GuidelineLevel, languages):
        if row.values["level"] not in levels:
            return True
        own.level = levels[row.values["level"]]
        descriptors.append(own)
    for row, reference in _each(guideline, "references", parts["reference"].get(key, []), Reference, languages):
        reference.url = row.values["address"] or ""
        references.append(reference)
    place(points)
    place(references)
    guideline.points, guideline.level_descriptors, guideline.references = points, descriptors, references
    return False


def _each(owner, relation, rows, model, languages):
    stored = {str(part.key): part for part in getattr(owner, relation).all()} if owner.pk else {}
    for row in rows:
        part = stored.get(row.key) or model(key=row.key)
        put_texts(part, row, languages)
        yield row, part


def keys_of_others(book, edition):
    """Return a problem for each key that another edition, or another guideline, has already."""
    for name, record in RECORDS.items():
        if record.model is Edition or "key" not in [column.name for column in record.columns]:
            continue
        owner = "guideline__edition_id" if name in RELATIONS else "edition_id"
        rows = {row.key: row for row in book.of(name)}
        for key, edition_id, within in _stored(record.model, list(rows), owner, name in RELATIONS):
            row = rows[str(key)]
            if edition_id != edition.pk or (within and str(within) != row.values["within"]):
                yield Problem(row.at("key"), _("Another record has this key already."))


def _stored(model, keys, owner, is_part):
    for start in range(0, len(keys), BY_SLICES_OF):
        found = model.objects.filter(key__in=keys[start : start + BY_SLICES_OF])
        for values in found.values_list("key", owner, *(["guideline__key"] if is_part else [])):
            yield (*values, None) if len(values) == 2 else values
