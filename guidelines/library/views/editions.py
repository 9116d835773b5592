from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guidelines.library import catalogue, documents, extracts
from guidelines.library.beside import first_language
from guidelines.library.changes import mapping_shown
from guidelines.library.enums import EditionState
from guidelines.library.following import mapping_consulted_on
from guidelines.library.glossary.marking import Glossary
from guidelines.library.models import Edition, Erratum, GuidelineSet
from guidelines.library.outline import Outline
from guidelines.library.reading import Reading
from guidelines.library.text import passages as some_text
from guidelines.library.text import whole_text
from guidelines.library.views import beside
from guidelines.library.views.finding import edition_or_404, one_spelling
from guidelines.library.views.standing import standing
from portal import files, formats
from portal.languages import localized
from portal.page_cache import public_page


@public_page
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


@public_page
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
            "errata": Erratum.objects.readable(reading).count() if reading.corrected else 0,
            "others": others,
            "follows": mapping_shown(edition) or mapping_consulted_on(edition),
            **standing(reading),
        },
    )


@public_page
@login_not_required
@require_safe
@one_spelling
def edition_whole(request, slug, year):
    """The whole set on one page, to be searched and printed."""
    edition = edition_or_404(request.user, slug, year)
    reading = Reading.of(edition, request.user)
    outline = Outline(reading)
    title = localized(edition.set, "title")
    own = reverse("library:edition", args=[slug, year])
    context = {
        "edition": edition,
        "reading": reading,
        "title": title,
        "trail": [(_("Guidelines"), reverse("library:set_list")), (title.marked, own)],
        **standing(reading),
    }
    if second := beside.wanted(request, reading):
        paper = extracts.offered(request.user, reading, None, first_language(reading), second)
        around = {"code": edition.set.code, "depth": 0, "level": 3, "lead": (edition, "introduction"), "paper": paper}
        return beside.page(request, reading, outline, second, lines=outline.lines, context=context | around)
    glossary = Glossary(edition.set, reading.language)
    passages = [glossary.mark(passage) for passage in whole_text(reading, outline)]
    plain = {
        "commission": edition.commission and localized(edition.commission, "name"),
        "contents": _sections(outline),
        "introduction": reading.text(edition, "introduction"),
        "passages": passages,
        "terms": glossary.used,
        "locked": any(passage.locked for passage in passages),
        "document": documents.offered(reading),
        "choice": beside.choice(request, reading),
    }
    return render(request, "library/edition_whole.html", context | plain)


@public_page
@login_not_required
@require_safe
@one_spelling
def edition_part(request, slug, year, code):
    """A part, section or sub-section by itself, with the text of its guidelines."""
    edition = edition_or_404(request.user, slug, year)
    reading = Reading.of(edition, request.user)
    outline = Outline(reading)
    headings = outline.all_headings()
    heading = next((heading for heading in headings if heading.code == code), None)
    if heading is None:
        raise Http404
    level = [other for other in headings if other.depth == heading.depth]
    place = level.index(heading)
    set_title = localized(edition.set, "title")
    own = reverse("library:edition", args=[slug, year])
    above = [(_part_title(heading.within), _part_url(edition, heading.within))] if heading.within else []
    second = beside.wanted(request, reading)
    context = {
        "edition": edition,
        "reading": reading,
        "trail": [(_("Guidelines"), reverse("library:set_list")), (set_title.marked, own), *above],
        **standing(reading),
        "previous": _part_step(edition, level[place - 1]) if place else None,
        "next": _part_step(edition, level[place + 1]) if place + 1 < len(level) else None,
        "paper": extracts.offered(request.user, reading, heading, first_language(reading), second or ""),
    }
    if second:
        around = {"code": heading.code, "title": heading.title, "depth": heading.depth + 1, "level": 3}
        around["lead"] = (heading.section, "introduction")
        return beside.page(request, reading, outline, second, lines=heading.all_lines, context=context | around)
    glossary = Glossary(edition.set, reading.language)
    passages = [glossary.mark(passage) for passage in some_text(reading, outline, heading.all_lines)]
    plain = {
        "heading": heading,
        "contents": [{"title": "", "items": [_part_item(edition, other, heading) for other in level]}],
        "passages": passages,
        "terms": glossary.used,
        "locked": any(passage.locked for passage in passages),
        "document": documents.offered(reading),
        "choice": beside.choice(request, reading),
    }
    return render(request, "library/edition_part.html", context | plain)


def _part_title(heading):
    return format_html("{} {}", heading.code, heading.title.marked)


def _part_url(edition, heading):
    return reverse("library:part", args=[edition.set.slug, edition.year, heading.code])


def _part_item(edition, heading, current):
    return {
        "code": heading.code,
        "label": heading.title.marked,
        "url": _part_url(edition, heading),
        "count": formats.number(heading.count),
        "is_current": heading is current,
    }


def _part_step(edition, heading):
    return {"url": _part_url(edition, heading), "code": heading.code, "title": heading.title.marked}


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
