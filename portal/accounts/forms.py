"""The forms of the sign-in pages, in our words; what they do is django-allauth's."""

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal import written
from portal.accounts import devices
from portal.accounts.models import User
from portal.accounts.zones import time_zones, usual

NEW_PASSWORD_HINT = _("At least 12 characters. Several words that do not belong together are easy to keep in mind.")
LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Password that you use now"),
    "password1": _("New password"),
    "password2": _("New password again"),
    "remember": _("Stay signed in on this device for two weeks"),
    "code": pgettext_lazy("sign-in", "Code"),
}
HINTS = {"password1": NEW_PASSWORD_HINT}


class InOurWords:
    """Labels above the fields instead of placeholders in them, and hints of our own."""

    hints: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = (HINTS | self.hints).get(name, "")
            field.widget.attrs.pop("placeholder", None)
            if name == "code":
                field.widget.attrs |= {"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}


class SamePasswordTwice:
    def clean(self):
        values = forms.Form.clean(self)
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords differ. Type the new one twice."))
        return values


class LoginForm(InOurWords, account.LoginForm):
    pass


class RequestLoginCodeForm(InOurWords, account.RequestLoginCodeForm):
    def clean_email(self):
        """Too many codes: the sentence for passwords, which offers a code, would lead round in a circle."""
        try:
            return super().clean_email()
        except forms.ValidationError as refusal:
            if refusal.code != "too_many_login_attempts":
                raise
            raise get_adapter().validation_error("rate_limited") from None


class ConfirmLoginCodeForm(InOurWords, account.ConfirmLoginCodeForm):
    pass


class ConfirmEmailCodeForm(InOurWords, account.ConfirmEmailVerificationCodeForm):
    pass


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(SamePasswordTwice, InOurWords, account.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(SamePasswordTwice, InOurWords, account.ChangePasswordForm):
    pass


class SetPasswordForm(SamePasswordTwice, InOurWords, account.SetPasswordForm):
    pass


class AddEmailForm(InOurWords, account.AddEmailForm):
    hints = {"email": _("We send a code to this address; it replaces the old one when you have typed the code.")}


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):
    pass


class TakenOnce:
    """A code of an authenticator app is taken once for as long as it is right (ASVS 5.0, 6.5.1).

    allauth remembers a code for one period; with the tolerance for slow hands and lines it is right for three.
    """

    def clean_code(self):
        code = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            taken = f"accounts.code-taken:{self.user.pk}:{normalize_user_code(code)}"
            right_for = settings.MFA_TOTP_PERIOD * (2 * settings.MFA_TOTP_TOLERANCE + 1)
            if not cache.add(taken, True, timeout=right_for):
                raise get_mfa_adapter().validation_error("incorrect_code")
        return code


class AuthenticateForm(InOurWords, TakenOnce, mfa.AuthenticateForm):
    hints = {"code": _("Six digits from your authenticator app, or one of your recovery codes.")}
    trust = forms.BooleanField(required=False, label=_("Do not ask for it in this browser for 30 days"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not devices.may_trust(self.user):
            del self.fields["trust"]


class ReauthenticateByCodeForm(InOurWords, TakenOnce, mfa.ReauthenticateForm):
    hints = {"code": _("Six digits from your authenticator app, or one of your recovery codes.")}


class ActivateTOTPForm(InOurWords, totp.ActivateTOTPForm):
    hints = {"code": _("Six digits that the app shows for this portal.")}


class ProfileForm(forms.ModelForm):
    """How somebody is called and how they read."""

    class Meta:
        model = User
        fields = ["name", "language", "time_zone"]
        help_texts = {
            "name": _("As you write it. Colleagues and the secretariat see it."),
            "language": _("Of the pages after you sign in, and of our messages to you."),
            "time_zone": _("In which we show you times."),
        }
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["time_zone"] = usual(self.initial["time_zone"])
        self.fields["time_zone"] = forms.ChoiceField(
            label=self.fields["time_zone"].label,
            help_text=self.fields["time_zone"].help_text,
            choices=time_zones,
            widget=forms.Select(attrs={"data-module": "time-zone"}),
        )

    def clean_name(self):
        return written.line(self.cleaned_data["name"])


class NewAccountForm(forms.Form):
    """What an invitation leaves open."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        help_text=_("As you write it. Colleagues and the secretariat see it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=time_zones, widget=forms.Select(attrs={"data-module": "time-zone"})
    )
    password = forms.CharField(
        label=_("Password"),
        required=False,
        help_text=_("At least 12 characters. Leave it empty to sign in with codes that we send by mail."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, email="", **kwargs):
        self.email = email
        super().__init__(*args, **kwargs)

    def clean_name(self):
        return written.line(self.cleaned_data["name"])

    def clean(self):
        values = super().clean()
        if values.get("password"):
            try:
                validate_password(values["password"], User(email=self.email, name=values.get("name", "")))
            except forms.ValidationError as problem:
                self.add_error("password", problem)
        return values
