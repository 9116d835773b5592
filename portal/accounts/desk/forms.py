from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal import written
from portal.accounts.models import User, normal_email
from portal.roles import ROLES


class ResetForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whom you called back, on which number on file, and what was said. It is kept in the audit trail."),
    )
    called_back = forms.BooleanField(label=_("I have called the owner back on a number that we had on file."))

    def clean_reason(self):
        return written.text(self.cleaned_data["reason"])


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=lambda: [(role.code, role.name) for role in ROLES.values()])


class StaffInvitationForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)

    def clean_name(self):
        return written.line(self.cleaned_data["name"])

    def clean_email(self):
        email = normal_email(self.cleaned_data["email"])
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError(_("There is an account with this address: give it a role."))
        return email
