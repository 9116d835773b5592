"""Fields and panels for texts in seven languages, on one screen with a tab for each.

A field knows its language: the input carries ``lang`` and ``dir``, and the
tab script shows the fields of one language beside the English ones.
"""

from django.db import models
from django.forms import TextInput
from django.utils.text import format_lazy
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.panels.base import get_form_for_model
from wagtail.admin.widgets import AdminAutoHeightTextInput

from guidelines.library.desk.forms import PartForm
from portal.languages import CODES, NAMES, column, direction, html_code


class LongLine(AdminAutoHeightTextInput):
    """One line that is shown whole, however narrow the screen: the box grows, and what is typed holds no end of a line."""

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value and " ".join(part for line in value.splitlines() if (part := line.strip()))


#: From so many characters on a line may be longer than a narrow screen is wide.
LONG_FROM = 100


class TextPanel(FieldPanel):
    """One translated field in one language."""

    def __init__(self, field_name, *args, language, **kwargs):
        super().__init__(field_name, *args, **kwargs)
        self.language = language

    def clone_kwargs(self):
        return {**super().clone_kwargs(), "language": self.language}

    def on_model_bound(self):
        super().on_model_bound()
        long = isinstance(self.db_field, models.TextField)
        attrs = {"lang": html_code(self.language), "dir": direction(self.language)}
        short = LongLine if (self.db_field.max_length or 0) >= LONG_FROM else TextInput
        self.widget = (AdminAutoHeightTextInput if long else short)(attrs=attrs)

    @property
    def clean_name(self):
        return self.field_name


def texts(name, label):
    """Return the panels of one translated field, English first."""
    return [
        TextPanel(
            column(name, code),
            language=code,
            heading=format_lazy("{} · {}", label, NAMES[code]),
            classname=f"in-language in-{code}",
        )
        for code in CODES
    ]


class PartsPanel(InlinePanel):
    """Children that belong to one edition and are written in seven languages."""

    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = get_form_for_model(
            self.db_field.related_model, form_class=PartForm
        )
        return options
