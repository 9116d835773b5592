"""Where django-allauth does as the portal does."""

from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from portal.accounts import agents, letters, sealed, second_factor, signed_in
from portal.accounts.models import Means, User, normal_email
from portal.accounts.qr import qr_svg
from portal.languages import current

OUR_STAGES = {"allauth.mfa.stages.AuthenticateStage": "portal.accounts.stages.AuthenticateStage"}
#: How one may show once more who one is.
WAYS = {
    "reauthenticate": _("With my password"),
    "mfa_reauthenticate": _("With a code"),
    "mfa_reauthenticate:webauthn": _("With a passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation or request; letters go out in their reader's language."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Write to the service desk if that is a mistake."),
        "email_password_mismatch": _("The e-mail address or the password is wrong."),
        "email_taken": _("This address cannot be used here."),
        "duplicate_email": _("This is your address already."),
        "enter_current_password": _("Type the password that you use now."),
        "incorrect_code": _("This code is wrong or too old."),
        "incorrect_password": _("This password is wrong."),
        "invalid_or_expired_key": _("This link is used up or too old."),
        "invalid_login": _("The e-mail address or the password is wrong."),
        "invalid_password_reset": _("This link is used up or too old."),
        "too_many_login_attempts": _(
            "There were too many attempts. Wait five minutes, or let us send you a code by e-mail."
        ),
        "same_as_current": _("This is what you have now. Type another one."),
        "rate_limited": _("There were too many attempts. Wait a few minutes and try again."),
        "unknown_email": _("The e-mail address or the password is wrong."),
    }

    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        """The secretariat goes to its desk, members to theirs, each in the language of the account."""
        with translation.override(request.user.language):
            return reverse("wagtailadmin_home" if request.user.is_staff else "myissa:home")

    def is_safe_url(self, url):
        """The desk sends whoever may not open it to sign in; who has signed in is not sent back there, for ever."""
        user = getattr(context.request, "user", None)
        is_desk = urlsplit(url or "").path.startswith(reverse("wagtailadmin_home"))
        if is_desk and user is not None and user.is_authenticated and not user.is_staff:
            return False
        return super().is_safe_url(url)

    def get_logout_redirect_url(self, request):
        return f"/{current()}/"

    def get_reset_password_from_key_url(self, key):
        """Our letters name our own address, whatever the request said its host was."""
        return settings.SITE_URL + urlsplit(super().get_reset_password_from_key_url(key)).path

    def send_mail(self, template_prefix, email, context):
        """Write in the language of the account, or of the page when the address has none, and let a worker send it.

        The page answers the same, and as fast, whether or not anybody reads
        the letter and whether or not the mail server answers.
        """
        reader = User.objects.filter(email=normal_email(email)).first() or context.get("user")
        language = reader.language if isinstance(reader, User) else current()
        letters.send_later(template_prefix, email, language, context | {"email": email})

    def get_login_stages(self):
        """The second factor is asked for by our own step, which knows the browsers that are trusted."""
        return [OUR_STAGES.get(stage, stage) for stage in super().get_login_stages()]

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        signed_in.came_in(request, response, user)
        return response

    def authentication_failed(self, request, **credentials):
        if not request.user.is_authenticated:  # who is asked again for the own password is no stranger
            signed_in.was_refused(request, credentials.get("email"), Means.PASSWORD)

    def get_reauthentication_methods(self, user):
        """In our words."""
        return [
            way | {"description": WAYS.get(way["id"], way["description"])}
            for way in super().get_reauthentication_methods(user)
        ]

    def pre_authenticate(self, request, **credentials):
        """Count failures for an account also over all addresses, so that many machines together try few passwords."""
        super().pre_authenticate(request, **credentials)
        key = normal_email(credentials.get("email"))
        self._over_all = ratelimit.consume(request, app="allauth.account", action="login_failed_anywhere", key=key)
        if not self._over_all:
            self._rollback_login_failed_rl_usage()
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self):
        super()._rollback_login_failed_rl_usage()
        if usage := getattr(self, "_over_all", None):
            usage.rollback()

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Five failures close an account's password to the address they came from, not to its owner elsewhere."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{self.get_client_ip(request)}"


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Your role asks for a second factor, so it cannot be turned off."),
        "cannot_generate_recovery_codes": _("Set up an authenticator app or a passkey first."),
        "incorrect_code": _("This code is wrong or too old."),
        "unverified_email": _("Confirm your e-mail address first."),
        "add_email_blocked": _("This address cannot be used here."),
        "passkey_missing": _("Your browser has shown no passkey. Press the button and follow what the browser says."),
        "passkey_refused": _(
            "This passkey is not one of this account, or the page stood open for too long. Try again."
        ),
    }

    def encrypt(self, text):
        return sealed.encrypt(text)

    def decrypt(self, encrypted_text):
        """Under a key that is gone no code is right, and the service desk resets the factor."""
        try:
            return sealed.decrypt(encrypted_text)
        except sealed.Unreadable:
            return generate_totp_secret()

    def can_delete_authenticator(self, authenticator):
        return second_factor.may_remove(authenticator)

    def generate_authenticator_name(self, user, type):
        """The name that a new passkey is offered: of the browser in which it is made."""
        return agents.device(context.request.headers.get("User-Agent", ""))

    def get_public_key_credential_rp_entity(self):
        """A passkey belongs to our own address, whatever the request said its host was."""
        return {"id": urlsplit(settings.SITE_URL).hostname, "name": str(settings.SITE_NAME)}

    def build_totp_svg(self, url):
        return qr_svg(url)
