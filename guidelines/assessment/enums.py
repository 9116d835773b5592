from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("self-assessment", "Draft")
    IN_PROGRESS = "in-progress", pgettext_lazy("self-assessment", "In progress")
    IN_REVIEW = "in-review", pgettext_lazy("self-assessment", "In review")
    SIGNED_OFF = "signed-off", pgettext_lazy("self-assessment", "Signed off")
    ARCHIVED = "archived", pgettext_lazy("self-assessment", "Archived")
    DISCARDED = "discarded", pgettext_lazy("self-assessment", "Discarded")


#: Answers may be written.
EDITABLE = frozenset({State.DRAFT, State.IN_PROGRESS})
#: One such assessment for each institution, edition and unit.
OPEN = frozenset({State.DRAFT, State.IN_PROGRESS, State.IN_REVIEW})


class ReportFormat(models.TextChoices):
    """A form of the report; the value ends its address and its file name."""

    HTML = "html", "HTML"
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "XLSX"
    JSON = "json", "JSON"
    PARTS_SVG = "parts.svg", _("Maturity by part (SVG)")
    PARTS_CSV = "parts.csv", _("Maturity by part (CSV)")
    GUIDELINES_SVG = "guidelines.svg", _("Every guideline (SVG)")
    GUIDELINES_CSV = "guidelines.csv", _("Every guideline (CSV)")
