"""Messages to those who translate, write or review an edition: in their language, with the substance. Called by tasks alone."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from guidelines.library.duties import languages_of, writes_at_desk
from guidelines.library.enums import Duty
from guidelines.library.models import Section
from guidelines.library.numbering import section_codes
from guidelines.library.translating.unattended import apart
from portal import mail
from portal.accounts.links import invitation_secret
from portal.formats import comma
from portal.languages import NAMES, SOURCE, localized, value_in


def translator_invitation(row):
    """To somebody from outside: who asks, to translate what, until when, and the link that opens the account."""
    letter = row.invitation
    with translation.override(letter.language):
        context = _work(row.edition, row.languages, row.sections.all(), row.due_on) | {
            "name": letter.name,
            "invited_by": letter.invited_by.name,
            "expires_at": letter.expires_at,
            "url": settings.SITE_URL + reverse("accounts:invitation", args=[invitation_secret(letter)]),
        }
    mail.send("library/translator_invitation", letter.email, letter.language, context)


def translation_given(duties, *, by):
    """To a translator who has an account: what there is to do now."""
    first = duties[0]
    user, edition = first.user, first.edition
    with translation.override(user.language):
        languages = [code for duty in duties for code in languages_of(duty)]
        context = _work(edition, languages, first.sections.all(), first.due_on) | {
            "name": user.name,
            "given_by": by.name,
            "url": settings.SITE_URL + reverse("translating:board", args=[edition.uuid]),
        }
    mail.send("library/translation_given", user.email, user.language, context, key=f"translation given {first.uuid}")


def duty_given(duty, *, by):
    """To a commission member or reviewer: what that is, and where the draft stands; its desk for whoever may open it."""
    user, edition = duty.user, duty.edition
    with translation.override(user.language):
        writes = writes_at_desk(user, duty)
        read = reverse("library:edition", args=[edition.set.slug, edition.year])
        context = {
            "name": user.name,
            "given_by": by.name,
            "edition": _named(edition),
            "duty": duty.get_duty_display(),
            "answers": duty.duty == Duty.COMMISSION_MEMBER,
            "writes": writes,
            "due_on": duty.due_on,
            "url": settings.SITE_URL + (reverse("library_desk:edition", args=[edition.uuid]) if writes else read),
        }
    mail.send("library/duty_given", user.email, user.language, context, key=f"duty given {duty.uuid}")


def out_of_date(edition, found, user):
    """To a translator of the house: which languages no longer follow the English, and are nobody's to bring up to date."""
    with translation.override(user.language):
        context = {
            "name": user.name,
            "edition": _named(edition),
            **apart(found),
            "url": settings.SITE_URL + reverse("translating:board", args=[edition.uuid]),
        }
    mail.send("library/out_of_date", user.email, user.language, context)


def _named(edition):
    return f"{localized(edition.set, 'title').value} ({edition})"


def _work(edition, languages, sections, due_on):
    return {
        "edition": _named(edition),
        "languages": comma().join(NAMES[code] for code in languages),
        "sections": named_sections(edition, sections),
        "due_on": due_on,
    }


def named_sections(edition, sections):
    """Return the code and title of each section, in English: that is what the translator will find there."""
    codes = section_codes(list(Section.objects.filter(edition=edition))) if sections else {}
    return [f"{codes[one.pk]} {value_in(one, 'title', SOURCE)}" for one in sections]
