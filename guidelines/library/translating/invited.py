"""What an invitation to translate opens, as its reader is told; and where the work begins once it is accepted."""

from django.urls import reverse
from django.utils.translation import gettext as _

from guidelines.library import actions
from guidelines.library.emails import named_sections
from guidelines.library.models import Edition, TranslatorInvitation
from portal.accounts.invited import Opening
from portal.formats import day
from portal.languages import NAMES, localized


def opening(invitation):
    """Offer the edition and what of it is to be translated, where the invitation is to a translator."""
    rows = TranslatorInvitation.objects.select_related("edition__set").prefetch_related("sections")
    row = rows.filter(invitation=invitation).first()
    if row is None:
        return None
    edition = row.edition

    def landing(user):
        """Return the board of the edition; what was released or removed meanwhile has none."""
        has_work = Edition.objects.translated_by(user).filter(pk=edition.pk).exists()
        return reverse("translating:board", args=[edition.uuid]) if has_work else None

    title = f"{localized(edition.set, 'title').value} ({edition})"
    due = [_("due %(day)s") % {"day": day(row.due_on)}] if row.due_on else []
    return Opening(
        heading=_("Invitation to translate %(edition)s") % {"edition": title},
        items_heading=_("What you are asked to translate"),
        items=(*(NAMES[code] for code in row.languages), *named_sections(edition, list(row.sections.all())), *due),
        accept=actions.accept_translator_invitation,
        landing=landing,
    )
