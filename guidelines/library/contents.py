"""What a record of the library holds: its structure and its texts, taken apart so that two states can be compared.

A change of structure or English is refused after approval, a change of a
released language after its release. One comparison decides this for form,
import and direct call alike.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from guidelines.library.models import (
    BlockKind,
    CrossReference,
    Edition,
    Guideline,
    GuidelineLevel,
    Level,
    Point,
    Reference,
    Section,
)
from portal.audit.record import name_of
from portal.languages import CODES, SOURCE, column, set_columns, value_in
from portal.translations.states import translated_fields
from portal.written import line_ends

PARTS = {Edition: ["blocks", "levels"], Guideline: ["points", "level_descriptors", "references", "cross_references"]}
STRUCTURE = {
    Edition: ["set_id", "year", "commission_id"],
    BlockKind: ["code", "position", "is_public"],
    Level: ["value"],
    Section: ["parent_id", "kind", "position"],
    Guideline: ["edition_id", "section_id", "position"],
    Point: ["block_id", "position"],
    GuidelineLevel: ["level_id"],
    Reference: ["position", "url"],
    CrossReference: ["to_id", "position"],
}


def parts_of(obj):
    """Return the children that are written together with ``obj``, saved or not."""
    return [part for relation in PARTS.get(type(obj), []) for part in getattr(obj, relation).all()]


def texts_of(model):
    """Return the names of the translated fields of a record or a part; a cross-reference has none."""
    return [] if model is CrossReference else translated_fields(model)


def written_parts(obj):
    """Return what of a record has texts: itself, and its parts without the cross-references."""
    return [part for part in [obj, *parts_of(obj)] if not isinstance(part, CrossReference)]


def shown(part, attribute):
    """Return one attribute of a part as an editor reads it; the part may be None."""
    value = getattr(part, attribute.removesuffix("_id"), None)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)


def first_words(part):
    """Return by what an editor knows a part again: its first text in English, or the guideline that it refers to."""
    if isinstance(part, CrossReference):
        return str(part.to)
    return value_in(part, texts_of(type(part))[0], SOURCE)


def settle_line_ends(obj):
    """End the lines of every text as we end them: a browser sends them as Windows does, and that is no other wording."""
    for part in written_parts(obj):
        for name in texts_of(type(part)):
            for code in CODES:
                if "\r" in (text := value_in(part, name, code)):
                    set_columns(part, name, {code: line_ends(text)})


def with_texts(owner, language, texts):
    """Return ``owner`` as it shall be: ``texts`` is (name of the part, field) → text in ``language``."""
    for relation in PARTS.get(type(owner), []):
        if relation == "cross_references":
            continue
        parts = list(getattr(owner, relation).all())
        for part in parts:
            _set_texts(part, language, texts)
        setattr(owner, relation, parts)
    _set_texts(owner, language, texts)
    return owner


def _set_texts(part, language, texts):
    for name in translated_fields(type(part)):
        if (name_of(part), name) in texts:
            setattr(part, column(name, language), texts[name_of(part), name])


def part_name(part):
    """Return by what a part is the same in two states of a record."""
    # A cross-reference is nothing but its target.
    return f"cross-reference:{part.to_id}" if isinstance(part, CrossReference) else name_of(part)


@dataclass(frozen=True)
class Contents:
    """One state of a record: {part: {attribute: value}} and {(part, field, language): text}."""

    structure: dict
    texts: dict

    @classmethod
    def of(cls, obj):
        if obj is None:
            return cls({}, {})
        structure, texts = {}, {}
        for part in [obj, *parts_of(obj)]:
            structure[part_name(part)] = {name: getattr(part, name) for name in STRUCTURE[type(part)]}
            for field in texts_of(type(part)):
                for code in CODES:
                    if text := value_in(part, field, code):
                        texts[name_of(part), field, code] = text
        return cls(structure, texts)

    def texts_that_differ(self, other):
        return {
            place for place in self.texts.keys() | other.texts.keys() if self.texts.get(place) != other.texts.get(place)
        }

    def for_audit(self, other):
        """Return what is here and not the same in ``other``, readable, without integer keys."""
        told = {
            f"{name} {field} {code}": self.texts.get((name, field, code), "")
            for name, field, code in sorted(self.texts_that_differ(other))
        }
        moved = [name for name in self.structure if self.structure[name] != other.structure.get(name)]
        parts = sorted(name for name in moved if not name.startswith("cross-reference:"))
        if parts:
            told["parts"] = parts
        if len(moved) != len(parts):
            told["cross-references"] = len(moved) - len(parts)
        return told
