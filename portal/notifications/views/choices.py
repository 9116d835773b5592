"""Which letters a person wants, and when."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.notifications import actions
from portal.notifications.forms import HabitsForm, RhythmsForm


def settings(request):
    data = request.POST if request.method == "POST" else None
    habits, rhythms = HabitsForm(data, user=request.user), RhythmsForm(data, user=request.user)
    if data is not None and all([habits.is_valid(), rhythms.is_valid()]):
        actions.keep_habits(request.user, **habits.cleaned_data, by=request.user)
        actions.choose(request.user, rhythms.chosen(), by=request.user)
        messages.success(request, _("Your choice is saved."))
        return redirect("notifications:settings")
    wrong = bool(habits.errors or rhythms.errors)
    context = {"habits": habits, "rhythms": rhythms}
    return render(request, "notifications/settings.html", context, status=422 if wrong else 200)
