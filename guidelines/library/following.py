"""How the mapping of two editions stands: what is confirmed, what is open, what stands in no row yet."""

from dataclasses import dataclass, field

from guidelines.library.enums import MappingKind
from guidelines.library.models import Edition, Guideline, MappedGuideline, Mapping, MappingRow
from guidelines.library.numbering import guideline_numbers
from guidelines.library.succession import fits
from guidelines.library.wording import wordings

_LAST = float("inf")


def predecessor(edition):
    """Return the edition in force that this one will follow, or None for a first edition."""
    in_force = Edition.objects.in_force().select_related("set").filter(set=edition.set_id)
    return in_force.exclude(pk=edition.pk).first()


def mapping_of(edition):
    """Return the mapping to the edition in force, or None while nothing is proposed."""
    old = predecessor(edition)
    return old and Mapping.objects.filter(old=old, new=edition).select_related("old__set", "new__set").first()


def mapping_consulted_on(edition):
    """Return the mapping of a draft while members are consulted on it: they are told what it would change."""
    return mapping_of(edition) if edition.is_being_consulted else None


@dataclass
class Mapped:
    """One row with its guidelines, in the order of the editions."""

    row: MappingRow
    old: list = field(default_factory=list)
    new: list = field(default_factory=list)
    is_true: bool = True

    @property
    def is_open(self):
        return self.row.confirmed_at is None or not self.is_true

    @property
    def is_one_sided(self):
        return not (self.old and self.new)


class Following:
    """The rows of a mapping, each held against the texts of today; a fixed number of queries."""

    def __init__(self, mapping):
        self.mapping = mapping
        self.texts = wordings(mapping.old), wordings(mapping.new)
        self.old, self.new = in_order(mapping.old), in_order(mapping.new)
        self.rows = self._rows()
        placed = {guideline.pk for mapped in self.rows for guideline in [*mapped.old, *mapped.new]}
        self.unplaced = [
            guideline for guideline in [*self.old.values(), *self.new.values()] if guideline.pk not in placed
        ]

    def _rows(self):
        rows = {
            row.pk: Mapped(row)
            for row in MappingRow.objects.filter(mapping=self.mapping).select_related("confirmed_by")
        }
        side = dict(MappedGuideline.objects.filter(mapping=self.mapping).values_list("guideline_id", "row_id"))
        for pk, guideline in self.old.items():
            if pk in side:
                rows[side[pk]].old.append(guideline)
        for pk, guideline in self.new.items():
            if pk in side:
                rows[side[pk]].new.append(guideline)
        for mapped in rows.values():
            mapped.is_true = self.holds(mapped.row.kind, mapped.old, mapped.new)
        return sorted(rows.values(), key=_place)

    def holds(self, kind, old, new):
        """Return whether a row can be what it says; *unchanged* is checked word by word."""
        if not fits(kind, len(old), len(new)):
            return False
        return kind != MappingKind.UNCHANGED or self.is_same(old[0], new[0])

    def is_same(self, old, new):
        return self.texts[0][old.pk] == self.texts[1][new.pk]

    @property
    def open_rows(self):
        return [mapped for mapped in self.rows if mapped.is_open]

    @property
    def open_count(self):
        return len(self.open_rows) + len(self.unplaced)


def in_order(edition):
    """Return primary key → guideline in reading order, with the number it has or would get."""
    sections = list(edition.sections.all())
    guidelines = list(Guideline.objects.filter(edition=edition))
    numbers = guideline_numbers(sections, guidelines)
    for guideline in guidelines:
        guideline.edition = edition
        guideline.number = guideline.number or numbers[guideline.pk]
    return {guideline.pk: guideline for guideline in sorted(guidelines, key=lambda each: each.number)}


def _place(mapped):
    """Sort as the new edition is read; what was dropped comes last, in the old order."""
    first_new = mapped.new[0].number if mapped.new else _LAST
    first_old = mapped.old[0].number if mapped.old else 0
    return first_new, first_old, mapped.row.pk
