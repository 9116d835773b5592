from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.notifications.kinds import all_kinds
from portal.notifications.models import Choice, Rhythm
from portal.notifications.models.choice import habits_of
from portal.notifications.week import WEEK

DAYS = [
    ("1", pgettext_lazy("weekday", "Monday")),
    ("2", pgettext_lazy("weekday", "Tuesday")),
    ("3", pgettext_lazy("weekday", "Wednesday")),
    ("4", pgettext_lazy("weekday", "Thursday")),
    ("5", pgettext_lazy("weekday", "Friday")),
    ("6", pgettext_lazy("weekday", "Saturday")),
    ("7", pgettext_lazy("weekday", "Sunday")),
]


class HabitsForm(forms.Form):
    """When letters may come."""

    working_days = forms.MultipleChoiceField(
        label=_("Days on which you work"),
        help_text=_("Letters that bring several notices come on these days, weekly ones on the first of them."),
        choices=DAYS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Name at least one day.")},
    )
    working_days_only = forms.BooleanField(
        label=_("Hold all other letters back on the days between"),
        required=False,
    )
    quiet_from = forms.TimeField(label=_("Quiet from"), required=False, widget=forms.TimeInput({"type": "time"}))
    quiet_until = forms.TimeField(
        label=_("Quiet until"),
        help_text=_("By the clock of your profile. What happens in between is written to you afterwards."),
        required=False,
        widget=forms.TimeInput({"type": "time"}),
    )

    def __init__(self, data=None, *, user):
        own = habits_of(user)
        super().__init__(
            data,
            initial={
                "working_days": list(own.working_days),
                "working_days_only": own.working_days_only,
                "quiet_from": own.quiet_from and f"{own.quiet_from:%H:%M}",
                "quiet_until": own.quiet_until and f"{own.quiet_until:%H:%M}",
            },
        )

    def clean_working_days(self):
        return in_order(self.cleaned_data["working_days"])

    def clean(self):
        begins, ends = self.cleaned_data.get("quiet_from"), self.cleaned_data.get("quiet_until")
        asked = not {"quiet_from", "quiet_until"} & set(self.errors)
        if asked and (begins is None) != (ends is None):
            missing = "quiet_from" if begins is None else "quiet_until"
            self.add_error(missing, _("Say both when it begins and when it ends, or neither."))
        elif asked and begins is not None and begins == ends:
            self.add_error("quiet_until", _("It ends when it begins. Leave both empty for no quiet hours."))
        return self.cleaned_data


def in_order(days):
    """Return the days as a working week that begins after its longest rest: {7, 1, 2, 3, 4} is "71234"."""
    worked = sorted(set(days))
    begins = [day for day in worked if WEEK[int(day) - 2] not in worked] or worked

    def rest_before(day):
        return next(back for back in range(1, 8) if WEEK[(int(day) - 1 - back) % 7] in worked)

    first = max(begins, key=rest_before)
    return "".join(sorted(worked, key=lambda day: (int(day) - int(first)) % 7))


class RhythmsForm(forms.Form):
    """In which rhythm letters of each kind come; what cannot be stopped is not asked."""

    def __init__(self, data=None, *, user):
        super().__init__(data, prefix="kind")
        own = dict(Choice.objects.filter(user=user).values_list("kind", "rhythm"))
        for kind in all_kinds().values():
            if kind.may_stop and (kind.code in own or kind.concerns(user)):
                self.fields[kind.code] = forms.ChoiceField(
                    label=kind.label, choices=Rhythm, initial=own.get(kind.code, kind.rhythm)
                )

    def chosen(self):
        return dict(self.cleaned_data)
