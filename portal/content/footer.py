"""The pages at the foot of every page: those that editors marked, in one query."""

from portal.content.models import HelpPage
from portal.content.reading import links_to
from portal.languages import current


def links():
    """Return label and address of each footer page in the reader's language."""
    return links_to(HelpPage.objects.filter(in_footer=True).defer_streamfields(), current())
