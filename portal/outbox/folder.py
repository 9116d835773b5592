"""Mail as files: one for each letter, whole or not there at all."""

import hashlib
import os
import tempfile
from email import message_from_binary_file, policy
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone


class FolderBackend(BaseEmailBackend):
    """Write each letter into ``MAIL_FOLDER``. A letter with the same Message-ID takes the place of the first."""

    def send_messages(self, messages):
        folder = Path(settings.MAIL_FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        for message in messages:
            letter = message.message()
            name = hashlib.sha256(letter["Message-ID"].encode()).hexdigest()[:32]
            known = next(folder.glob(f"*-{name}.eml"), None)
            target = known or folder / f"{timezone.now():%Y%m%dT%H%M%S%f}-{name}.eml"
            with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as part:
                part.write(letter.as_bytes(linesep="\r\n"))
                part.flush()
                os.fsync(part.fileno())
            os.replace(part.name, target)
        return len(messages)


def newest(limit=200):
    """Return the files of the last letters, the newest first."""
    return sorted(Path(settings.MAIL_FOLDER).glob("*.eml"), reverse=True)[:limit]


def find(name):
    """Return the file of one letter by its name without ending, or None."""
    return next((path for path in newest(limit=10_000) if path.stem == name), None)


def read(path):
    """Return the letter as Python's modern e-mail policy reads it."""
    with path.open("rb") as file:
        return message_from_binary_file(file, policy=policy.default)
