import logging

from django.core.files.base import ContentFile
from django.db import transaction

from guidelines.library.models import EditionDocument, Extract
from portal import clock
from portal.audit.record import record

logger = logging.getLogger(__name__)


def store_document(row, content, *, for_members, errata_to, sha256):
    """Store one PDF of a released language, once: when another worker was faster, its file stays.

    ``row`` is the language of the edition. The file is written before its row,
    so that a row never names a file that is not there.
    """
    edition = row.edition
    storage = EditionDocument._meta.get_field("file").storage
    copy = "member" if for_members else "public"
    name = storage.save(
        f"library/{edition.set.slug}/{edition.year}/{row.language}-{copy}-{errata_to}-{sha256[:12]}.pdf",
        ContentFile(content),
    )
    with transaction.atomic():
        _document, is_new = EditionDocument.objects.get_or_create(
            edition_language=row,
            for_members=for_members,
            errata_to=errata_to,
            defaults={"file": name, "sha256": sha256},
        )
        if is_new:
            record(
                edition,
                "library.store_document",
                by=None,
                after={"language": row.language, "copy": copy, "errata_to": errata_to, "sha256": sha256},
            )
    if not is_new:
        storage.delete(name)
        logger.info("library.document_was_there: %s %s", edition, row.language)
    return is_new


@transaction.atomic
def begin_extract(wanted, *, by=None):
    """Enter an extract in the books where it is not there; return its locked row, and whether it is new."""
    return Extract.objects.select_for_update(of=("self",)).get_or_create(
        key=wanted.key,
        defaults={
            "edition": wanted.edition,
            "section": wanted.section,
            "language": wanted.language,
            "beside": wanted.beside,
            "since": wanted.since,
            "mark": wanted.mark,
            **dict(zip(("earlier", "later"), wanted.revisions, strict=False)),
            "for_members": wanted.for_members,
            "asked_by": by,
        },
    )


def store_extract(row, content, *, sha256):
    """Store the file of an extract, once, as ``store_document`` does."""
    edition, storage = row.edition, Extract._meta.get_field("file").storage
    name = storage.save(f"library/{edition.set.slug}/{edition.year}/extracts/{sha256[:32]}.pdf", ContentFile(content))
    with transaction.atomic():
        empty = Extract.objects.filter(pk=row.pk, file="")
        stored = empty.update(file=name, sha256=sha256, made_at=clock.now())
        if stored:
            record(edition, "library.store_extract", by=None, after={"key": row.key, "sha256": sha256})
        if stored and row.mark:
            subject = row.key.rpartition(":")[0]
            earlier = Extract.objects.filter(key__startswith=f"{subject}:").exclude(pk=row.pk)
            drop_papers(earlier.exclude(mark="").exclude(file=""))
    if not stored:
        storage.delete(name)
        logger.info("library.extract_was_there: %s", row.key)
    return bool(stored)


def drop_papers(extracts):
    """Take extracts out of the books, inside a transaction; their files go when it is settled."""
    rows = list(extracts.select_for_update(of=("self",)))
    names = [row.file.name for row in rows if row.file]
    Extract.objects.filter(pk__in=[row.pk for row in rows]).delete()
    storage = Extract._meta.get_field("file").storage
    transaction.on_commit(lambda: [storage.delete(name) for name in names])
