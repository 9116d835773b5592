"""The PDFs of an edition: which of the two files of a language a reader gets, and whether it is there yet."""

from dataclasses import dataclass

from django.db.models.fields.files import FieldFile
from django.urls import reverse

from portal.languages import SOURCE


@dataclass(frozen=True)
class Document:
    """The PDF of one language, for one reader."""

    language: str
    file: FieldFile
    filename: str
    url: str
    for_members: bool

    @property
    def is_ready(self):
        return bool(self.file)

    @property
    def size(self):
        """Return the octets, or None when the file is not where the books say."""
        try:
            return self.file.size
        except FileNotFoundError:
            return None


def find(reading, language):
    """Return the document of a released language, or None."""
    edition = reading.edition
    row = next((row for row in edition.languages.all() if row.language == language), None)
    if row is None or language not in reading.released:
        return None
    return Document(
        language=language,
        file=row.pdf_member if reading.reads_blocks else row.pdf_public,
        filename=f"{edition.set.code}-{edition.year}-{language}.pdf",
        url=reverse("library:pdf", args=[edition.set.slug, edition.year, language]),
        for_members=reading.reads_blocks,
    )


def offered(reading):
    """Return the document in the reader's language, in English where that is not released."""
    return find(reading, reading.language) or find(reading, SOURCE)
