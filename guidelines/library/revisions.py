"""What differs between two revisions of one record: part by part, field by field, language by language.

Parts are matched by key, so a point that was moved is not taken for another
one. Only languages that the reader may read are compared.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from guidelines.library.contents import PARTS, STRUCTURE, first_words, part_name, shown, texts_of
from guidelines.library.models import BlockKind, CrossReference, Edition, GuidelineLevel, Level, Point
from portal.differences import difference
from portal.languages import CODES, NAMES, SOURCE, column, current, localized, value_in

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass
class Differing:
    """One part of a record that is not the same in both revisions."""

    label: str
    what: str
    texts: list = field(default_factory=list)  # (label of the field, name of the language, difference)

    @property
    def word(self):
        return {ADDED: _("added"), REMOVED: _("removed"), CHANGED: _("changed")}[self.what]


def differing(before, after, languages=CODES):
    """Return what differs between two states of a record, itself first and then its parts as they are read."""
    edition = after if isinstance(after, Edition) else after.edition
    owned = _Owned(edition)
    found = [_compared(before, after, str(after._meta.verbose_name), languages)]
    for relation in PARTS.get(type(after), []):
        old, new = (owned.parts(obj, relation) for obj in (before, after))
        for name in dict.fromkeys([*new, *old]):
            part = new.get(name) or old.get(name)
            found.append(_compared(old.get(name), new.get(name), owned.label(part), languages))
        found.append(_order(old, new))
    return [one for one in found if one]


def told(found):
    """Return all that ``differing`` found, in a form that can be compared."""
    return [
        (one.label, one.what, [(str(label), language, differs) for label, language, differs in one.texts])
        for one in found
    ]


def names_of_changes(model, before, after, languages=CODES):
    """Return what is not the same in two revisions of a record, in short: a name for each field and kind of part.

    Compared is what the revisions hold (``Revision.content``), so that a long history asks the database for nothing.
    """
    names = [
        str(model._meta.get_field(field).verbose_name)
        for field, columns in _columns(model, languages).items()
        if any(before.get(name) != after.get(name) for name in columns)
    ]
    for relation in PARTS.get(model, []):
        part = model._meta.get_field(relation).related_model
        old, new = (_parts_held(part, held.get(relation, []), languages) for held in (before, after))
        if old != new:
            names.append(str(part._meta.verbose_name_plural))
    return names


def _columns(model, languages):
    """Return field → the names under which a revision holds it; where something stands is not among them."""
    structure = [name.removesuffix("_id") for name in STRUCTURE[model] if name != "position"]
    texts = {name: [column(name, code) for code in languages] for name in texts_of(model)}
    return {name: [name] for name in structure} | texts


def _parts_held(model, parts, languages):
    names = ["key", *(name for columns in _columns(model, languages).values() for name in columns)]
    return [[part.get(name) for name in names] for part in sorted(parts, key=lambda part: part.get("position") or 0)]


class _Owned:
    """The blocks and levels of the edition, read once: each point names its block."""

    def __init__(self, edition):
        self._blocks = {block.pk: block for block in edition.blocks.all()}
        self._levels = {level.pk: level for level in edition.levels.all()}

    def parts(self, obj, relation):
        """Return name → part in the order in which they are read."""
        parts = list(getattr(obj, relation).all())
        for part in parts:
            if isinstance(part, Point) and part.block_id in self._blocks:
                part.block = self._blocks[part.block_id]
            if isinstance(part, GuidelineLevel) and part.level_id in self._levels:
                part.level = self._levels[part.level_id]
        if parts and hasattr(parts[0], "position"):
            parts.sort(key=lambda part: part.position)
        return {part_name(part): part for part in parts}

    def label(self, part):
        kind = str(part._meta.verbose_name)
        if isinstance(part, Point) and part.block_id in self._blocks:
            return f"{kind} · {localized(part.block, 'label', language=current())}"
        if isinstance(part, GuidelineLevel) and part.level_id in self._levels:
            return f"{kind} · {part.level.value}"
        if isinstance(part, (BlockKind, Level)):
            return f"{kind} · {part.code if isinstance(part, BlockKind) else part.value}"
        return kind


def _compared(old, new, label, languages):
    what = CHANGED if old and new else ADDED if new else REMOVED
    part = new or old
    texts = []
    for name in STRUCTURE[type(part)]:
        # The order is told of all the parts together; where a record stands in the tree, the tree tells.
        if name != "position" and (differs := difference(shown(old, name), shown(new, name), current())):
            texts.append((part._meta.get_field(name.removesuffix("_id")).verbose_name, "", differs))
    for name in texts_of(type(part)):
        for code in languages:
            before, after = (value_in(obj, name, code) if obj else "" for obj in (old, new))
            if differs := difference(before, after, code):
                texts.append((part._meta.get_field(name).verbose_name, NAMES[code], differs))
    if what == CHANGED and not texts:
        return None
    if what != CHANGED and not isinstance(part, CrossReference):
        # What block or level a new point has stands in its label.
        texts = [one for one in texts if one[1]]
    return Differing(label, what, texts)


def _order(old, new):
    """Return that the parts stand in another order, told by what stays in both; else None."""
    before, after = [name for name in old if name in new], [name for name in new if name in old]
    if before == after:
        return None
    texts = ["\n\n".join(first_words(new[name]) for name in order) for order in (before, after)]
    return Differing(_("Order of the parts"), CHANGED, [("", NAMES[SOURCE], difference(*texts, SOURCE))])
