"""One mark for the state of all that visitors read; every process asks for it before it gives a page away.

A kept page is true while the mark is the one that it was made under. Whoever
writes changes the mark after commit. It is the state of a small file, asked
for with one ``os.stat``, or a value in Redis where several machines share one.
"""

import os
import uuid
from functools import lru_cache
from pathlib import Path

import structlog
from django.conf import settings

from portal import redis_server

logger = structlog.stdlib.get_logger(__name__)


class FileMark:
    """The length and the time of a file: an octet more with each change, a megabyte after a million of them.

    The length tells two changes apart that a coarse clock does not.
    """

    def __init__(self, path):
        self.path = path

    def current(self):
        """Return the mark, or None where it cannot be known; then nothing may be given from the store."""
        try:
            found = os.stat(self.path)
        except FileNotFoundError:
            self.change()
            return None
        except OSError:
            return None
        return f"{found.st_ino}-{found.st_size}-{found.st_mtime_ns}"

    def change(self):
        try:
            file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640)
            try:
                os.write(file, b".")
            finally:
                os.close(file)
        except OSError:
            # What was written stays written, and a kept page ends within a minute by itself.
            logger.exception("page_cache.mark_not_changed")


class RedisMark:
    """A random word in Redis, so that one that was lost there never comes back as an older one."""

    KEY = "portal:page-cache:mark"

    def current(self):
        """Return the mark, or None while Redis does not answer."""
        try:
            with redis_server.asked() as server:
                if (found := server.get(self.KEY)) is None:
                    server.set(self.KEY, uuid.uuid4().hex, nx=True)
                    found = server.get(self.KEY)
        except redis_server.NotThere:
            return None
        return found and found.decode()

    def change(self):
        try:
            with redis_server.asked(even_if_absent=True) as server:
                server.set(self.KEY, uuid.uuid4().hex)
        except redis_server.NotThere:
            logger.warning("page_cache.mark_not_changed")


@lru_cache(maxsize=1)
def mark():
    """Return the mark that the settings choose."""
    return RedisMark() if settings.CACHE_URL else FileMark(Path(settings.PAGE_CACHE_MARK))


def current():
    return mark().current()


def change():
    mark().change()
