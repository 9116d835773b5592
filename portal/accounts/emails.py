"""Messages about an account, in its owner's language. Called by tasks alone."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from portal import mail
from portal.accounts import agents, sealed
from portal.accounts.links import invitation_secret


def second_factor_reset(user):
    """To the owner: what was done, and what to do if it was not asked for."""
    with translation.override(user.language):
        url = settings.SITE_URL + reverse("account_login")
    _send("accounts/second_factor_reset", user.email, user.language, {"name": user.name, "url": url})


def new_device(sign_in):
    """To the owner: the account was opened in a browser that it did not know."""
    user = sign_in.user
    with translation.override(user.language):
        url = settings.SITE_URL + reverse("usersessions_list")
        device = agents.in_words(sign_in.browser, sign_in.system)
    context = {"name": user.name, "at": sign_in.at, "device": device, "network": sign_in.network, "url": url}
    _send("accounts/new_device", user.email, user.language, context)


def staff_invitation(invitation):
    with translation.override(invitation.language):
        url = settings.SITE_URL + reverse("accounts:invitation", args=[invitation_secret(invitation)])
    context = {
        "name": invitation.name,
        "invited_by": invitation.invited_by.name,
        "expires_at": invitation.expires_at,
        "url": url,
    }
    _send("accounts/invitation", invitation.email, invitation.language, context)


def deliver(letter):
    """Send what ``letters.send_later`` has written and sealed."""
    letter = sealed.unseal(letter)
    context = {"subject": letter["subject"], "text": letter["text"]}
    _send("accounts/letter", letter["to"], letter["language"], context)


def _send(template, to, language, context):
    mail.send(template, to, language, context)
