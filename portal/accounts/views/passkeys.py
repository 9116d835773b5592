"""Passkeys: made, shown, renamed and removed. The ceremony is django-allauth's, the pages are ours.

Every passkey of ours lies in its device and asks for finger, face or PIN, so
that one touch stands for an account's address, password and second factor.
"""

import json

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from portal.accounts import actions, second_factor
from portal.accounts.forms_passkeys import RenamePasskeyForm
from portal.tables import Column


class IndexView(mfa.IndexView):
    """What an account is protected by."""

    def get_context_data(self, **kwargs):
        columns = [Column(_("Passkey")), Column(_("Since")), Column(_("Used last")), Column(_("What you can do"))]
        return super().get_context_data(**kwargs) | {"columns": columns}


class AddPasskeyView(webauthn.AddWebAuthnView):
    template_name = "mfa/webauthn/add_form.html"

    def get_context_data(self, **kwargs):
        # allauth's own forgets the form that was refused, and asks for a key that is no passkey.
        context = super(webauthn.AddWebAuthnView, self).get_context_data(**kwargs)
        user = self.request.user
        return context | {
            "options": json.dumps(auth.begin_registration(user, passwordless=True)),
            "must": not second_factor.has_enrolled(user) and second_factor.is_needed(user),
        }

    def form_valid(self, form):
        values = form.cleaned_data
        self.did_generate_recovery_codes = actions.add_passkey(self.request, values["name"], values["credential"])
        return redirect(self.get_success_url())


class LoginPasskeyView(webauthn.LoginWebAuthnView):
    def form_invalid(self, form):
        for text in form.errors.get("credential", []) + form.non_field_errors():
            messages.error(self.request, text)
        return redirect("account_login")


class ReauthenticatePasskeyView(webauthn.ReauthenticateWebAuthnView):
    template_name = "mfa/webauthn/reauthenticate.html"

    def form_invalid(self, form):
        """Stay on the page; allauth would lead to the page for signing in, and from there away."""
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        context = super(webauthn.ReauthenticateWebAuthnView, self).get_context_data(**kwargs)
        return context | {"options": json.dumps(auth.begin_authentication(self.request.user))}


@reauthentication_required(app="allauth.mfa")
def passkey_rename(request, pk):
    passkey = _own(request.user, pk)
    form = RenamePasskeyForm(request.POST or None, initial={"name": passkey.wrap().name})
    if request.method == "POST" and form.is_valid():
        actions.rename_passkey(passkey, form.cleaned_data["name"], by=request.user)
        messages.success(request, _("The passkey has its new name."))
        return redirect("mfa_index")
    context = {"form": form, "passkey": passkey.wrap()}
    return render(request, "mfa/webauthn/edit_form.html", context, status=422 if form.errors else 200)


@reauthentication_required(app="allauth.mfa")
def passkey_remove(request, pk):
    passkey = _own(request.user, pk)
    if request.method == "POST":
        try:
            actions.remove_passkey(passkey, request)
        except actions.RoleNeedsOne:
            messages.error(request, get_adapter().error_messages["cannot_delete_authenticator"])
        return redirect("mfa_index")
    context = {"passkey": passkey.wrap(), "may_remove": second_factor.may_remove(passkey)}
    context["is_last"] = second_factor.factors(request.user).count() == 1
    return render(request, "mfa/webauthn/authenticator_confirm_delete.html", context)


def _own(user, pk):
    return get_object_or_404(Authenticator, pk=pk, user=user, type=Authenticator.Type.WEBAUTHN)
