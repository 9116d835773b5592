"""What became of each guideline in the next edition: proposed from the texts, confirmed by an editor."""

from django.db import transaction

from guidelines.library.actions.writing import lock
from guidelines.library.enums import MappingKind
from guidelines.library.exceptions import (
    ChangedMeanwhile,
    KindDoesNotFit,
    MappingFrozen,
    MappingOpen,
    NoPredecessor,
    NotUnchanged,
    WrongEdition,
)
from guidelines.library.following import Following, predecessor
from guidelines.library.models import MappedGuideline, Mapping, MappingRow
from guidelines.library.succession import Group, fits, kind_of, propose
from portal import clock
from portal.audit.record import record


def check_confirmed(edition, old):
    """Refuse to let an edition follow ``old`` before a person said what became of each guideline."""
    mapping = Mapping.objects.filter(old=old, new=edition).select_related("old__set", "new__set").first()
    if mapping is None:
        raise MappingOpen(old, 0)
    if count := Following(mapping).open_count:
        raise MappingOpen(old, count)


@transaction.atomic
def propose_mapping(edition, *, by):
    """Propose a row for every guideline that has none; what was confirmed and still holds stays as it is.

    A guideline that is alone in its row is looked at again, unless that was confirmed.
    """
    new = _open(edition)
    old = predecessor(new)
    if old is None:
        raise NoPredecessor
    mapping, _new = Mapping.objects.get_or_create(old=old, new=new)
    following = Following(mapping)
    kept = [mapped for mapped in following.rows if not (mapped.is_open and mapped.is_one_sided)]
    gone = [mapped.row.pk for mapped in following.rows if mapped not in kept]
    MappingRow.objects.filter(pk__in=gone).delete()
    for mapped in kept:
        if mapped.is_open:
            _leave_open(mapped.row, mapped, following)
    known = [Group(_names(mapped.old), _names(mapped.new)) for mapped in kept]
    groups = propose(*following.texts, known)
    for group in groups[len(known) :]:
        _add_row(mapping, kind_of(group, *following.texts), group)
    record(new, "library.propose_mapping", by=by, after={"follows": str(old.uuid), "rows": len(groups)})
    return mapping


@transaction.atomic
def save_row(row, *, kind, old, new, by):
    """Confirm a row as it shall be. Guidelines come out of the rows where they stood; none is left without a row."""
    mapping = row.mapping
    _open(mapping.new)
    if not MappingRow.objects.filter(pk=row.pk).exists():  # another row has taken its guidelines in
        raise ChangedMeanwhile
    kind = MappingKind(kind)
    if {guideline.edition_id for guideline in old} - {mapping.old_id} or {guideline.edition_id for guideline in new} - {
        mapping.new_id
    }:
        raise WrongEdition
    following = Following(mapping)
    if not fits(kind, len(old), len(new)):
        raise KindDoesNotFit(kind)
    if not following.holds(kind, old, new):
        raise NotUnchanged
    chosen = {guideline.pk for guideline in [*old, *new]}
    for mapped in following.rows:
        own = mapped.row.pk == row.pk
        before = [*mapped.old, *mapped.new]
        mapped.old = [guideline for guideline in mapped.old if guideline.pk not in chosen]
        mapped.new = [guideline for guideline in mapped.new if guideline.pk not in chosen]
        if own:
            left_out = mapped
        elif not (mapped.old or mapped.new):
            mapped.row.delete()
        elif len(before) != len(mapped.old) + len(mapped.new):
            _leave_open(mapped.row, mapped, following)
    MappedGuideline.objects.filter(row=row).delete()
    MappedGuideline.objects.filter(mapping=mapping, guideline__in=chosen).delete()
    _fill(row, chosen)
    for guideline in left_out.old:
        _add_row(mapping, MappingKind.DROPPED, Group(old=[guideline.pk]))
    for guideline in left_out.new:
        _add_row(mapping, MappingKind.NEW, Group(new=[guideline.pk]))
    _confirm([row], kind, by=by)
    record(
        mapping.new,
        "library.confirm_mapping",
        by=by,
        after={"kind": kind, "old": [str(each.key) for each in old], "new": [str(each.key) for each in new]},
    )
    return row


@transaction.atomic
def confirm_rows(mapping, *, by, kinds=tuple(MappingKind)):
    """Confirm the rows of these kinds as they are proposed, where what they say is true."""
    _open(mapping.new)
    rows = [
        mapped.row
        for mapped in Following(mapping).rows
        if mapped.row.confirmed_at is None and mapped.is_true and mapped.row.kind in kinds
    ]
    _confirm(rows, None, by=by)
    if rows:
        record(mapping.new, "library.confirm_mapping", by=by, after={"rows": [str(row.key) for row in rows]})
    return len(rows)


def _open(edition):
    edition = lock(edition)
    if edition.is_public:
        raise MappingFrozen
    return edition


def _names(guidelines):
    return [guideline.pk for guideline in guidelines]


def _leave_open(row, mapped, following):
    row.kind = kind_of(Group(_names(mapped.old), _names(mapped.new)), *following.texts)
    row.confirmed_at = row.confirmed_by = None
    row.save(update_fields=["kind", "confirmed_at", "confirmed_by"])


def _add_row(mapping, kind, group):
    row = MappingRow.objects.create(mapping=mapping, kind=kind)
    _fill(row, [*group.old, *group.new])


def _fill(row, guidelines):
    MappedGuideline.objects.bulk_create(
        MappedGuideline(mapping=row.mapping, row=row, guideline_id=pk) for pk in guidelines
    )


def _confirm(rows, kind, *, by):
    for row in rows:
        row.kind = kind or row.kind
        row.confirmed_at, row.confirmed_by = clock.now(), by
    MappingRow.objects.bulk_update(rows, ["kind", "confirmed_at", "confirmed_by"])
