"""What changed from an earlier edition to this one, as one reader may see it.

Readers are told only what was confirmed and published; those who work on a
draft see what it would change as it stands today. Both texts are read in one
language: the reader's where both editions have it, else English. A block is
compared when this reader may read it in both editions.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from guidelines.library.chain import Row, compose
from guidelines.library.enums import PUBLIC, MappingKind
from guidelines.library.models import MappedGuideline, Mapping
from guidelines.library.outline import Outline
from guidelines.library.text import passages
from portal.differences import difference
from portal.languages import SOURCE


@dataclass
class Change:
    """What became of some guidelines of the old edition: ``old`` and ``new`` are lines of the two contents."""

    kind: MappingKind
    old: list = field(default_factory=list)
    new: list = field(default_factory=list)
    parts: list = field(default_factory=list)  # pairs of label and difference

    @property
    def word(self):
        return self.kind.label

    @property
    def is_compared(self):
        return bool(self.old and self.new) and self.kind != MappingKind.UNCHANGED

    @property
    def anchor(self):
        return self.new[0].code if self.new else f"dropped-{self.old[0].code}"


def mapping_shown(edition):
    """Return the mapping under which an edition was published, or None for a first edition."""
    if not edition.is_public:
        return None
    mappings = Mapping.objects.filter(new=edition, old__state__in=PUBLIC).select_related("old__set")
    return mappings.prefetch_related("old__languages").order_by("-old__published_at").first()


def mappings_shown(edition):
    """Return the mappings that lead to a published edition, the nearest first: over each, one edition further back."""
    if not edition.is_public:
        return []
    public = Mapping.objects.filter(new__set=edition.set_id, new__state__in=PUBLIC, old__state__in=PUBLIC)
    by_new = {}
    for mapping in public.select_related("old__set").prefetch_related("old__languages").order_by("old__published_at"):
        by_new[mapping.new_id] = mapping
    found, at = [], edition.pk
    # Each step goes back in time, so that it comes to an end.
    while (mapping := by_new.pop(at, None)) is not None:
        found.append(mapping)
        at = mapping.old_id
    return found


def way_back(mappings, old):
    """Return those of ``mappings_shown`` that lead from an old edition to this one, the oldest first; empty if none do."""
    place = next((place for place, mapping in enumerate(mappings) if mapping.old == old), None)
    return [] if place is None else mappings[place::-1]


class Changes:
    """The changes of a whole edition, or of the row of one guideline; a fixed number of queries either way.

    ``mappings`` lead from the old edition to this one, the oldest first; ``before`` is how the old one is read.
    ``reworded``: rows of a draft's mapping that are no longer unchanged.
    """

    def __init__(self, mappings, before, reading, outline, *, guideline=None, reworded=frozenset()):
        self.old_edition = before.edition
        self.language = _common(before, reading, outline)
        self._before = replace(before, language=self.language)
        self._after = reading if self.language == reading.language else replace(reading, language=self.language)
        self._old_outline = Outline(self._before)
        self._outline = outline if self._after is reading else Outline(self._after)
        self.changes = self._read(mappings, guideline, reworded)
        self._compare()

    def _read(self, mappings, guideline, reworded):
        row_of, found = {}, []
        for row in compose(*steps(mappings, guideline, reworded)):
            change = Change(MappingKind(row.kind))
            row_of |= dict.fromkeys(row.old | row.new, change)
            found.append(change)
        for side, outline in (("old", self._old_outline), ("new", self._outline)):
            for line in outline.lines:
                if line.guideline.pk in row_of:
                    getattr(row_of[line.guideline.pk], side).append(line)
        # A row of a draft may have lost its guidelines.
        return sorted((change for change in found if change.old or change.new), key=_place)

    def _compare(self):
        compared = [change for change in self.changes if change.is_compared]
        if not compared:
            return
        old = self._passages(self._before, self._old_outline, [line for change in compared for line in change.old])
        new = self._passages(self._after, self._outline, [line for change in compared for line in change.new])
        for change in compared:
            change.parts = _parts([old[line.code] for line in change.old], [new[line.code] for line in change.new])

    @staticmethod
    def _passages(reading, outline, lines):
        return {passage.line.code: passage for passage in passages(reading, outline, lines)}

    @property
    def counts(self):
        """Return pairs of kind and how many rows are of it, for kinds that there are."""
        counted = Counter(change.kind for change in self.changes)
        return [(kind.label, counted[kind]) for kind in MappingKind if counted[kind]]

    @property
    def told(self):
        """Return all that is told, in a form that can be compared."""
        return [
            (change.kind, [(line.code, line.title.value) for line in [*change.old, *change.new]], change.parts)
            for change in self.changes
        ]

    @property
    def unchanged(self):
        return [change for change in self.changes if change.kind == MappingKind.UNCHANGED]

    @property
    def changed(self):
        return [change for change in self.changes if change.kind != MappingKind.UNCHANGED]


def _common(before, reading, outline):
    """Return the language in which both editions are read; a draft may be open in one in which nothing is written yet."""
    asked = reading.language
    in_both = asked in reading.languages and asked in before.languages
    return asked if in_both and any(line.title.lang == asked for line in outline.lines) else SOURCE


def changes_of_draft(following, before, reading, guideline=None):
    """Return what a draft changes as it stands today: a row said to be unchanged counts as reworded once it is not."""
    rows = [mapped.row for mapped in following.rows if mapped.row.kind == MappingKind.UNCHANGED and not mapped.is_true]
    reworded = frozenset(row.pk for row in rows)
    return Changes([following.mapping], before, reading, Outline(reading), guideline=guideline, reworded=reworded)


def steps(mappings, guideline=None, reworded=frozenset()):
    """Return the rows of each mapping, in one query; of one mapping those of one guideline alone."""
    members = MappedGuideline.objects.filter(mapping__in=mappings)
    if guideline is not None:
        own = MappedGuideline.objects.filter(mapping__in=mappings, guideline=guideline)
        members = members.filter(row__in=own.values("row"))
    sides, kinds = defaultdict(lambda: (set(), set())), {}
    new_of = {mapping.pk: mapping.new_id for mapping in mappings}
    asked = ("mapping_id", "row_id", "row__kind", "guideline_id", "guideline__edition_id")
    for mapping, row, kind, pk, edition in members.values_list(*asked):
        kinds[row] = MappingKind.REWORDED if row in reworded else MappingKind(kind)
        sides[mapping, row][edition == new_of[mapping]].add(pk)
    return [
        [Row(kinds[row], *map(frozenset, side)) for (of, row), side in sides.items() if of == mapping.pk]
        for mapping in mappings
    ]


def _place(change):
    """Sort as the new edition is read; what was dropped comes last."""
    return (not change.new, (change.new or change.old)[0].number)


def _parts(old, new):
    """Return (label, difference) of what differs between some passages of two editions."""
    texts = [
        (_("Title"), [one.line.title for one in old], [one.line.title for one in new]),
        (_("Statement"), [one.statement for one in old], [one.statement for one in new]),
        (_("Why it matters"), [one.rationale for one in old], [one.rationale for one in new]),
        *_blocks(old, new),
        (_("References"), _references(old), _references(new)),
    ]
    found = []
    for label, before, after in texts:
        lang = next((text.lang for text in [*after, *before]), SOURCE)
        if differing := difference(_join(before), _join(after), lang):
            found.append((label, differing))
    return found


def _blocks(old, new):
    labels = {block.code: block.label for one in [*old, *new] for block in one.blocks}
    closed = {block.code for one in [*old, *new] for block in one.blocks if not block.is_open}
    for code, label in labels.items():
        if code not in closed:
            yield label, _points(old, code), _points(new, code)


def _points(among, code):
    return [point for one in among for block in one.blocks if block.code == code for point in block.points]


def _references(among):
    return [reference for one in among for reference, _url in one.references]


def _join(texts):
    return "\n\n".join(text.value for text in texts if text)
