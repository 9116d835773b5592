"""The editing screens: panels of a guideline, a section, an edition and a set."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList

from guidelines.library.desk.fields import PartsPanel, texts
from guidelines.library.desk.forms import EditionForm, GuidelineForm, SectionForm

GUIDELINE = ObjectList(
    [
        FieldPanel("section"),
        MultiFieldPanel(
            [*texts("title", _("Title")), *texts("short_title", _("Short title")), *texts("statement", _("Statement"))],
            heading=_("Statement"),
        ),
        MultiFieldPanel([*texts("rationale", _("Why it matters"))], heading=_("Why it matters")),
        PartsPanel("points", [FieldPanel("block"), *texts("text", _("Point"))], heading=_("Points"), label=_("point")),
        PartsPanel(
            "level_descriptors",
            [FieldPanel("level"), *texts("descriptor", _("Descriptor"))],
            heading=_("What the levels mean here"),
            label=_("descriptor"),
        ),
        MultiFieldPanel([*texts("evidence_hint", _("What would prove it"))], heading=_("What would prove it")),
        PartsPanel(
            "references",
            [*texts("text", _("Reference")), FieldPanel("url")],
            heading=_("References"),
            label=_("reference"),
        ),
        PartsPanel("cross_references", [FieldPanel("to")], heading=_("See also"), label=_("cross-reference")),
    ],
    base_form_class=GuidelineForm,
)

SECTION = ObjectList(
    [
        FieldPanel("kind"),
        FieldPanel("parent"),
        *texts("title", _("Title")),
        *texts("introduction", _("Introduction")),
    ],
    base_form_class=SectionForm,
)

EDITION = ObjectList(
    [
        FieldPanel("set"),
        FieldPanel("year"),
        FieldPanel("commission"),
        MultiFieldPanel([*texts("introduction", _("Introduction"))], heading=_("Introduction")),
        PartsPanel(
            "blocks",
            [
                FieldPanel("code"),
                FieldPanel("is_public"),
                *texts("label", _("Label")),
                *texts("holds", _("What it holds")),
            ],
            heading=_("Kinds of block"),
            label=_("kind of block"),
        ),
        PartsPanel(
            "levels",
            [FieldPanel("value"), *texts("name", _("Name")), *texts("descriptor", _("Descriptor"))],
            heading=_("The scale"),
            label=_("level"),
        ),
    ],
    base_form_class=EditionForm,
)

SET = ObjectList(
    [FieldPanel("code"), FieldPanel("position"), *texts("title", _("Title")), *texts("summary", _("Summary"))]
)
