from django.db import models
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
    HTML = "html", "HTML"
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "XLSX"
    JSON = "json", "JSON"
