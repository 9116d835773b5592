from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guidelines.library import catalogue, documents
from guidelines.library.enums import EditionState
from guidelines.library.models import Edition, GuidelineSet
from guidelines.library.outline import Outline
from guidelines.library.reading import Reading
from guidelines.library.text import whole_text
from guidelines.library.views.finding import edition_or_404, one_spelling, successor
from portal import files, formats
from portal.languages import localized


@login_not_required
@require_safe
@one_spelling
def set_current(request, slug):
    """The edition in force; for a set that has none, what is known of it."""
    guideline_set = get_object_or_404(GuidelineSet, code=slug.upper())
    editions = list(Edition.objects.visible_to(request.user).filter(set=guideline_set))
    for edition in editions:
        if edition.state == EditionState.PUBLISHED:
            return redirect("library:edition", slug, edition.year)
    entry = next(entry for entry in catalogue.entries() if entry.set == guideline_set)
    trail = [(_("Guidelines"), reverse("library:set_list"))]
    return render(request, "library/set_announced.html", {"entry": entry, "editions": editions, "trail": trail})


@login_not_required
@require_safe
@one_spelling
def edition_detail(request, slug, year):
    """The contents of one edition: introduction, parts, sections, guidelines."""
    edition = edition_or_404(request.user, slug, year)
    reading = Reading.of(edition, request.user)
    outline = Outline(reading)
    others = Edition.objects.visible_to(request.user).filter(set=edition.set).exclude(pk=edition.pk)
    return render(
        request,
        "library/edition_detail.html",
        {
            "edition": edition,
            "reading": reading,
            "outline": outline,
            "contents": _sections(outline),
            "title": localized(edition.set, "title"),
            "summary": localized(edition.set, "summary"),
            "introduction": reading.text(edition, "introduction"),
            "trail": [(_("Guidelines"), reverse("library:set_list"))],
            "commission": edition.commission and localized(edition.commission, "name"),
            "document": documents.offered(reading),
            "others": others,
            "successor": successor(edition),
        },
    )


@login_not_required
@require_safe
@one_spelling
def edition_whole(request, slug, year):
    """The whole set on one page, to be searched and printed."""
    edition = edition_or_404(request.user, slug, year)
    reading = Reading.of(edition, request.user)
    outline = Outline(reading)
    passages = whole_text(reading, outline)
    title = localized(edition.set, "title")
    own = reverse("library:edition", args=[slug, year])
    return render(
        request,
        "library/edition_whole.html",
        {
            "edition": edition,
            "reading": reading,
            "title": title,
            "commission": edition.commission and localized(edition.commission, "name"),
            "trail": [(_("Guidelines"), reverse("library:set_list")), (title.marked, own)],
            "contents": _sections(outline),
            "introduction": reading.text(edition, "introduction"),
            "passages": passages,
            "locked": any(passage.locked for passage in passages),
            "document": documents.offered(reading),
            "successor": successor(edition),
        },
    )


def _sections(outline):
    """Return parts and their sections for the contents at the start side."""
    return [
        {
            "title": format_html("{} {}", part.code, part.title.marked),
            "items": [_item(inner) for inner in part.headings],
        }
        for part in outline.headings
    ]


def _item(heading):
    return {
        "code": heading.code,
        "label": heading.title.marked,
        "url": f"#{heading.anchor}",
        "count": formats.number(heading.count),
    }


@login_not_required
@require_safe
@one_spelling
def edition_pdf(request, slug, year, language):
    """The stored PDF of a released language: members get their blocks in it, visitors what is public."""
    edition = edition_or_404(request.user, slug, year)
    document = documents.find(Reading.of(edition, request.user), language)
    if document is None or not document.is_ready:
        raise Http404
    return files.serve(request, document.file, document.filename, "application/pdf", inline=True)
