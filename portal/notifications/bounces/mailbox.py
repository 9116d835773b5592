"""The mailbox in which reports arrive, read over IMAP with TLS."""

import contextlib
import imaplib
import ssl
from collections import Counter
from urllib.parse import unquote, urlsplit

import structlog

from portal.notifications.bounces.actions import take_report

logger = structlog.stdlib.get_logger(__name__)

TIMEOUT = 20  # seconds
#: Letters of one turn; the rest waits for the next hour.
MOST = 500
#: Bytes that are read of one letter. A report says what matters at its beginning.
LONGEST = 1_000_000


class MailboxFailed(Exception):
    """The mail server refused; carries its words, never ours."""


class ImapMailbox:
    """A mailbox as ``imaps://user:password@host:993/INBOX`` names it. Use it in a ``with``.

    Another kind of mailbox is a class with the same two methods, ``unread``
    and ``mark_read``.
    """

    def __init__(self, url, context=None):
        self.url = urlsplit(url)
        self.context = context or ssl.create_default_context()

    def __enter__(self):
        where, port = self.url.hostname, self.url.port or imaplib.IMAP4_SSL_PORT
        self.server = imaplib.IMAP4_SSL(where, port, ssl_context=self.context, timeout=TIMEOUT)
        try:
            self._do("login", unquote(self.url.username), unquote(self.url.password or ""))
            self._do("select", f'"{unquote(self.url.path.strip("/")) or "INBOX"}"')
        except Exception:
            self._leave()
            raise
        return self

    def __exit__(self, *problem):
        self._leave()

    def _leave(self):
        with contextlib.suppress(imaplib.IMAP4.error, OSError):
            self.server.logout()

    def unread(self):
        """Yield name and beginning of each unread letter; reading leaves it unread."""
        for name in self._do("uid", "SEARCH", "UNSEEN")[0].split()[:MOST]:
            answer = self._do("uid", "FETCH", name.decode(), f"(BODY.PEEK[]<0.{LONGEST}>)")
            yield name.decode(), next((part[1] for part in answer if isinstance(part, tuple)), b"")

    def mark_read(self, name):
        self._do("uid", "STORE", name, "+FLAGS.SILENT", r"(\Seen)")

    def _do(self, command, *words):
        try:
            state, answer = getattr(self.server, command)(*words)
        except imaplib.IMAP4.error as problem:
            raise MailboxFailed(f"{command}: {problem}") from None
        if state != "OK":
            raise MailboxFailed(f"{command}: {state}")
        return [part for part in answer if part is not None] or [b""]


def read_reports(mailbox):
    """Take each unread letter as a report and mark it read; return how many led to what.

    Who dies in between reads a letter again, and the same letter counts once.
    """
    outcomes = Counter()
    for name, raw in mailbox.unread():
        outcomes[take_report(raw).value] += 1
        mailbox.mark_read(name)
    logger.info("bounces.read", **outcomes)
    return dict(outcomes)
