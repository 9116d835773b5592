"""What the PDF of the changes between two editions prints."""

from django.conf import settings
from django.utils.translation import gettext as _

from guidelines.library.changes import Changes, mappings_shown, way_back
from guidelines.library.outline import Outline
from guidelines.library.reading import Reading
from portal.languages import localized


def of(wanted):
    """Return the context of the template, for a copy of everybody or of members."""
    before, after = (
        Reading.printed(edition, wanted.language, for_members=wanted.for_members)
        for edition in (wanted.since, wanted.edition)
    )
    way = way_back(mappings_shown(wanted.edition), wanted.since)
    return {
        "edition": wanted.edition,
        "since": wanted.since,
        "reading": after,
        "title": localized(wanted.edition.set, "title"),
        "heading_of_changes": heading(wanted),
        "changes": Changes(way, before, after, Outline(after)),
        "commission": wanted.edition.commission and localized(wanted.edition.commission, "name"),
        "for_members": wanted.for_members,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
    }


def heading(wanted):
    return _("What changed since edition %(year)s") % {"year": wanted.since.year}
