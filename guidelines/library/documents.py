"""The PDFs of an edition: which of the files of a language a reader gets, and whether it is there yet.

After an erratum the file before it is given until the new one is made; it stays in the books for good.
"""

from dataclasses import dataclass

from django.urls import reverse

from guidelines.library.models import EditionDocument
from portal.languages import SOURCE


@dataclass(frozen=True)
class Document:
    """The newest PDF of one language, for one reader; ``stored`` is None while the first one is being made."""

    language: str
    stored: EditionDocument | None
    filename: str
    url: str
    for_members: bool

    @property
    def is_ready(self):
        return self.stored is not None

    @property
    def file(self):
        return self.stored.file

    @property
    def errata_to(self):
        """Return the number of the last erratum in the file, 0 for none."""
        return self.stored.errata_to if self.stored else 0

    @property
    def size(self):
        """Return the octets, or None when the file is not where the books say."""
        try:
            return self.stored.file.size
        except FileNotFoundError:
            return None


def find(reading, language):
    """Return the document of a released language, or None."""
    edition = reading.edition
    if language not in reading.released or language not in {row.language for row in edition.languages.all()}:
        return None
    stored = newest(edition, language, for_members=reading.reads_blocks)
    name = f"{edition.set.code}-{edition.year}-{language}"
    if stored and stored.errata_to:
        name += f"-with-errata-to-{stored.errata_to}"
    return Document(
        language=language,
        stored=stored,
        filename=f"{name}.pdf",
        url=reverse("library:pdf", args=[edition.set.slug, edition.year, language]),
        for_members=reading.reads_blocks,
    )


def newest(edition, language, *, for_members):
    """Return the stored file with the most errata in it, or None."""
    of_language = EditionDocument.objects.filter(
        edition_language__edition=edition, edition_language__language=language, for_members=for_members
    )
    return of_language.order_by("-errata_to").first()


def offered(reading):
    """Return the document in the reader's language, in English where that is not released."""
    return find(reading, reading.language) or find(reading, SOURCE)
