"""What a check says of one text."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import pgettext_lazy


class Severity(models.TextChoices):
    ERROR = "error", pgettext_lazy("check", "must be mended")
    WARNING = "warning", pgettext_lazy("check", "to be looked at")


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, or looks as if it were; ``kind`` is its name in the audit trail."""

    kind: str
    severity: Severity
    message: str

    @property
    def is_error(self):
        return self.severity == Severity.ERROR


def error(kind, message):
    return Finding(kind, Severity.ERROR, message)


def warning(kind, message):
    return Finding(kind, Severity.WARNING, message)


def in_a_row(names):
    """Return names for a message, a few of them."""
    names = list(dict.fromkeys(str(name) for name in names))
    return ", ".join(names[:6]) + (" …" if len(names) > 6 else "")
