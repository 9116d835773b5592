"""A line of "what waits for you", as any app offers it through the to-dos door: no HTML."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import pgettext_lazy

from portal import clock


class Standing(models.TextChoices):
    """Where the thing stands, in one word beside the line."""

    YOURS = "yours", pgettext_lazy("to-do", "Yours")
    BEGUN = "begun", pgettext_lazy("to-do", "Begun")
    NEW = "new", pgettext_lazy("to-do", "New")


#: Which shape and colour a standing has (components/state.html).
STATE_KINDS = {Standing.YOURS: "asked", Standing.BEGUN: "open", Standing.NEW: "off"}
#: A line presses when it is due within so many days.
PRESSING_DAYS = 7


@dataclass(frozen=True)
class Todo:
    """What is to be done, where, and by when (None for no date).

    ``kind`` is the app's own word for this sort of line, such as "sign-off".
    ``key`` names what the line is about, such as its uuid: a line with the same
    key is the same thing in a later state. A line with a date has one.
    """

    title: str
    url: str
    due_on: date | None = None
    kind: str = ""
    detail: str = ""
    standing: Standing = Standing.YOURS
    key: str = ""

    @property
    def state_kind(self):
        return STATE_KINDS[self.standing]

    @property
    def word(self):
        return self.standing.label

    @property
    def presses(self):
        return self.due_on is not None and (self.due_on - clock.today()).days <= PRESSING_DAYS


def in_order(todos):
    """Return to-dos by due date, those without one last, otherwise as the apps offered them."""
    return sorted(todos, key=lambda todo: (todo.due_on is None, todo.due_on or clock.today()))
