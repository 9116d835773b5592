"""What a reader has to know about an edition and its language before reading: the notices above the text."""

from guidelines.library.earlier import earlier
from guidelines.library.enums import EditionState
from guidelines.library.models import Edition


def standing(reading, line=None):
    """Return what ``library/_standing.html`` asks for beyond edition and reading. ``line``: the guideline of the page."""
    return {"successor": successor(reading.edition), "earlier": earlier(reading, line)}


def successor(edition):
    """Return the edition in force for one that is not, to be named in the notice."""
    if edition.state != EditionState.SUPERSEDED:
        return None
    return Edition.objects.in_force().select_related("set").filter(set=edition.set_id).first()
