from guidelines.library import tasks
from portal.background import outbox


def promise_papers(edition, language, *, erratum=None):
    """Let the PDFs of a language that the public reads be made, whole and by part; after an erratum, anew."""
    since = f":{erratum.number}" if erratum else ""
    for task, name in ((tasks.make_pdfs, "pdf"), (tasks.make_parts, "parts")):
        outbox.add(task, str(edition.uuid), language, key=f"library.{name}:{edition.uuid}:{language}{since}")
