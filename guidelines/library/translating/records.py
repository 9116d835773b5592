"""The records of an edition that are translated one by one, in the order in which they are read.

The set's own title is not among them: it belongs to all editions, and its editors write it.
"""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from guidelines.library import completeness
from guidelines.library.models import Edition, Guideline, GuidelineSet, Section
from guidelines.library.naming import PartNames
from guidelines.library.numbering import guidelines_in_order, in_tree_order
from portal.audit.record import name_of
from portal.languages import SOURCE, Text, localized, value_in, written

KINDS = {"edition": Edition, "section": Section, "guideline": Guideline}


@dataclass(frozen=True)
class Record:
    """One record with all its parts; ``code`` is how people call it."""

    kind: str
    key: str
    code: str
    title: Text | str
    owner: object
    parts: list
    names: PartNames

    def what(self, part, field):
        """Return what one text of it is called, in the language of the moment."""
        return capfirst(self.names.what(name_of(part), field))


def records(edition):
    """Return the front matter, then each section followed by its guidelines; as many queries for any length."""
    found = [(obj, place) for obj, place in completeness.records(edition) if not isinstance(obj, GuidelineSet)]
    sections = [obj for obj, _place in found if isinstance(obj, Section)]
    guidelines = [obj for obj, _place in found if isinstance(obj, Guideline)]
    place = {(type(obj), obj.pk): where for obj, where in found}
    within = {guideline.pk: [guideline] for guideline in guidelines}
    front = []
    for obj, _where in found:
        if hasattr(obj, "guideline_id"):
            within[obj.guideline_id].append(obj)
        elif not isinstance(obj, Section | Guideline):
            front.append(obj)
    in_order = guidelines_in_order(sections, guidelines)
    names = PartNames([obj for obj, _where in found], lambda block: localized(block, "label"))
    title = _("Introduction, blocks and scale")
    result = [Record("edition", str(edition.uuid), edition.set.code, title, edition, front, names)]
    for section in in_tree_order(sections):
        result.append(_record("section", section, place, [section], names))
        own = [guideline for guideline in in_order if guideline.section_id == section.pk]
        result += [_record("guideline", guideline, place, within[guideline.pk], names) for guideline in own]
    return result


def _record(kind, obj, place, parts, names):
    # In a page it is marked as English, in a file it is bare words.
    title = written(value_in(obj, "title", SOURCE), SOURCE)
    return Record(kind, str(obj.key), place[type(obj), obj.pk], title, obj, parts, names)
