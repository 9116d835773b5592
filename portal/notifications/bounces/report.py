"""Reads the report of a mail server that a letter came back or is late (RFC 3464). Believes nothing yet."""

import re
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.utils import getaddresses

import structlog

from portal.notifications.bounces.status import ENHANCED, short

logger = structlog.stdlib.get_logger(__name__)

IDENTIFIER = re.compile(r"<[^<>\s]{1,300}>")
#: A report may name several recipients, and a letter quote many others; ours went to one.
MOST = 20
WENT_WELL = frozenset({"delivered", "relayed", "expanded"})
QUOTED = frozenset({"message/rfc822", "text/rfc822-headers", "message/rfc822-headers"})


@dataclass(frozen=True)
class Failure:
    """What became of one recipient; ``addresses`` are all that the report and the quoted letter call it."""

    addresses: tuple
    status: str
    diagnostic: str


@dataclass(frozen=True)
class Report:
    message_ids: tuple
    failures: tuple


def read(raw):
    """Return the Report in these bytes, or None: a report of another kind, another letter, or nonsense."""
    try:
        return _read(message_from_bytes(raw))
    except Exception:  # whatever a stranger's mail program can write, and Python's parser stumble over
        logger.exception("bounce.unreadable")
        return None


def _read(message):
    parts = message.get_payload() if message.is_multipart() else []
    told = next((part for part in parts if part.get_content_type() == "message/delivery-status"), None)
    if told is None:
        return None
    quoted = next((found for part in parts if (found := _quoted(part)) is not None), None)
    written_to = tuple(address for _name, address in getaddresses(_all(quoted, "To"))) if quoted else ()
    failures = tuple(found for block in told.get_payload() if (found := _failure(block, written_to)))[:MOST]
    return Report(_identifiers(message, quoted), failures) if failures else None


def _quoted(part):
    """Return the headers of the letter that the report is about, or None for another part."""
    if part.get_content_type() not in QUOTED:
        return None
    if part.is_multipart():
        return part.get_payload(0)
    return message_from_string(part.get_payload(decode=True).decode(errors="replace"))


def _identifiers(message, quoted):
    """Return the Message-IDs that the report quotes, or says that it answers, without doubles."""
    headers = _all(quoted, "Message-ID") if quoted else []
    headers += [text for name in ("In-Reply-To", "References") for text in _all(message, name)]
    return tuple(dict.fromkeys(IDENTIFIER.findall(" ".join(headers))))[:MOST]


def _failure(block, written_to):
    action = str(block.get("Action", "")).strip().lower()
    diagnostic = short(block.get("Diagnostic-Code", "")).partition(";")[2].strip()
    status = ENHANCED.search(f"{block.get('Status', '')} {diagnostic}")
    if action in WENT_WELL or not status or status[1].startswith("2"):
        return None
    named = [_all(block, name) for name in ("Original-Recipient", "Final-Recipient")]
    addresses = tuple(value.rpartition(";")[2].strip().strip("<>") for values in named for value in values)
    return Failure((addresses + written_to)[:MOST], status[1], diagnostic)


def _all(message, name):
    return [str(value) for value in message.get_all(name, [])]
