"""The order of sections and guidelines in a file, and in the edition after it."""

from guidelines.library.actions.writing import check_structure, lock
from guidelines.library.models import Guideline, Section
from guidelines.library.numbering import guidelines_in_order, in_tree_order
from portal.audit.record import record


def as_a_tree(book):
    """Return the rows of the sections as they are read: what stands within one follows it."""
    within = book.within("section")

    def walk(key):
        for row in within.get(key, []):
            yield row
            yield from walk(row.key)

    return list(walk(None))


def keep(edition, book, *, by):
    """Put sections and guidelines in the order of the file."""
    sections = in_tree_order(Section.objects.filter(edition=edition))
    guidelines = guidelines_in_order(sections, Guideline.objects.filter(edition=edition))
    wanted_sections = [row.key for row in as_a_tree(book)]
    place = {key: number for number, key in enumerate(wanted_sections)}
    rows = sorted(book.of("guideline"), key=lambda row: place[row.values["within"]])
    wanted_guidelines = [row.key for row in rows]
    told = {}
    if [str(section.key) for section in sections] != wanted_sections:
        told["sections"] = wanted_sections
    if [str(guideline.key) for guideline in guidelines] != wanted_guidelines:
        told["guidelines"] = wanted_guidelines
    if not told:
        return
    check_structure(lock(edition), by=by)
    for model, found, wanted in (
        (Section, sections, wanted_sections),
        (Guideline, guidelines, wanted_guidelines),
    ):
        place = {key: number for number, key in enumerate(wanted)}
        for obj in found:
            obj.position = place[str(obj.key)]
        model.objects.bulk_update(found, ["position"])
    record(edition, "library.order_edition", by=by, after=told)
