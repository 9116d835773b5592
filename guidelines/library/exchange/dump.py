"""An edition taken apart into rows; the same edition always gives the same rows."""

from guidelines.library.exchange.columns import RECORDS, Book, Row
from guidelines.library.models import Edition, Guideline
from guidelines.library.numbering import guidelines_in_order, in_tree_order
from portal.languages import CODES, value_in


def dump(edition):
    """Return the whole edition as a book, in a number of queries that does not depend on its size."""
    edition = Edition.objects.select_related("set", "commission").get(pk=edition.pk)
    blocks, levels = list(edition.blocks.all()), list(edition.levels.all())
    sections = in_tree_order(edition.sections.all())
    guidelines = Guideline.objects.filter(edition=edition).prefetch_related(
        "points__block", "level_descriptors__level", "references", "cross_references__to"
    )
    guidelines = guidelines_in_order(sections, guidelines)
    keys = {section.pk: str(section.key) for section in sections}
    commission = edition.commission.code if edition.commission else None
    rows = [
        set_row(edition.set),
        _row("edition", edition, key=str(edition.uuid), year=edition.year, commission=commission),
    ]
    rows += [_row("block", b, key=str(b.key), code=b.code, open=b.is_public) for b in blocks]
    rows += [_row("level", lv, key=str(lv.key), level=lv.value) for lv in levels]
    rows += [_row("section", s, key=str(s.key), within=keys.get(s.parent_id), kind=str(s.kind)) for s in sections]
    rows += [_row("guideline", g, key=str(g.key), within=keys[g.section_id]) for g in guidelines]
    for guideline in guidelines:
        rows += _parts(guideline, str(guideline.key))
    order = list(RECORDS)
    rows.sort(key=lambda row: order.index(row.record.name))  # keeps the order within one record
    return Book(list(CODES), rows)


def set_row(guideline_set):
    return _row("set", guideline_set, code=guideline_set.code)


def _parts(guideline, within):
    for point in guideline.points.all():
        yield _row("point", point, key=str(point.key), within=within, block=point.block.code)
    for own in guideline.level_descriptors.all():
        yield _row("descriptor", own, key=str(own.key), within=within, level=own.level.value)
    for reference in guideline.references.all():
        yield _row("reference", reference, key=str(reference.key), within=within, address=reference.url or None)
    for crossing in guideline.cross_references.all():
        yield Row(RECORDS["cross-reference"], {"within": within, "to": str(crossing.to.key)})


def _row(name, obj, **values):
    record = RECORDS[name]
    texts = {(field, code): text for field in record.texts for code in CODES if (text := value_in(obj, field, code))}
    return Row(record, values, texts)
