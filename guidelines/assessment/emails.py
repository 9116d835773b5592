"""Messages about a self-assessment, in the recipient's language, with the substance and not only a link."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from guidelines.assessment.standings import standing_of
from portal import mail
from portal.languages import localized, written


def handed_in(assessment, user):
    """To those who sign: what waits for them, by when, and how complete it is."""
    send("assessment/handed_in", assessment, user, move="sign_off")


def returned(assessment, user):
    """To those who answer: what is to be changed, in the words of who returned it."""
    reason = written(assessment.return_reason, assessment.return_reason_lang)
    send("assessment/returned", assessment, user, move="detail", reason=reason)


def signed_off(assessment, user):
    """To those who answered: it is signed, and where the report is."""
    send("assessment/signed_off", assessment, user, move="detail")


def send(template, assessment, user, *, move, **context):
    with translation.override(user.language):
        path = reverse(f"assessment:{move}", args=[assessment.uuid])
        context |= {
            "assessment": assessment,
            "title": written(assessment.title, assessment.title_lang),
            "set_title": localized(assessment.edition.set, "title"),
            "standing": standing_of(assessment),
            "url": settings.SITE_URL + path,
        }
    mail.send(template, user.email, user.language, context)
