"""A real mail server, as small as it can be: it takes what comes, and answers as it is told to."""

import contextlib
import logging
from dataclasses import dataclass
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller

from tests.journeys.server import free_port


@dataclass(frozen=True)
class Arrived:
    """One letter as it came over the line."""

    sender: str
    recipients: tuple
    raw: bytes

    @property
    def message(self):
        return message_from_bytes(self.raw, policy=policy.default)

    @property
    def message_id(self):
        return str(self.message["Message-ID"]).strip()


logging.getLogger("mail.log").setLevel(logging.WARNING)  # it tells every word of every conversation


class PostOffice:
    """What arrived, in order. ``answers`` maps a recipient to what is said to the address, ``to_text`` to the letter."""

    def __init__(self):
        self.port = free_port()
        self.arrived, self.answers, self.to_text, self.asked = [], {}, {}, []
        self.before_answer = {}  # number of a letter → what happens when it has arrived and nobody was told yet
        self.controller = None

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        self.asked.append(address)
        if (answer := self.answers.get(address)) is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 2.1.5 OK"

    async def handle_DATA(self, _server, _session, envelope):
        answer = next((self.to_text[address] for address in envelope.rcpt_tos if address in self.to_text), None)
        if answer is None:
            self.arrived.append(Arrived(envelope.mail_from, tuple(envelope.rcpt_tos), envelope.content))
            self.before_answer.pop(len(self.arrived), lambda: None)()
        return answer or "250 2.0.0 OK"

    def opens(self):
        self.controller = Controller(self, hostname="127.0.0.1", port=int(self.port))
        self.controller.start()

    def closes(self):
        if self.controller is not None:
            self.controller.stop()
            self.controller = None

    def recipients(self):
        return [address for letter in self.arrived for address in letter.recipients]


@contextlib.contextmanager
def post_office():
    office = PostOffice()
    office.opens()
    try:
        yield office
    finally:
        office.closes()
