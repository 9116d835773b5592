"""What the three numbers of a mail status say (RFC 3463), and those of a server that refuses a letter at once."""

import re
from dataclasses import dataclass
from smtplib import SMTPDataError, SMTPRecipientsRefused

from portal import written

ENHANCED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
#: Subjects that speak of the letter or of who sent it, such as a policy that refuses our domain.
NOT_THE_ADDRESS = frozenset({"6", "7"})
#: Codes by which a server without enhanced codes says: no such mailbox here.
NO_MAILBOX = frozenset({550, 551, 553})
LONGEST = 500


def is_permanent(status):
    """Return whether one such answer is enough: for good, and about the address itself."""
    kind, subject, _detail = status.split(".")
    return kind == "5" and subject not in NOT_THE_ADDRESS


def short(words):
    """Return what a server said as one line that we keep."""
    text = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    return written.line(text)[:LONGEST]


@dataclass(frozen=True)
class Refusal:
    """A server's answer to our letter that will be the same tomorrow."""

    status: str
    diagnostic: str


def refusal(problem):
    """Return the lasting refusal of the one recipient that ``problem`` speaks of, or None: worth another attempt."""
    if isinstance(problem, SMTPRecipientsRefused):
        code, words = next(iter(problem.recipients.values()))
        plain = "5.0.0" if code in NO_MAILBOX else ""
    elif isinstance(problem, SMTPDataError):
        code, words, plain = problem.smtp_code, problem.smtp_error, ""
    else:
        return None
    diagnostic = short(words)
    found = ENHANCED.search(diagnostic)
    status = found[1] if found else plain
    if not status or code // 100 != 5 or not is_permanent(status):
        return None
    if isinstance(problem, SMTPDataError) and status.split(".")[1] not in {"1", "2"}:
        return None  # after the text the answer is mostly about the text
    return Refusal(status, f"{code} {diagnostic}")
