"""The PDF of a part or section, of two languages side by side, and of two states compared."""

import hashlib

from django.template.loader import render_to_string
from django.utils import translation

from guidelines.library import changes_page, errata, revisions_page
from guidelines.library import pdf as whole
from guidelines.library.actions.documents import begin_extract, store_extract
from guidelines.library.beside import Beside
from guidelines.library.extracts import Wanted
from guidelines.library.models import Edition, Section
from guidelines.library.outline import Outline
from guidelines.library.reading import Reading
from guidelines.library.text import passages
from portal.languages import NAMES, SOURCE, localized
from portal.reports import pdf


def make_parts(edition_uuid, language):
    """Render and store both copies of each part in a released language, unless they are there."""
    edition = Edition.objects.for_reading().get(uuid=edition_uuid)
    if language not in edition.released_languages():
        return
    for part in Section.objects.filter(edition=edition, parent=None).order_by("position", "pk"):
        for for_members in (False, True):
            row, _is_new = begin_extract(Wanted(edition, part, language, "", for_members))
            make(row)


def make(row):
    """Render and store one extract, unless its file is there or a language of it may not be read."""
    edition = Edition.objects.for_reading().get(pk=row.edition_id)
    wanted = Wanted.of(row, edition)
    if row.file or not _may_be_printed(wanted):
        return
    content = render(wanted)
    store_extract(row, content, sha256=hashlib.sha256(content).hexdigest())


def _may_be_printed(wanted):
    """Return whether the language may be read still, and a draft is one still."""
    if wanted.revisions:
        return True
    if wanted.mark:
        return not wanted.edition.is_public
    return set(wanted.languages) <= set(wanted.edition.released_languages())


def render(wanted):
    """Return the bytes; the same text gives the same bytes."""
    with translation.override(wanted.language):
        page = PAGES[wanted.kind](wanted)
        return pdf.render(
            render_to_string(f"library/pdf/{wanted.kind}.html", page),
            language=wanted.language,
            title=title_of(wanted, page),
            # What is compared stands at the other side of the head: it is the chapter.
            head=whole.title_of(wanted.edition) if wanted.kind in {"changes", "revisions"} else "",
            css=whole.STYLE.read_text(encoding="utf-8"),
        )


def title_of(wanted, page):
    title = whole.title_of(wanted.edition)
    if wanted.since:
        return f"{title} · {changes_page.heading(wanted)}"
    if wanted.revisions:
        return f"{page['record']} · {title}"
    if page["heading"]:
        title = f"{page['heading'].code} {page['heading'].title} · {title}"
    return f"{title} · {' / '.join(NAMES[code] for code in wanted.languages)}" if wanted.beside else title


def page_of(wanted):
    """Return what the templates print. Only released languages, and only the blocks of this copy."""
    edition = wanted.edition
    reading = Reading.printed(edition, wanted.language, for_members=wanted.for_members)
    outline = Outline(reading)
    heading = next((h for h in outline.all_headings() if wanted.section and h.section == wanted.section), None)
    lines = heading.all_lines if heading else outline.lines
    inside = {line.code for line in lines}
    places = inside | set(_anchors([heading])) if heading else None
    corrected = [
        one
        for one in errata.entries(reading, outline, {*wanted.languages, SOURCE})
        if places is None or one.near in places
    ]
    page = whole.cover(reading, for_members=wanted.for_members) | {
        "heading": heading,
        "headings": [heading] if heading else outline.headings,
        "depth": heading.depth + 1 if heading else 0,
        "set_title": localized(edition.set, "title"),
        "title": heading.title if heading else localized(edition.set, "title"),
        "summary": None if heading else localized(edition.set, "summary"),
        "inside": inside,
        "errata": corrected,
        "errata_to": max((one.number for one in corrected), default=0),
        "left_out": whole.left_out(reading),
    }
    if not wanted.beside:
        return page | {
            "passages": passages(reading, outline, lines),
            "introduction": heading.introduction,
        }
    beside = Beside(reading, wanted.beside)
    lead = (heading.section if heading else edition), "introduction"
    return page | {
        "groups": beside.groups(lines, outline),
        "heads": beside.heads,
        "lead": beside.paragraphs(*lead),
        "titles": beside.cells(heading.section if heading else edition.set, "title"),
    }


#: Kind of extract → what gives its template the context.
PAGES = {"part": page_of, "beside": page_of, "changes": changes_page.of, "revisions": revisions_page.of}


def _anchors(headings):
    for heading in headings:
        yield heading.anchor
        yield from _anchors(heading.headings)
