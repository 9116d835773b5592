"""The PDF of an edition in one language: a copy for everybody, and one with the points that are for members.

Made once, when the edition is published or the language released, and served
ever after: what was cited stays what it was.
"""

import hashlib
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from guidelines.library.actions.documents import store_document
from guidelines.library.models import BlockKind, Edition
from guidelines.library.outline import Outline
from guidelines.library.reading import Reading
from guidelines.library.text import whole_text
from portal.languages import localized
from portal.reports import pdf

STYLE = Path(__file__).parent / "templates" / "library" / "pdf" / "edition.css"
#: Name of the file field → whether this copy holds the points for members.
COPIES = {"pdf_public": False, "pdf_member": True}


def make(edition_uuid, language):
    """Render and store what is not stored yet; does nothing for a language the public may not read."""
    edition = Edition.objects.select_related("set", "commission").prefetch_related("languages").get(uuid=edition_uuid)
    if language not in edition.released_languages():
        return
    row = edition.languages.get(language=language)
    for copy, for_members in COPIES.items():
        if not getattr(row, copy):
            content = render(edition, language, for_members=for_members)
            store_document(row, copy, content, sha256=hashlib.sha256(content).hexdigest())


def render(edition, language, *, for_members):
    """Return the bytes of one copy; the same edition gives the same bytes."""
    with translation.override(language):
        title = _("%(set)s, edition %(year)s") % {"set": localized(edition.set, "title"), "year": edition.year}
        html = render_to_string("library/pdf/edition.html", page(edition, language, for_members=for_members))
        return pdf.render(html, language=language, title=title, css=STYLE.read_text(encoding="utf-8"))


def page(edition, language, *, for_members):
    """Return what the template prints. Only released languages, and only the blocks of this copy."""
    released = edition.released_languages()
    reading = Reading(edition, languages=released, released=released, reads_blocks=for_members, language=language)
    outline = Outline(reading)
    passages = whole_text(reading, outline)
    kinds = BlockKind.objects.filter(edition=edition)
    return {
        "edition": edition,
        "reading": reading,
        "title": localized(edition.set, "title"),
        "summary": localized(edition.set, "summary"),
        "commission": edition.commission and localized(edition.commission, "name"),
        "introduction": reading.text(edition, "introduction"),
        "outline": outline,
        "passages": passages,
        "left_out": [
            (reading.text(kind, "label"), reading.text(kind, "holds")) for kind in kinds if not reading.may_read(kind)
        ],
        "for_members": for_members,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
    }
