"""Messages about an account, in its owner's language. Called by tasks alone."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from portal.accounts import sealed


def second_factor_reset(user):
    """To the owner: what was done, and what to do if it was not asked for."""
    with translation.override(user.language):
        url = settings.SITE_URL + reverse("account_login")
    _send("accounts/second_factor_reset", user.email, user.language, {"name": user.name, "url": url})


def deliver(letter):
    """Send what ``letters.send_later`` has written and sealed."""
    letter = sealed.unseal(letter)
    context = {"subject": letter["subject"], "text": letter["text"]}
    _send("accounts/letter", letter["to"], letter["language"], context)


def _send(template, to, language, context):
    from portal import mail

    mail.send(template, to, language, context)
