"""When a translation is good: pure functions over texts and what is known of them."""

import hashlib

from portal.translations.models import Status


def source_hash(text):
    """Return the hash by which two source texts are the same; blanks at the ends do not count."""
    return hashlib.sha256(text.strip().encode()).hexdigest()


def mark_of(text):
    """Return a short hash by which a form or a file tells what text the person had in view."""
    return source_hash(text)[:16]


def standing(*, source, text, made="", made_from=""):
    """Return the status of ``text``, which somebody ``made`` from the source with the hash ``made_from``.

    A text that nobody has vouched for counts as out of date: it may not pass for checked.
    """
    if not text:
        return Status.MISSING
    if made and made_from == source_hash(source):
        return Status(made)
    return Status.STALE


def original(text):
    """Return the status of the source itself."""
    return Status.ORIGINAL if text else Status.MISSING
