"""Passkeys in forms: what a browser made or showed comes in one hidden field, and may be anything."""

import json
from contextlib import contextmanager

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from portal import written
from portal.accounts import signed_in
from portal.accounts.forms import InOurWords

LONGEST_NAME = 60
NAME = {"label": _("Name of the passkey"), "max_length": LONGEST_NAME}
NAME_HINT = _("So that you tell it from others, such as “My phone” or “Key at the office”.")


@contextmanager
def refused_in_our_words():
    """Refuse with one sentence whatever is no passkey of this account, well formed or not."""
    try:
        yield
    except forms.ValidationError as refusal:
        if refusal.code != "incorrect_code":
            raise  # too many tries, or nothing at all
        raise get_adapter().validation_error("passkey_refused") from None
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as problem:
        # The parsers of JSON, of CBOR and of keys raise what they happen to meet.
        raise get_adapter().validation_error("passkey_refused") from problem


class FromTheBrowser(InOurWords):
    """A refusal is one of the whole form: nobody sees the field that it is about."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credential"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_credential(self):
        return self.cleaned_data["credential"]

    def read_credential(self):
        if not self.cleaned_data.get("credential"):
            raise get_adapter().validation_error("passkey_missing")
        credential = json.loads(self.cleaned_data["credential"])
        if not isinstance(credential, dict) or not credential:
            raise ValueError("A passkey is an object")
        self.cleaned_data["credential"] = credential


class Shown(FromTheBrowser):
    def clean(self):
        with refused_in_our_words():
            self.read_credential()
            self.cleaned_data["credential"] = super(FromTheBrowser, self).clean_credential()
        return self.cleaned_data


class LoginPasskeyForm(Shown, webauthn.LoginWebAuthnForm):
    pass


class SecondFactorPasskeyForm(Shown, webauthn.AuthenticateWebAuthnForm):
    def clean(self):
        try:
            return super().clean()
        except forms.ValidationError:
            signed_in.passkey_was_refused(context.request, self.user)
            raise


class ReauthenticatePasskeyForm(Shown, webauthn.ReauthenticateWebAuthnForm):
    pass


class AddPasskeyForm(FromTheBrowser, webauthn.AddWebAuthnForm):
    """A name never refuses a passkey: the device has made it by then, so the name is cut and cleaned."""

    hints = {"name": NAME_HINT}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["passwordless"]  # each of ours is
        self.order_fields(["name", "credential"])
        self.fields["name"].label = NAME["label"]
        self.fields["name"].widget.attrs |= {"maxlength": LONGEST_NAME, "autocomplete": "off"}

    def clean_name(self):
        self.cleaned_data["name"] = written.line(self.cleaned_data["name"])[:LONGEST_NAME]
        return super().clean_name()

    def clean(self):
        with refused_in_our_words():
            self.read_credential()
            return super().clean()


class RenamePasskeyForm(forms.Form):
    name = forms.CharField(**NAME, help_text=NAME_HINT, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def clean_name(self):
        return written.line(self.cleaned_data["name"])
