from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guidelines.library import documents
from guidelines.library.models import Guideline
from guidelines.library.outline import Outline
from guidelines.library.reading import Reading
from guidelines.library.text import passage
from guidelines.library.views.finding import current_edition, edition_or_404, one_spelling, successor
from portal import doors
from portal.languages import localized


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
    return render(request, "library/guideline_detail.html", page_of(request, reading, outline, line))


def page_of(request, reading, outline, line, guideline=None):
    """Return what the page of a guideline prints; the preview in the admin shows the same."""
    edition = reading.edition
    found = passage(reading, outline, line, guideline)
    before, after = outline.around(line)
    set_title = localized(edition.set, "title")
    address = request.build_absolute_uri(line.url)
    offers = [offer(request, found.guideline) for offer in doors.guideline_panels]
    return {
        "edition": edition,
        "reading": reading,
        "line": line,
        "passage": found,
        "set_title": set_title,
        "commission": edition.commission and localized(edition.commission, "name"),
        "trail": _trail(edition, set_title, found.heading),
        "contents": _contents(found, line),
        "previous": _step(before),
        "next": _step(after),
        "address": address,
        "citation": _("%(set)s, edition %(year)s. Guideline %(code)s: %(title)s. %(address)s")
        % {"set": set_title, "year": edition.year, "code": line.code, "title": line.title, "address": address},
        "document": documents.offered(reading),
        "panels": [panel for panel in offers if panel is not None],
        "successor": successor(edition),
    }


def _trail(edition, set_title, heading):
    own = reverse("library:edition", args=[edition.set.slug, edition.year])
    return [
        (_("Guidelines"), reverse("library:set_list")),
        (set_title.marked, own),
        (format_html("{} {}", heading.code, heading.title.marked), f"{own}#{heading.anchor}"),
    ]


def _contents(found, line):
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
    around = [
        {"code": other.code, "label": other.short_title.marked, "url": other.url, "is_current": other is line}
        for other in found.heading.lines
    ]
    return [
        {"title": _("On this page"), "items": here},
        {"title": format_html("{} {}", found.heading.code, found.heading.title.marked), "items": around},
    ]


def _step(line):
    return line and {"url": line.url, "code": line.code, "title": line.title.marked}


@login_not_required
@require_safe
@one_spelling
def guideline_current(request, slug, number):
    """The guideline with this number in the edition in force, wherever that is today."""
    edition = current_edition(slug)
    if not Guideline.objects.filter(edition=edition, number=number).exists():
        raise Http404
    return redirect("library:guideline", slug, edition.year, number)
