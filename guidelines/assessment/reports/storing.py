"""Files of reports on their way into private storage: whole or not at all.

Each attempt writes under a name of its own and is entered in the books only
when it reads back as it was written. What a killed worker or a full disk
left behind is in no book and is swept up with the next file.
"""

import hashlib
import logging
from contextlib import suppress
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction

from guidelines.assessment.enums import ReportFormat
from guidelines.assessment.models import ReportFile
from guidelines.assessment.reports.rendering import Snapshot, render
from portal import clock
from portal.languages import CODES
from portal.storage import private_storage

logger = logging.getLogger(__name__)


class NotWritten(OSError):
    """The storage did not give back what was written to it."""


def write(folder, name, content):
    """Write a file and return where it stands; when that fails, nothing stays behind."""
    storage = private_storage()
    stem, _dot, ending = name.partition(".")
    path = f"{folder}/{stem}-{uuid4().hex[:12]}.{ending}"
    try:
        path = storage.save(path, ContentFile(content))
        with storage.open(path, "rb") as written:
            if hashlib.sha256(written.read()).digest() != hashlib.sha256(content).digest():
                raise NotWritten(f"{path} does not read back as it was written")
    except BaseException:
        remove(path)
        raise
    return path


def remove(path):
    """Delete a file that no book names. What cannot be deleted now is swept up later."""
    with suppress(OSError):
        private_storage().delete(path)


def store_language(stored, language):
    """Render and store what is missing of a report in one language. Safe to repeat, and to do twice at once."""
    snapshot = Snapshot.of_stored(stored)
    kept = set(stored.files.filter(language=language).values_list("format", flat=True))
    for format in ReportFormat:
        if format not in kept:
            store(stored, language, format, render(snapshot, language, format))
    sweep(stored)


def store(stored, language, format, content):
    """Enter one file in the books, unless another worker was first: a stored file is never replaced."""
    path = write(folder_of(stored), f"{language}.{format}", content)
    try:
        with transaction.atomic():
            _row, is_new = ReportFile.objects.get_or_create(
                report=stored,
                language=language,
                format=format,
                defaults={
                    "file": path,
                    "sha256": hashlib.sha256(content).hexdigest(),
                    "size": len(content),
                    "rendered_at": clock.now(),
                },
            )
    except BaseException:
        remove(path)
        raise
    if not is_new:
        remove(path)


def folder_of(stored):
    return f"assessment/{stored.uuid}"


def sweep(stored):
    """Remove what interrupted attempts left, once every file of the report is in the books."""
    named = {name.rpartition("/")[2] for name in stored.files.values_list("file", flat=True)}
    languages = stored.files.order_by().values("language", "format").count()
    if languages < expected():
        return
    _folders, files = private_storage().listdir(folder_of(stored))
    for name in set(files) - named:
        logger.info("reports.swept: %s/%s", folder_of(stored), name)
        remove(f"{folder_of(stored)}/{name}")


def drop_drafts(assessment):
    """Remove the drafts of an assessment that is signed now; its report has taken their place."""
    for draft in assessment.draft_files.all():
        path = draft.file.name
        draft.delete()
        if path:
            remove(path)


def expected():
    """Return how many files a whole report has."""
    return len(CODES) * len(ReportFormat)
