"""Letters to those from outside who are asked to translate: in their language, with the substance. Called by tasks alone."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from guidelines.library.models import Section
from guidelines.library.numbering import section_codes
from portal import mail
from portal.accounts.links import invitation_secret
from portal.formats import comma
from portal.languages import NAMES, SOURCE, localized, value_in


def translator_invitation(row):
    """To somebody from outside: who asks, to translate what, until when, and the link that opens the account."""
    letter = row.invitation
    with translation.override(letter.language):
        context = work(row.edition, row.languages, row.sections.all(), row.due_on) | {
            "name": letter.name,
            "invited_by": letter.invited_by.name,
            "expires_at": letter.expires_at,
            "url": settings.SITE_URL + reverse("accounts:invitation", args=[invitation_secret(letter)]),
        }
    mail.send("library/translator_invitation", letter.email, letter.language, context)


def named(edition):
    """Return set and edition as a letter names them, in the language that is active."""
    return f"{localized(edition.set, 'title').value} ({edition})"


def work(edition, languages, sections, due_on):
    """Return what is to be translated, as facts for ``notices/library/_work.html``."""
    return {
        "edition": named(edition),
        "languages": comma().join(NAMES[code] for code in languages),
        "sections": named_sections(edition, sections),
        "due_on": due_on,
    }


def named_sections(edition, sections):
    """Return the code and title of each section, in English: that is what the translator will find there."""
    codes = section_codes(list(Section.objects.filter(edition=edition))) if sections else {}
    return [f"{codes[one.pk]} {value_in(one, 'title', SOURCE)}" for one in sections]
