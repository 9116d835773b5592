"""Messages about an account, in its owner's language. Called by tasks alone."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from portal import mail
from portal.accounts import sealed
from portal.accounts.links import invitation_secret


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
