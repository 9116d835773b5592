"""The whole English text of each guideline of an edition, so that two editions can be laid side by side."""

from collections import defaultdict
from functools import partial
from operator import attrgetter

from guidelines.library.models import Guideline, GuidelineLevel, Point, Reference
from portal.languages import SOURCE, value_in
from portal.translations.states import translated_fields


def wordings(edition, *, for_the_eye=False):
    """Return primary key → English text with points, descriptors and references; four queries.

    A kind of block is named by its code, so that another label is no other wording; ``for_the_eye`` by its label.
    """
    found = defaultdict(list)
    for guideline in Guideline.objects.filter(edition=edition):
        found[guideline.pk] += [
            value_in(guideline, name, SOURCE) for name in translated_fields(Guideline) if name != "short_title"
        ]
    name = partial(value_in, name="label", code=SOURCE) if for_the_eye else attrgetter("code")
    points = Point.objects.filter(guideline__edition=edition).select_related("block")
    for point in sorted(points, key=lambda point: (point.block.position, point.position, point.pk)):
        found[point.guideline_id].append(f"{name(point.block)}: {value_in(point, 'text', SOURCE)}")
    for own in GuidelineLevel.objects.filter(guideline__edition=edition).select_related("level"):
        found[own.guideline_id].append(f"{own.level.value}: {value_in(own, 'descriptor', SOURCE)}")
    for reference in Reference.objects.filter(guideline__edition=edition):
        found[reference.guideline_id].append(f"{value_in(reference, 'text', SOURCE)} {reference.url}")
    return {pk: "\n".join(part.strip() for part in parts) for pk, parts in found.items()}
