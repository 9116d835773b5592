"""Pages where a code is asked for; what they do is django-allauth's, what is said at a limit is ours."""

import json

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import views as totp
from django.shortcuts import redirect

from portal.accounts import second_factor, signed_in
from portal.accounts.models import Means


class LimitSaidAtTheField:
    """Who asks too often reads it at the field, with what was typed, instead of meeting a page of its own."""

    field = "email"

    def form_valid(self, form):
        try:
            answer = super().form_valid(form)
        except ImmediateHttpResponse as stopped:
            answer = stopped.response
        if answer.status_code != 429:
            return answer
        form.add_error(self.field, get_adapter().error_messages["rate_limited"])
        return self.form_invalid(form)


class EmailView(LimitSaidAtTheField, account.EmailView):
    """The address one signs in with; while a new one waits for its code, the way to the code and the way back."""

    def post(self, request, *args, **kwargs):
        if "action_keep" in request.POST:
            if process := EmailVerificationProcess.resume(request):
                process.abort()
            return redirect("account_email")
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        process = EmailVerificationProcess.resume(self.request)
        return super().get_context_data(**kwargs) | {"waiting_address": process.email if process else ""}


class PasswordResetView(LimitSaidAtTheField, account.PasswordResetView):
    pass


class ConfirmLoginCodeView(account.ConfirmLoginCodeView):
    def form_invalid(self, form):
        """Keep the attempt, whether or not the address has an account."""
        if "code" in form.errors:
            signed_in.was_refused(self.request, self._process.state.get("email"), Means.CODE)
        return super().form_invalid(form)


class AuthenticateView(mfa.AuthenticateView):
    """The second factor: an app's code, a recovery code or a passkey; a code may make this browser a trusted one."""

    def form_valid(self, form):
        self.request.asks_for_trust = form.cleaned_data.get("trust", False)
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        user = self.stage.login.user
        types = set(second_factor.factors(user).values_list("type", flat=True))
        return context | {
            "has_app": Authenticator.Type.TOTP in types,
            "has_passkey": Authenticator.Type.WEBAUTHN in types,
            "options": json.dumps(context["js_data"]["request_options"]),
        }


class ActivateTOTPView(totp.ActivateTOTPView):
    """Setting up an app: for some the way to everything else, for the others a choice with a way back."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"must": second_factor.is_needed(self.request.user)}
