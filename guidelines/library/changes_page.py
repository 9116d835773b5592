"""What the PDF of the changes between two editions prints."""

from django.utils.translation import gettext as _

from guidelines.library.changes import Changes, mappings_shown, way_back
from guidelines.library.outline import Outline
from guidelines.library.pdf import cover
from guidelines.library.reading import Reading


def of(wanted):
    """Return the context of the template, for a copy of everybody or of members."""
    before, after = (
        Reading.printed(edition, wanted.language, for_members=wanted.for_members)
        for edition in (wanted.since, wanted.edition)
    )
    way = way_back(mappings_shown(wanted.edition), wanted.since)
    return cover(after, for_members=wanted.for_members) | {
        "since": wanted.since,
        "heading_of_changes": heading(wanted),
        "changes": Changes(way, before, after, Outline(after)),
    }


def heading(wanted):
    return _("What changed since edition %(year)s") % {"year": wanted.since.year}
