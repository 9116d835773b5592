"""Message-IDs that prove for whom a letter was written.

A letter that comes back quotes its Message-ID. Ours holds a mark made from the
address and the portal's own key, so a report is believed about the one address
the letter went to, and about nothing else: nobody who has not seen that letter
can make the mark. Nothing has to be kept about what was sent to whom.
"""

import re
from email.utils import parseaddr

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

#: Hexadecimal digits of the name of a letter, and of the mark. With both, the header stays on one line: some mail
#: servers lose an identifier that is folded.
LENGTH = 20
OURS = re.compile(rf"^<([0-9a-f]{{{LENGTH}}})\.([0-9a-f]{{{LENGTH}}})@([^<>@\s]+)>$")


def domain():
    """Return the one domain from which letters leave."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]


def make(key, to):
    """Return the Message-ID of the letter with this key (20 hexadecimal digits or more) to the address ``to``."""
    return f"<{key[:LENGTH]}.{_mark(key[:LENGTH], to, settings.SECRET_KEY)}@{domain()}>"


def address_of(message_id, candidates):
    """Return which of ``candidates`` the letter of this Message-ID went to, or None: not ours, or to somebody else."""
    found = OURS.match(message_id.strip())
    if found is None or found[3].lower() != domain().lower():
        return None
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        for address in candidates:
            if constant_time_compare(_mark(found[1], address, secret), found[2]):
                return address
    return None


def _mark(stem, address, secret):
    known = f"{stem}:{address.strip().lower()}"
    return salted_hmac("portal.message_ids", known, secret=secret, algorithm="sha256").hexdigest()[:LENGTH]
