"""Messages to those who are invited or have asked, in their language, with the substance and not only a link."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from crm.institutions.enums import PortalRole
from crm.institutions.links import request_secret
from portal import mail
from portal.accounts.links import invitation_secret
from portal.accounts.models import User
from portal.languages import localized


def invitation(row):
    """To a colleague: who invites, to what, until when."""
    _to_invited("institutions/invitation", row)


def request_accepted(row):
    """To an asker: the answer is yes, and the link that opens the account."""
    _to_invited("institutions/request_accepted", row)


def request_confirmation(request):
    """To the address that was given: a link that proves it. Its owner alone reads here whether there is an account."""
    has_account = User.objects.filter(email=request.email).exists()
    _to_asker(
        "institutions/request_known_address" if has_account else "institutions/request_confirmation",
        request,
        link=("accounts:request_confirm", request_secret(request)),
    )


def request_declined(request):
    _to_asker("institutions/request_declined", request, reason=request.reason)


def _to_invited(template, row):
    letter = row.invitation
    with translation.override(letter.language):
        context = {
            "name": letter.name,
            "institution": localized(row.institution, "name"),
            "invited_by": letter.invited_by.name,
            "roles": [str(PortalRole(role).label) for role in row.roles],
            "expires_at": letter.expires_at,
            "url": settings.SITE_URL + reverse("accounts:invitation", args=[invitation_secret(letter)]),
        }
    _send(template, letter.email, letter.language, context)


def _to_asker(template, request, *, link=None, **context):
    with translation.override(request.language):
        institution = localized(request.institution, "name") if request.institution else request.institution_as_written
        context |= {"name": request.name, "institution": institution}
        if link:
            context["url"] = settings.SITE_URL + reverse(link[0], args=link[1:])
    _send(template, request.email, request.language, context)


def _send(template, to, language, context):
    mail.send(template, to, language, context)
