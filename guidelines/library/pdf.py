"""The PDF of an edition in one language: a copy for everybody, and one with the points that are for members.

Made when the edition is published or the language released, and again after an
erratum of that language. No file is ever replaced: what was cited stays what it
was, and whoever asks today gets the newest.
"""

import hashlib
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from guidelines.library import documents, errata
from guidelines.library.actions.documents import store_document
from guidelines.library.models import BlockKind, Edition, Erratum
from guidelines.library.outline import Outline
from guidelines.library.reading import Reading
from guidelines.library.text import whole_text
from portal.languages import SOURCE, localized
from portal.reports import pdf

STYLE = Path(__file__).parent / "templates" / "library" / "pdf" / "edition.css"


def make(edition_uuid, language):
    """Render and store what is not stored yet; does nothing for a language the public may not read."""
    edition = Edition.objects.for_reading().get(uuid=edition_uuid)
    if language not in edition.released_languages():
        return
    row = edition.languages.get(language=language)
    for for_members in (False, True):
        stored = documents.newest(edition, language, for_members=for_members)
        # An erratum of another language changes nothing here; the next file of this one will name it.
        if stored is None or stored.errata_to < Erratum.objects.last_number(edition, [language]):
            content, errata_to = render(edition, language, for_members=for_members)
            sha256 = hashlib.sha256(content).hexdigest()
            store_document(row, content, for_members=for_members, errata_to=errata_to, sha256=sha256)


def render(edition, language, *, for_members):
    """Return the bytes of one copy and the last erratum in it; the same edition gives the same bytes."""
    with translation.override(language):
        html, errata_to = _read(edition, language, for_members=for_members)
        content = pdf.render(html, language=language, title=title_of(edition), css=STYLE.read_text(encoding="utf-8"))
        return content, errata_to


def _read(edition, language, *, for_members):
    """Return the page and the last erratum in it, read again when one was issued while it was being read."""
    while True:
        last = errata_to(edition, language)
        context = page(edition, language, for_members=for_members, last=last)
        html = render_to_string("library/pdf/edition.html", context)
        if errata_to(edition, language) == last:
            return html, last


def errata_to(edition, language):
    """Return the number of the last erratum that a PDF in this language names: its own and those of English."""
    return Erratum.objects.last_number(edition, {language, SOURCE})


def title_of(edition):
    return _("%(set)s, edition %(year)s") % {"set": localized(edition.set, "title"), "year": edition.year}


def cover(reading, *, for_members):
    """Return what every PDF says of its edition on the first page."""
    edition = reading.edition
    return {
        "edition": edition,
        "reading": reading,
        "title": localized(edition.set, "title"),
        "commission": edition.commission and localized(edition.commission, "name"),
        "for_members": for_members,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
    }


def page(edition, language, *, for_members, last=0):
    """Return what the template prints. Only released languages, and only the blocks of this copy."""
    reading = Reading.printed(edition, language, for_members=for_members)
    outline = Outline(reading)
    passages = whole_text(reading, outline)
    return cover(reading, for_members=for_members) | {
        "summary": localized(edition.set, "summary"),
        "introduction": reading.text(edition, "introduction"),
        "outline": outline,
        "passages": passages,
        "inside": {line.code for line in outline.lines},
        "left_out": left_out(reading),
        "errata": errata.entries(reading, outline),
        "errata_to": last,
    }


def left_out(reading):
    """Return label and explanation of the kinds of block that this copy leaves out."""
    kinds = BlockKind.objects.filter(edition=reading.edition)
    return [(reading.text(kind, "label"), reading.text(kind, "holds")) for kind in kinds if not reading.may_read(kind)]
