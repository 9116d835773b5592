"""One letter to one person, in that person's language, as text and as HTML.

A letter is one template, ``mail/<name>.html``, that extends
``mail/letter.html`` and fills its blocks ``subject`` and ``content``. The text
part is made from the HTML, so the two never say different things. Called from
tasks only: no action and no page waits for a mail server.
"""

from contextlib import ExitStack
from email.utils import formataddr
from html.parser import HTMLParser
from smtplib import SMTPException

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils import translation

from portal import message_ids, written
from portal.background import effects
from portal.languages import direction, html_code
from portal.notifications.bounces.actions import note_failure
from portal.notifications.bounces.status import refusal
from portal.notifications.models import UndeliverableAddress

logger = structlog.stdlib.get_logger(__name__)


class NotAnAddress(ValueError):
    """What should be an address or a header could smuggle in another line."""


def send(template, to, language, context, headers=None, key=None):
    """Send ``mail/<template>.html`` to the address ``to``; tell whether it went out now.

    A task that runs again does not send again what has left: each letter is
    noted under ``key``, by default task, template and address. The server may
    still get a letter twice when a worker dies in the moment between; it bears
    the same Message-ID then. When the server is down or busy this raises, and
    the task is tried again later. Where the server says for good that the
    address takes no letters, the address is marked and the letter given up.
    """
    message = write(template, to, language, context, headers)
    key = effects.key_of("mail", key or template, to)
    message.extra_headers["Message-ID"] = message_ids.make(key, to)
    try:
        with ExitStack() as line:
            return effects.once(key, lambda: _hand_over(message, line))
    except SMTPException as problem:
        if (refused := refusal(problem)) is None:
            raise
    note_failure(to, message_id=message.extra_headers["Message-ID"], **vars(refused))
    effects.note(key)
    logger.warning("mail.refused", status=refused.status)
    return False


def _hand_over(message, line):
    """Give the letter to the server, and stay on the line: leaving takes time, in which a death would go unnoted."""
    message.connection = line.enter_context(get_connection())
    message.send()


def undeliverable(address):
    """Return the ``UndeliverableAddress`` that is marked because letters come back from it, or None."""
    return UndeliverableAddress.objects.marked().of(address).first()


def is_undeliverable(address):
    """Tell whether letters come back from there. Letters of signing in are sent all the same."""
    return undeliverable(address) is not None


def write(template, to, language, context, headers=None):
    """Return the letter, unsent."""
    check(to, headers or {})
    with translation.override(language):
        name = str(settings.SITE_NAME)
        html = render_to_string(
            f"mail/{template}.html",
            {
                "site_name": name,
                "home_url": f"{settings.SITE_URL}/{language}/",
                "lang": html_code(language),
                "dir": direction(language),
                **context,
            },
        )
        reading = Reading()
        reading.feed(html)
        reading.close()
        message = EmailMultiAlternatives(
            subject=written.line(reading.subject),
            body=reading.text,
            from_email=formataddr((written.line(name), settings.DEFAULT_FROM_EMAIL)),
            to=[to],
            headers={
                "Auto-Submitted": "auto-generated",
                "Content-Language": html_code(language),
                **(headers or {}),
            },
        )
    message.attach_alternative(html, "text/html")
    return message


def check(to, headers):
    try:
        validate_email(to)
    except ValidationError as problem:
        raise NotAnAddress(to) from problem
    for part in (*headers, *headers.values()):
        if any(character in "\r\n\0" for character in part):
            raise NotAnAddress(part)


class Reading(HTMLParser):
    """Reads a letter's HTML aloud: the subject from its title, the rest as plain text."""

    BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "ul", "ol", "table", "blockquote", "hr"})
    LINES = frozenset({"br", "li", "tr"})

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.subject = ""
        self._parts = []
        self._inside = None
        self._links = []

    def handle_starttag(self, tag, attrs):
        if tag in {"title", "style"}:
            self._inside = tag
        elif tag in self.BLOCKS:
            self._parts.append("\n\n")
        elif tag in self.LINES:
            self._parts.append("\n– " if tag == "li" else "\n")
        elif tag == "td":
            self._parts.append(" ")
        elif tag == "a":
            self._links.append((dict(attrs).get("href", ""), len(self._parts)))

    def handle_endtag(self, tag):
        if tag == self._inside:
            self._inside = None
        elif tag in self.BLOCKS:
            self._parts.append("\n\n")
        elif tag == "a" and self._links:
            address, start = self._links.pop()
            label = "".join(self._parts[start:]).strip()
            if address and address != label:
                self._parts.append(f": {address} ")

    def handle_data(self, data):
        if self._inside == "title":
            self.subject += data
        elif self._inside is None:
            # One blank stands for any run of blanks and line breaks of the source.
            before, after = data[:1].isspace(), data[-1:].isspace()
            words = " ".join(data.split())
            self._parts.append((" " if before else "") + words + (" " if after and words else ""))

    @property
    def text(self):
        lines = [" ".join(line.split()) for line in "".join(self._parts).split("\n")]
        kept = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
        return "\n".join(kept).strip() + "\n"
