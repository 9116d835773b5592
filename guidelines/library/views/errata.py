from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guidelines.library import errata
from guidelines.library.outline import Outline
from guidelines.library.reading import Reading
from guidelines.library.views.finding import edition_or_404, one_spelling
from guidelines.library.views.standing import standing
from portal.languages import localized
from portal.page_cache import public_page


@public_page
@login_not_required
@require_safe
@one_spelling
def edition_errata(request, slug, year):
    """What was corrected in an edition after its publication, in the reader's language and in English."""
    edition = edition_or_404(request.user, slug, year)
    reading = Reading.of(edition, request.user)
    title = localized(edition.set, "title")
    own = reverse("library:edition", args=[slug, year])
    return render(
        request,
        "library/edition_errata.html",
        {
            "edition": edition,
            "reading": reading,
            "title": title,
            "trail": [(_("Guidelines"), reverse("library:set_list")), (title.marked, own)],
            "entries": errata.entries(reading, Outline(reading)),
            **standing(reading),
        },
    )
