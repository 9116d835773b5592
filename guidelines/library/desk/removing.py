"""Taking a guideline or an empty section out of a draft: a page names what goes and asks, then it is done."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guidelines.library import actions
from guidelines.library.actions.writing import check_structure
from guidelines.library.models import CrossReference, Edition, Guideline, Section
from guidelines.library.outline import Outline
from guidelines.library.reading import Reading
from guidelines.library.saying import refusals_said
from portal.access import get_or_deny


@require_http_methods(["GET", "HEAD", "POST"])
def guideline_remove(request, key):
    """What refers to the guideline is named instead of the button: the action refuses while something does."""
    guideline, outline = _find(request, Guideline, "library.delete_guideline", key)
    line = outline.line_of(guideline.pk)
    referring = CrossReference.objects.filter(to=guideline).values_list("guideline", flat=True)
    lines = sorted(map(outline.line_of, referring), key=lambda line: line.number)
    return _page(request, outline, line, actions.remove_guideline, guideline, referring=lines)


@require_http_methods(["GET", "HEAD", "POST"])
def section_remove(request, key):
    """What stands within the section is named instead of the button."""
    section, outline = _find(request, Section, "library.delete_section", key)
    heading = next(heading for heading in outline.all_headings() if heading.section.pk == section.pk)
    return _page(request, outline, heading, actions.remove_section, section)


def _find(request, model, permission, key):
    """Return the one that shall go, and the contents of its edition."""
    seen = model.objects.filter(edition__in=Edition.objects.visible_to(request.user))
    found = get_object_or_404(seen, key=key)
    edition = get_or_deny(request.user, Edition.objects.for_reading(), permission, pk=found.edition_id)
    return found, Outline(Reading.of(edition, request.user))


def _page(request, outline, entry, action, thing, **more):
    edition = outline.reading.edition
    with refusals_said(request):
        if request.method != "POST":
            check_structure(edition, by=request.user)
            return render(request, "library/desk/remove.html", {"edition": edition, "entry": entry, **more})
        action(thing, by=request.user)
        messages.success(request, _("“%(name)s” was removed.") % {"name": f"{entry.code} {entry.title.value}"})
    return redirect("library_desk:edition", edition.uuid)
