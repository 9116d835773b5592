from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guidelines.library.changes import Changes, mappings_shown
from guidelines.library.outline import Outline
from guidelines.library.reading import Reading
from guidelines.library.views.finding import edition_or_404, one_spelling, successor
from portal.languages import localized

#: The query key of this page: the year of the edition that it is compared with.
SINCE = "since"


@login_not_required
@require_safe
@one_spelling
def edition_changes(request, slug, year):
    """The difference between an edition and an earlier one, guideline by guideline, word by word.

    ``?since=2020`` goes further back than to the edition before; that one has the plain address, and search
    engines are sent to it.
    """
    edition = edition_or_404(request.user, slug, year)
    mappings = mappings_shown(edition)
    earlier = [mapping.old.year for mapping in mappings]
    since = request.GET.get(SINCE, "") or str(next(iter(earlier), ""))
    if since not in map(str, earlier):
        raise Http404
    way = mappings[: [*map(str, earlier)].index(since) + 1]
    reading = Reading.of(edition, request.user)
    title = localized(edition.set, "title")
    own = reverse("library:edition", args=[slug, year])
    return render(
        request,
        "library/edition_changes.html",
        {
            "edition": edition,
            "reading": reading,
            "title": title,
            "trail": [(_("Guidelines"), reverse("library:set_list")), (title.marked, own)],
            "changes": Changes(way[::-1], reading, Outline(reading), request.user),
            "since": [
                (other, f"{request.path}?{SINCE}={other}" if place else request.path, str(other) == since)
                for place, other in enumerate(earlier)
            ],
            "successor": successor(edition),
        },
    )
