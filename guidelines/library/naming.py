"""What the parts of an edition are called among people: “Structure, point 2”, “level 3: name”."""

from collections import Counter

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
    """The names of the parts of an edition, each counted where it stands."""

    def __init__(self, parts, label):
        """``parts`` in their order, blocks and levels among them; ``label`` gives the words of a block."""
        blocks = {part.pk: str(label(part)) for part in parts if isinstance(part, BlockKind)}
        levels = {part.pk: part.value for part in parts if isinstance(part, Level)}
        counts = Counter()
        self._names = {}
        for part in parts:
            match part:
                case BlockKind():
                    name = _("block “%(code)s”") % {"code": part.code}
                case Level():
                    name = _("level %(value)s") % {"value": part.value}
                case GuidelineLevel():
                    name = _("level %(value)s") % {"value": levels[part.level_id]}
                case Point():
                    place = (part.guideline_id, part.block_id)
                    counts[place] += 1
                    name = _("%(block)s, point %(number)s") % {"block": blocks[part.block_id], "number": counts[place]}
                case Reference():
                    counts[part.guideline_id] += 1
                    name = _("reference %(number)s") % {"number": counts[part.guideline_id]}
                case _:
                    continue
            self._names[name_of(part)] = name

    @classmethod
    def of(cls, reading, guidelines):
        """Return the names of some guidelines and of the edition itself; five queries, however many there are.

        ``reading`` gives the words of a block in the reader's language.
        """
        edition = reading.edition
        parts = [*BlockKind.objects.filter(edition=edition), *Level.objects.filter(edition=edition)]
        for model in (GuidelineLevel, Point, Reference):
            parts += model.objects.filter(guideline__in=guidelines)
        return cls(parts, lambda block: reading.text(block, "label"))

    def what(self, target, field):
        """Return the name of one text within its guideline, section or edition."""
        model = apps.get_model(target.partition(":")[0])
        part = self._names.get(target, "")
        if part and model in ONE_FIELD:
            return part
        return f"{part} · {FIELDS[field]}" if part else str(FIELDS[field])
