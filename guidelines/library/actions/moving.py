"""Moving things about in a draft: numbers and codes follow by themselves, since drafts compute them."""

from collections import defaultdict

from django.db import transaction
from django.db.models import F

from guidelines.library.actions.guidelines import remove_guideline, save_guideline
from guidelines.library.actions.writing import check_structure, lock
from guidelines.library.enums import SectionKind
from guidelines.library.exceptions import NothingToSplit, WrongPlace
from guidelines.library.models import CrossReference, Guideline, Point, Reference, Section
from guidelines.library.numbering import in_tree_order
from portal.audit.record import name_of, record
from portal.languages import CODES, SOURCE, column, value_in

#: What stands at which depth.
KINDS = (SectionKind.PART, SectionKind.SECTION, SectionKind.SUBSECTION)


@transaction.atomic
def move_guideline(guideline, *, section, by, before=None):
    """Put a guideline into ``section``, in front of the guideline ``before``, else at the end."""
    edition = lock(guideline.edition)
    check_structure(edition, by=by)
    guideline = Guideline.objects.get(pk=guideline.pk)
    others = list(section.guidelines.exclude(pk=guideline.pk).order_by("position", "pk"))
    if section.edition_id != edition.pk or (before is not None and before not in others):
        raise WrongPlace
    was = {"section": name_of(guideline.section), "position": guideline.position}
    guideline.section = section
    others.insert(others.index(before) if before else len(others), guideline)
    for place, row in enumerate(others):
        row.position = place
    Guideline.objects.bulk_update(others, ["position", "section"])
    guideline.save_revision(user=by, clean=False)  # a form that was opened before is told
    record(
        guideline,
        "library.move_guideline",
        by=by,
        before=was,
        after={"section": name_of(section), "position": guideline.position},
    )
    return guideline


@transaction.atomic
def move_section(section, *, by, parent=None, before=None):
    """Put a section with all that it holds into ``parent``, in front of ``before``; without parent it is a part."""
    edition = lock(section.edition)
    check_structure(edition, by=by)
    rows = {row.pk: row for row in in_tree_order(Section.objects.filter(edition=edition))}
    section = rows[section.pk]
    within = defaultdict(list)
    for row in rows.values():
        within[row.parent_id].append(row)
    parent_id = parent.pk if parent else None
    _check_place(section, parent_id, before, rows, within)
    was = {"within": name_of(rows[section.parent_id]) if section.parent_id else "", "position": section.position}
    within[section.parent_id].remove(section)
    section.parent_id = parent_id
    place = next((n for n, row in enumerate(within[parent_id]) if before and row.pk == before.pk), None)
    within[parent_id].insert(len(within[parent_id]) if place is None else place, section)
    changed = _write_down(within)
    Section.objects.bulk_update(changed, ["parent", "position", "kind"])
    section.save_revision(user=by, clean=False)
    record(
        section,
        "library.move_section",
        by=by,
        before=was,
        after={"within": name_of(rows[parent_id]) if parent_id else "", "position": section.position},
    )
    return section


def _check_place(section, parent_id, before, rows, within):
    """Refuse what is of another edition, stands within itself or would lie too deep."""
    if (parent_id is not None and parent_id not in rows) or (before is not None and before.pk not in rows):
        raise WrongPlace
    if before is not None and (rows[before.pk].parent_id != parent_id or before.pk == section.pk):
        raise WrongPlace
    above, depth = parent_id, 0
    while above is not None:
        if above == section.pk:
            raise WrongPlace
        above, depth = rows[above].parent_id, depth + 1
    if depth + _height(section, within) > len(KINDS):
        raise WrongPlace


def _height(section, within):
    return 1 + max((_height(child, within) for child in within[section.pk]), default=0)


def _write_down(within):
    """Count positions through the edition as it is read, with the kind that each depth has; return all sections."""
    found = []

    def walk(parent_id, depth):
        for row in within[parent_id]:
            row.position, row.kind = len(found), KINDS[depth]
            found.append(row)
            walk(row.pk, depth + 1)

    walk(None, 0)
    return found


@transaction.atomic
def split_guideline(guideline, *, title, points, by):
    """Make two guidelines of one: the second follows, under an English ``title``, and takes these points with it."""
    edition = lock(guideline.edition)
    check_structure(edition, by=by)
    taken = list(Point.objects.filter(guideline=guideline, pk__in=[point.pk for point in points]))
    if not taken or len(taken) == guideline.points.count():
        raise NothingToSplit
    second = Guideline(edition=edition, section=guideline.section)
    setattr(second, column("title", SOURCE), title)
    save_guideline(second, by=by)
    Guideline.objects.filter(section=guideline.section, position__gt=guideline.position).exclude(pk=second.pk).update(
        position=F("position") + 1
    )
    Guideline.objects.filter(pk=second.pk).update(position=guideline.position + 1)
    Point.objects.filter(pk__in=[point.pk for point in taken]).update(guideline=second)
    for half in (guideline, second):
        half = Guideline.objects.get(pk=half.pk)
        half.save_revision(user=by, clean=False)
    record(guideline, "library.split_guideline", by=by, after={"into": name_of(second), "points": len(taken)})
    return Guideline.objects.get(pk=second.pk)


@transaction.atomic
def merge_guidelines(first, second, *, by):
    """Make one guideline of two: points and references of the second follow those of the first, texts join.

    The title is the first one's. What referred to the second refers to the first.
    """
    edition = lock(first.edition)
    check_structure(edition, by=by)
    if first.pk == second.pk or second.edition_id != edition.pk:
        raise WrongPlace
    first = Guideline.objects.get(pk=first.pk)
    for field in ("statement", "rationale"):
        for code in CODES:
            texts = [text for half in (first, second) if (text := value_in(half, field, code))]
            setattr(first, column(field, code), "\n\n".join(texts))
    save_guideline(first, by=by)
    for model in (Point, Reference):
        last = model.objects.filter(guideline=first).count()
        model.objects.filter(guideline=second).update(guideline=first, position=F("position") + last)
    _turn_references(first, second)
    record(first, "library.merge_guidelines", by=by, before={"second": name_of(second)})
    remove_guideline(Guideline.objects.get(pk=second.pk), by=by)
    first = Guideline.objects.get(pk=first.pk)
    first.save_revision(user=by, clean=False)
    return first


def _turn_references(first, second):
    known = set(CrossReference.objects.filter(to=first).values_list("guideline_id", flat=True)) | {first.pk}
    CrossReference.objects.filter(to=second, guideline_id__in=known).delete()
    CrossReference.objects.filter(to=second).update(to=first)
    own = set(CrossReference.objects.filter(guideline=first).values_list("to_id", flat=True)) | {first.pk}
    CrossReference.objects.filter(guideline=second, to_id__in=own).delete()
    CrossReference.objects.filter(guideline=second).update(guideline=first)
