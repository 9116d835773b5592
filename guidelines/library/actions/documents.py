import logging

from django.core.files.base import ContentFile
from django.db import transaction

from guidelines.library.models import EditionLanguage
from portal.audit.record import record

logger = logging.getLogger(__name__)


def store_document(row, copy, content, *, sha256):
    """Store one PDF of a released language, once: when another worker was faster, its file stays.

    The file is written before the row, so that a row never names a file that is not there.
    """
    edition = row.edition
    storage = EditionLanguage._meta.get_field(copy).storage
    path = f"library/{edition.set.slug}/{edition.year}/{row.language}-{copy.removeprefix('pdf_')}-{sha256[:12]}.pdf"
    name = storage.save(path, ContentFile(content))
    with transaction.atomic():
        empty = EditionLanguage.objects.filter(pk=row.pk, **{copy: ""})
        stored = empty.update(**{copy: name, f"{copy}_sha256": sha256})
        if stored:
            record(
                edition,
                "library.store_document",
                by=None,
                after={"language": row.language, "copy": copy, "sha256": sha256},
            )
    if not stored:
        storage.delete(name)
        logger.info("library.document_was_there: %s %s", edition, row.language)
    return bool(stored)
