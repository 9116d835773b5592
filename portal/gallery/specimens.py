"""What the gallery shows, in order; each has a template of its name in ``gallery/specimens``."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Specimen:
    key: str
    title: str | Promise
    note: str | Promise
    is_wide: bool = False  # the two languages one below the other


SPECIMENS = (
    Specimen("colour", _("Colour"), _("Teal is what is read. Warm is what is asked. The rest is ink on paper.")),
    Specimen(
        "type", pgettext_lazy("letters", "Type"), _("One family for Latin, Cyrillic and Arabic; another for Chinese.")
    ),
    Specimen("levels", _("Levels"), _("A tint never stands without its number and its name.")),
    Specimen("buttons", _("Buttons"), _("One main button in view. Verbs, never “OK”.")),
    Specimen("fields", _("Fields"), _("Label, hint, error, field: the order in which they are read.")),
    Specimen("table", _("Table"), _("Its order stands in the address; cards on a small screen.")),
    Specimen("figure", _("Figure"), _("The title states the finding; the values stand in a table.")),
    Specimen("notices", _("Notices"), _("One sentence: what happened, what was kept, what to do.")),
    Specimen("states", _("States and readings"), _("A state has a shape and a word. A reading has a figure.")),
    Specimen("answer", _("Answer"), _("Any number of levels on one ruler; the target is the warm mark."), is_wide=True),
    Specimen("conflict", _("Two answers"), _("Field by field, yours and theirs; nothing is lost."), is_wide=True),
    Specimen("progress", _("Progress"), _("The words stand beside the bar.")),
    Specimen("empty", _("Empty"), _("What will be here, and the one next step.")),
    Specimen("guideline", _("Guideline"), _("Number, statement, points, and what is behind the door.")),
    Specimen("lists", _("Lists"), _("Things to choose from, what waits, what happened.")),
    Specimen("facts", _("Facts"), _("A name above, a figure below.")),
    Specimen("ways", _("Ways about"), _("Way up, tabs, contents, pages, before and after.")),
    Specimen("save_bar", _("Save bar"), _("Always there, and never lies."), is_wide=True),
)
