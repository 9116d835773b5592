"""The English text of each guideline of an edition, part by part, so that two editions can be laid side by side."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from guidelines.library.models import Guideline, GuidelineLevel, Point, Reference
from guidelines.library.naming import FIELDS
from portal.languages import SOURCE, value_in
from portal.translations.states import translated_fields


@dataclass(frozen=True)
class Part:
    """One text of a guideline: ``place`` is the same in every edition, ``label`` is what editors call it."""

    place: tuple
    label: str
    text: str
    #: Of a kind of block its code, so that another label is no other wording.
    mark: str = ""


def wordings(edition):
    """Return primary key → whole English text with points, descriptors and references; four queries."""
    return {pk: "\n".join(f"{part.mark}{part.text}".strip() for part in parts) for pk, parts in worded(edition).items()}


def worded(edition):
    """Return primary key → the parts of the English text in the order in which they are read; four queries."""
    found = defaultdict(list)
    names = [name for name in translated_fields(Guideline) if name != "short_title"]
    for guideline in Guideline.objects.filter(edition=edition):
        found[guideline.pk] += [Part((name,), FIELDS[name], value_in(guideline, name, SOURCE)) for name in names]
    points = Point.objects.filter(guideline__edition=edition).select_related("block")
    for point in sorted(points, key=lambda point: (point.block.position, point.position, point.pk)):
        code, label = point.block.code, value_in(point.block, "label", SOURCE)
        found[point.guideline_id].append(Part(("block", code), label, value_in(point, "text", SOURCE), f"{code}: "))
    for own in GuidelineLevel.objects.filter(guideline__edition=edition).select_related("level"):
        value, label = own.level.value, _("level %(value)s") % {"value": own.level.value}
        text = value_in(own, "descriptor", SOURCE)
        found[own.guideline_id].append(Part(("level", value), label, text, f"{value}: "))
    for reference in Reference.objects.filter(guideline__edition=edition):
        text = f"{value_in(reference, 'text', SOURCE)} {reference.url}"
        found[reference.guideline_id].append(Part(("references",), _("References"), text))
    return found
