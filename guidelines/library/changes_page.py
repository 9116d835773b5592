"""What the PDF of the changes between two editions prints."""

from django.utils.translation import gettext as _

from guidelines.library.changes import Changes, changes_of_draft, mappings_shown, way_back
from guidelines.library.following import Following
from guidelines.library.models import Mapping
from guidelines.library.outline import Outline
from guidelines.library.pdf import cover
from guidelines.library.reading import Reading
from portal import clock


def of(wanted):
    """Return the context of the template, for a copy of everybody or of members."""
    before, after = (
        Reading.printed(edition, wanted.language, for_members=wanted.for_members)
        for edition in (wanted.since, wanted.edition)
    )
    return cover(after, for_members=wanted.for_members) | {
        "since": wanted.since,
        "heading_of_changes": heading(wanted),
        "changes": _changes(wanted, before, after),
        "drafted_at": clock.now() if wanted.mark else None,
    }


def _changes(wanted, before, after):
    if wanted.mark:
        mappings = Mapping.objects.select_related("old__set", "new__set")
        return changes_of_draft(Following(mappings.get(old=wanted.since, new=wanted.edition)), before, after)
    way = way_back(mappings_shown(wanted.edition), wanted.since)
    return Changes(way, before, after, Outline(after))


def heading(wanted):
    return _("What changed since edition %(year)s") % {"year": wanted.since.year}
