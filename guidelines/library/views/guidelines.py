from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guidelines.library import documents
from guidelines.library.changes import Changes, mapping_shown
from guidelines.library.citations import citations
from guidelines.library.enums import COMMENTED
from guidelines.library.glossary.marking import Glossary
from guidelines.library.models import Edition, Guideline
from guidelines.library.outline import Outline
from guidelines.library.reading import Reading
from guidelines.library.text import passage
from guidelines.library.views import beside
from guidelines.library.views.finding import current_edition, edition_or_404, one_spelling
from guidelines.library.views.standing import standing
from portal import doors
from portal.languages import localized
from portal.page_cache import public_page

#: No heading lies so deep: the page of one guideline names none above it.
DEEPEST = 9


@public_page
@login_not_required
@require_safe
@one_spelling
def guideline_detail(request, slug, year, number):
    """One guideline, at its permanent address."""
    edition = edition_or_404(request.user, slug, year)
    reading = Reading.of(edition, request.user)
    outline = Outline(reading)
    line = outline.line(number)
    if line is None:
        raise Http404
    if second := beside.wanted(request, reading):
        context = around(reading, outline, line)
        extra = {"code": line.code, "title": line.title, "depth": DEEPEST, "level": 2}
        return beside.page(request, reading, outline, second, lines=[line], context=context | extra)
    context = page_of(request, reading, outline, line) | {"choice": beside.choice(request, reading)}
    return render(request, "library/guideline_detail.html", context)


def around(reading, outline, line):
    """Return what stands around the text of a guideline, in one language or in two."""
    edition = reading.edition
    before, after = outline.around(line)
    return {
        "edition": edition,
        "reading": reading,
        "trail": _trail(edition, localized(edition.set, "title"), outline.heading_of(line)),
        "previous": _step(before),
        "next": _step(after),
        **standing(reading, line),
    }


def page_of(request, reading, outline, line, guideline=None):
    """Return what the page of a guideline prints; the preview in the admin shows the same."""
    edition = reading.edition
    glossary = Glossary(edition.set, reading.language)
    found = glossary.mark(passage(reading, outline, line, guideline))
    set_title = localized(edition.set, "title")
    address = request.build_absolute_uri(line.url)
    changes = _changes(request, reading, outline, line)
    offers = [offer(request, found.guideline) for offer in doors.guideline_panels]
    return around(reading, outline, line) | {
        "line": line,
        "passage": found,
        "set_title": set_title,
        "commission": edition.commission and localized(edition.commission, "name"),
        "changes": changes,
        "contents": _contents(found, line, changes),
        "address": address,
        "citations": citations(edition, code=line.code, title=line.title, address=address),
        "document": documents.offered(reading),
        "terms": glossary.used,
        "panels": [panel for panel in offers if panel is not None],
        "comments": _comments(request.user, edition, line, found.guideline),
    }


def _comments(user, edition, line, guideline):
    """Return how many comments there are and where, for those who work on a draft or are consulted; else None."""
    if edition.is_public or not guideline.pk:
        return None
    may_comment = user.has_perm("library.comment_edition", edition)
    if not may_comment and not Edition.objects.worked_on_by(user).contains(edition):
        return None
    return {
        "count": edition.comments.visible_to(user).filter(guideline=guideline.pk).count(),
        "url": reverse("library:guideline_comments", args=[edition.set.slug, edition.year, line.number]),
        "is_open": may_comment and edition.state in COMMENTED,
    }


def _trail(edition, set_title, heading):
    own = reverse("library:edition", args=[edition.set.slug, edition.year])
    return [
        (_("Guidelines"), reverse("library:set_list")),
        (set_title.marked, own),
        (format_html("{} {}", heading.code, heading.title.marked), f"{own}#{heading.anchor}"),
    ]


def _changes(request, reading, outline, line):
    """Return what changed in this guideline since the last edition, or None in a first edition."""
    mapping = mapping_shown(reading.edition)
    if mapping is None:
        return None
    return Changes([mapping], Reading.of(mapping.old, request.user), reading, outline, guideline=line.guideline)


def _contents(found, line, changes):
    """Return the contents at the start side: this page, and the section around it."""
    here = [{"label": _("Statement"), "url": "#statement"}]
    if found.rationale:
        here.append({"label": _("Why it matters"), "url": "#rationale"})
    for block in found.blocks:
        here.append({"label": block.label.marked, "url": f"#{block.anchor}", "is_locked": not block.is_open})
    if found.references:
        here.append({"label": _("References"), "url": "#references"})
    if found.links:
        here.append({"label": _("See also"), "url": "#see-also"})
    if changes:
        here.append({"label": _changed_since(changes), "url": "#changes"})
    around = [
        {"code": other.code, "label": other.short_title.marked, "url": other.url, "is_current": other is line}
        for other in found.heading.lines
    ]
    return [
        {"title": _("On this page"), "items": here},
        {"title": format_html("{} {}", found.heading.code, found.heading.title.marked), "items": around},
    ]


def _changed_since(changes):
    return _("What changed since edition %(year)s") % {"year": changes.old_edition.year}


def _step(line):
    return line and {"url": line.url, "code": line.code, "title": line.title.marked}


@public_page
@login_not_required
@require_safe
@one_spelling
def guideline_current(request, slug, number):
    """The guideline with this number in the edition in force, wherever that is today."""
    edition = current_edition(slug)
    if not Guideline.objects.filter(edition=edition, number=number).exists():
        raise Http404
    return redirect("library:guideline", slug, edition.year, number)
