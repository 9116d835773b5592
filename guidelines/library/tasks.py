"""Background work of the library."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django_tasks import task

from guidelines.library import emails, extract_pdf, notices, pdf
from guidelines.library.enums import Duty, EditionState
from guidelines.library.models import Edition, EditionAssignment, Extract, TranslatorInvitation
from guidelines.library.translating.unattended import unattended
from portal import clock

#: Days before the due date on which a translator is told.
SOON = (7, 1)
#: Languages of a superseded edition are no longer asked for.
BEING_TRANSLATED = [state for state in EditionState if state != EditionState.SUPERSEDED]


@task(queue_name="reports")
def make_pdfs(edition_uuid, language):
    """Make both PDFs of a released language, unless they are there with its last erratum: stored files are never replaced."""
    pdf.make(edition_uuid, language)


@task(queue_name="reports", priority=-10)
def make_parts(edition_uuid, language):
    """Make the PDFs of the parts in a released language, after everything that somebody waits for."""
    extract_pdf.make_parts(edition_uuid, language)


@task(queue_name="reports")
def make_extract(key):
    """Make one extract that was asked for, unless it is there, or was dropped before the worker came to it."""
    rows = Extract.objects.select_related("edition__set", "section", "since__set", "earlier", "later")
    if row := rows.filter(key=key).first():
        extract_pdf.make(row)


@task()
def send_translator_invitation(uuid):
    """Write to an invited translator; a letter that comes late shall not offer what has been withdrawn."""
    rows = TranslatorInvitation.objects.select_related("invitation__invited_by", "edition__set")
    row = rows.get(uuid=uuid)
    if row.invitation.state == "open":
        emails.translator_invitation(row)


@task()
def tell_translator(uuids, by_uuid):
    """Tell a translator who has an account what was given, unless it was taken back before the letter left."""
    duties = EditionAssignment.objects.current().filter(uuid__in=uuids).select_related("user", "edition__set")
    if duties := list(duties.prefetch_related("sections")):
        notices.translation_given(duties, by=get_user_model().objects.get(uuid=by_uuid))


@task()
def tell_of_duty(uuid, by_uuid):
    """Tell somebody who writes or reviews an edition, unless the duty has ended before the letter left."""
    duties = EditionAssignment.objects.current().select_related("user", "edition__set")
    if duty := duties.filter(uuid=uuid).first():
        notices.duty_given(duty, by=get_user_model().objects.get(uuid=by_uuid))


@task()
def tell_of_unattended(edition_uuid, occasion):
    """Tell the translators of the house what no longer follows the English of an edition and is nobody's duty."""
    edition = Edition.objects.select_related("set").get(uuid=edition_uuid)
    if found := unattended(Edition.objects.filter(pk=edition.pk)):
        notices.out_of_date(edition, found, occasion=occasion)


@task()
def tell_of_due_translations():
    """Tell translators of what is due in some days; a second run tells nobody twice."""
    today = clock.today()
    duties = EditionAssignment.objects.current().filter(duty=Duty.TRANSLATOR, edition__state__in=BEING_TRANSLATED)
    for duty in duties.filter(due_on__in=[today + timedelta(days=days) for days in SOON]).select_related(
        "user", "edition__set"
    ):
        notices.translation_due(duty)
