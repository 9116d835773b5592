"""What the PDF of the changes between two editions prints."""

from django.conf import settings
from django.utils.translation import gettext as _

from guidelines.library.changes import Changes, changes_of_draft, mappings_shown, way_back
from guidelines.library.following import Following
from guidelines.library.models import Mapping
from guidelines.library.outline import Outline
from guidelines.library.reading import Reading
from portal import clock
from portal.languages import localized


def of(wanted):
    """Return the context of the template, for a copy of everybody or of members."""
    before, after = (
        Reading.printed(edition, wanted.language, for_members=wanted.for_members)
        for edition in (wanted.since, wanted.edition)
    )
    return {
        "edition": wanted.edition,
        "since": wanted.since,
        "reading": after,
        "title": localized(wanted.edition.set, "title"),
        "heading_of_changes": heading(wanted),
        "changes": _changes(wanted, before, after),
        "drafted_at": clock.now() if wanted.draft else None,
        "commission": wanted.edition.commission and localized(wanted.edition.commission, "name"),
        "for_members": wanted.for_members,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
    }


def _changes(wanted, before, after):
    if wanted.draft:
        mappings = Mapping.objects.select_related("old__set", "new__set")
        return changes_of_draft(Following(mappings.get(old=wanted.since, new=wanted.edition)), before, after)
    way = way_back(mappings_shown(wanted.edition), wanted.since)
    return Changes(way, before, after, Outline(after))


def heading(wanted):
    return _("What changed since edition %(year)s") % {"year": wanted.since.year}
