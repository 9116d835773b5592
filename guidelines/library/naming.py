"""What the parts of an edition are called among people: “Structure, point 2”, “level 3: name”."""

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guidelines.library.models import BlockKind, GuidelineLevel, Level, Point, Reference
from portal.audit.record import name_of

#: Of these a field is all there is to name: the part's name says it.
ONE_FIELD = {Point, GuidelineLevel, Reference}
#: The fields as readers and editors know them.
FIELDS = {
    "title": gettext_lazy("Title"),
    "short_title": gettext_lazy("Short title"),
    "statement": gettext_lazy("Statement"),
    "rationale": gettext_lazy("Why it matters"),
    "evidence_hint": gettext_lazy("What would prove it"),
    "introduction": gettext_lazy("Introduction"),
    "label": gettext_lazy("Label"),
    "holds": gettext_lazy("What it holds"),
    "name": gettext_lazy("Name"),
    "descriptor": gettext_lazy("Descriptor"),
}


class PartNames:
    """The names of the parts of some guidelines and of the edition itself; five queries, however many there are.

    ``reading`` gives the words of a block in the reader's language.
    """

    def __init__(self, reading, guidelines):
        edition = reading.edition
        blocks = list(BlockKind.objects.filter(edition=edition))
        labels = {block.pk: str(reading.text(block, "label")) for block in blocks}
        self._names = {name_of(block): _("block “%(code)s”") % {"code": block.code} for block in blocks}
        for level in Level.objects.filter(edition=edition):
            self._names[name_of(level)] = _("level %(value)s") % {"value": level.value}
        for descriptor in GuidelineLevel.objects.filter(guideline__in=guidelines).select_related("level"):
            self._names[name_of(descriptor)] = _("level %(value)s") % {"value": descriptor.level.value}
        counts = {}
        for point in Point.objects.filter(guideline__in=guidelines):
            number = counts[point.guideline_id, point.block_id] = (
                counts.get((point.guideline_id, point.block_id), 0) + 1
            )
            self._names[name_of(point)] = _("%(block)s, point %(number)s") % {
                "block": labels[point.block_id],
                "number": number,
            }
        for reference in Reference.objects.filter(guideline__in=guidelines):
            number = counts[reference.guideline_id] = counts.get(reference.guideline_id, 0) + 1
            self._names[name_of(reference)] = _("reference %(number)s") % {"number": number}

    def what(self, target, field):
        """Return the name of one text within its guideline, section or edition."""
        model = apps.get_model(target.partition(":")[0])
        part = self._names.get(target, "")
        if part and model in ONE_FIELD:
            return part
        return f"{part} · {FIELDS[field]}" if part else str(FIELDS[field])
