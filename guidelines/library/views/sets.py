from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from guidelines.library import catalogue
from portal import formats
from portal.languages import localized
from portal.page_cache import public_page


@public_page
@login_not_required
@require_safe
def set_list(request):
    """The contents page of the library: what is in force, what is proposed, what is announced."""
    entries = catalogue.entries()
    return render(
        request,
        "library/set_list.html",
        {
            "consultations": [consultation(edition) for edition in catalogue.consultations(request.user)],
            "published": [line(entry) for entry in entries if entry.edition],
            "proposed": [line(entry) for entry in entries if entry.is_proposed],
            "announced": [line(entry) for entry in entries if not entry.edition and not entry.is_proposed],
        },
    )


def line(entry):
    """Return an entry as the contents page prints it; what is only announced has a name and nothing else."""
    printed = {
        "label": entry.title.marked,
        "url": reverse("library:set", args=[entry.set.slug]),
        "code": entry.set.code,
    }
    if entry.edition:
        printed["url"] = reverse("library:edition", args=[entry.set.slug, entry.edition.year])
        printed["note"] = entry.summary.marked
        printed["figure"] = ngettext(
            "%(count)s guideline · edition %(year)s", "%(count)s guidelines · edition %(year)s", entry.count
        ) % {"count": formats.number(entry.count), "year": entry.edition.year}
    return printed


def consultation(edition):
    """Return a draft on which members are consulted as a list prints it."""
    day = formats.deadline(edition.consultation_ends_on)
    return {
        "label": localized(edition.set, "title").marked,
        "url": reverse("library:edition", args=[edition.set.slug, edition.year]),
        "code": edition.set.code,
        "figure": _("edition %(year)d · until %(day)s") % {"year": edition.year, "day": day},
    }
