from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from guidelines.library.duties import TARGETS
from guidelines.library.enums import Duty
from portal import clock
from portal.languages import NAMES


class AssignmentForm(forms.Form):
    """Who gets which duty on an edition. The account is named by its address; the list of all accounts is nobody's."""

    email = forms.EmailField(label=_("E-mail address of the account"))
    duty = forms.ChoiceField(label=_("Duty"), choices=Duty)
    language = forms.ChoiceField(
        label=_("Language, for translators"),
        choices=[("", "—"), *((code, NAMES[code]) for code in TARGETS)],
        required=False,
    )
    due_on = forms.DateField(label=_("Due"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = forms.DateField(label=_("Last day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, data=None):
        super().__init__(data, auto_id="duty_%s")  # a consultation's last day stands on the same page

    def clean_email(self):
        found = get_user_model().objects.signing_in_as(self.cleaned_data["email"])
        if found is None:
            raise forms.ValidationError(_("No account has this address."))
        return found

    def clean_ends_on(self):
        """A duty that is over before it begins would be given, told and never seen."""
        ends_on = self.cleaned_data["ends_on"]
        if ends_on and ends_on < clock.today():
            raise forms.ValidationError(_("This day is past."))
        return ends_on

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on < clock.today():
            raise forms.ValidationError(_("This day is past."))
        return due_on


class ConsultationForm(forms.Form):
    """Until when people are asked."""

    ends_on = forms.DateField(label=_("Consultation until"), widget=forms.DateInput(attrs={"type": "date"}))
