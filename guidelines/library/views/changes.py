from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from guidelines.library import actions, extracts
from guidelines.library.beside import first_language
from guidelines.library.changes import Changes, changes_of_draft, mappings_shown, way_back
from guidelines.library.following import Following, mapping_consulted_on
from guidelines.library.outline import Outline
from guidelines.library.reading import Reading
from guidelines.library.saying import refusals_said
from guidelines.library.views.extracts import being_made, serve
from guidelines.library.views.finding import edition_or_404, one_spelling
from guidelines.library.views.standing import standing
from portal.languages import CODES, localized
from portal.page_cache import public_page

#: The query key of this page: the year of the edition that it is compared with.
SINCE = "since"


@public_page
@login_not_required
@require_safe
@one_spelling
def edition_changes(request, slug, year):
    """The difference between an edition and an earlier one, guideline by guideline, word by word.

    ``?since=2020`` goes further back than to the edition before; that one has the plain address, and search
    engines are sent to it.
    """
    edition = edition_or_404(request.user, slug, year)
    if not edition.is_public:
        return _draft_changes(request, edition)
    mappings = mappings_shown(edition)
    since = request.GET.get(SINCE, "") or str(next((mapping.old.year for mapping in mappings), ""))
    way = _way(mappings, since)
    before, reading = Reading.of(way[0].old, request.user), Reading.of(edition, request.user)
    years = [
        (mapping.old.year, f"{request.path}?{SINCE}={mapping.old.year}" if place else request.path, mapping is way[0])
        for place, mapping in enumerate(mappings)
    ]
    paper = extracts.offered_of_changes(request.user, before, reading, first_language(reading))
    changes = Changes(way, before, reading, Outline(reading))
    return _page(request, reading, changes, since=years, paper=paper)


def _draft_changes(request, edition):
    """What a draft would change, for those who may read it while members are consulted; there is no file of it."""
    mapping = mapping_consulted_on(edition)
    if mapping is None:
        raise Http404
    following = Following(mapping)
    before, reading = Reading.of(mapping.old, request.user), Reading.of(edition, request.user)
    changes = changes_of_draft(following, before, reading)
    return _page(request, reading, changes, is_open=bool(following.open_count))


def _page(request, reading, changes, **more):
    edition = reading.edition
    title = localized(edition.set, "title")
    own = reverse("library:edition", args=[edition.set.slug, edition.year])
    trail = [(_("Guidelines"), reverse("library:set_list")), (title.marked, own)]
    context = {"edition": edition, "reading": reading, "title": title, "trail": trail, "changes": changes}
    return render(request, "library/edition_changes.html", context | standing(reading) | more)


def _way(mappings, year):
    """Return the mappings from the edition of that year on, the oldest first, or 404."""
    old = next((mapping.old for mapping in mappings if str(mapping.old.year) == year), None)
    if old is None:
        raise Http404
    return way_back(mappings, old)


@login_not_required
@require_safe
@one_spelling
def changes_pdf(request, slug, year, since, language):
    """The same as a file, in the copy of this reader; 404 until it has been made."""
    edition = edition_or_404(request.user, slug, year)
    old = _way(mappings_shown(edition), str(since))[0].old
    before, reading = Reading.of(old, request.user), Reading.of(edition, request.user)
    return serve(request, extracts.of_changes(before, reading, language))


class AskForm(forms.Form):
    since = forms.CharField(max_length=4)
    language = forms.ChoiceField(choices=[(code, code) for code in CODES])


@require_POST
@one_spelling
def changes_ask(request, slug, year):
    """Let the worker make that file; back to the page that shows when it is there."""
    edition = edition_or_404(request.user, slug, year)
    form = AskForm(request.POST)
    if not form.is_valid():
        raise Http404
    mappings = mappings_shown(edition)
    old = _way(mappings, form.cleaned_data["since"])[0].old
    with refusals_said(request):
        actions.ask_for_changes(edition, since=old, language=form.cleaned_data["language"], by=request.user)
        messages.success(request, being_made())
    page = reverse("library:changes", args=[slug, year])
    return redirect(page if old == mappings[0].old else f"{page}?{SINCE}={old.year}")
