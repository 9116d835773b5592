"""What the PDF of two revisions of a record prints."""

from django.conf import settings

from guidelines.library.following import in_order
from guidelines.library.models import Guideline
from guidelines.library.revisions import differing
from portal import formats
from portal.languages import SOURCE, written


def of(wanted):
    """Return the context of the template: which record, the moments of both revisions, what differs between them."""
    earlier, later = wanted.revisions
    before, after = earlier.as_object(), later.as_object()
    return {
        "edition": wanted.edition,
        "record": written(_named(after, wanted.edition), SOURCE),
        "moments": [formats.moment(one.created_at, seconds=True) for one in (earlier, later)],
        "found": differing(before, after),
        "site_name": settings.SITE_NAME,
    }


def _named(record, edition):
    """Return the name by which editors speak of a record: a guideline of a draft by the number it would get."""
    if isinstance(record, Guideline):
        return str(in_order(edition).get(record.pk, record))
    return str(record)
