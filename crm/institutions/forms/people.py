from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from crm.institutions.enums import PortalRole
from portal import written
from portal.accounts.models import normal_email

#: What each role means, beside its box.
ROLE_CHOICES = [
    (PortalRole.READER, _("Reader: reads guidelines, assessments and reports")),
    (PortalRole.CONTRIBUTOR, _("Contributor: also answers in self-assessments")),
    (PortalRole.COORDINATOR, _("Coordinator: also starts and hands in self-assessments, and looks after colleagues")),
    (PortalRole.APPROVER, _("Approver: reads, and signs off for the institution")),
]


class RolesField(forms.MultipleChoiceField):
    def __init__(self, **kwargs):
        super().__init__(
            label=_("Roles"),
            choices=ROLE_CHOICES,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one role.")},
            **kwargs,
        )


class RolesForm(forms.Form):
    roles = RolesField()


class InviteForm(forms.Form):
    """Whom to invite. Whether the address has an account already makes no difference here."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    position = forms.CharField(label=_("Position"), max_length=200, required=False)
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=settings.LANGUAGES, help_text=_("The one your colleague reads.")
    )
    roles = RolesField(initial=[PortalRole.READER])

    def clean_name(self):
        return written.line(self.cleaned_data["name"])

    def clean_position(self):
        return written.line(self.cleaned_data["position"])

    def clean_email(self):
        return normal_email(self.cleaned_data["email"])


class AcceptForm(forms.Form):
    roles = RolesField(initial=[PortalRole.READER])


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The asker reads it as you write it."),
    )

    def clean_reason(self):
        return written.text(self.cleaned_data["reason"])
