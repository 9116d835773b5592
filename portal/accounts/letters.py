"""The letters of the sign-in pages: written in the request, sealed, sent by a worker."""

from django.template.loader import render_to_string
from django.utils import translation

from portal.accounts import sealed, tasks
from portal.background import outbox


def send_later(prefix, to, language, context):
    """Write the letter ``prefix`` in the language of its reader and let a worker send it."""
    with translation.override(language):
        subject = " ".join(render_to_string(f"{prefix}_subject.txt", context).split())
        text = render_to_string(f"{prefix}_message.txt", context).strip()
    letter = {"to": to, "language": language, "subject": subject, "text": text}
    outbox.add(tasks.deliver, sealed.seal(letter))
