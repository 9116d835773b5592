"""Background work of the library."""

from django_tasks import task

from guidelines.library import pdf


def pdf_key(edition, language):
    return f"library.pdf:{edition.uuid}:{language}"


@task(queue_name="reports")
def make_pdfs(edition_uuid, language):
    """Make both PDFs of a released language, unless they are there: stored files are never replaced."""
    pdf.make(edition_uuid, language)
