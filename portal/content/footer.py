"""The pages at the foot of every page: those that editors marked, asked for once in each language."""

from portal.content.models import HelpPage
from portal.content.reading import links_to
from portal.languages import current
from portal.page_cache import known


def links():
    """Return label and address of each footer page in the reader's language."""
    language = current()
    pages = HelpPage.objects.filter(in_footer=True).defer_streamfields()
    return known(("footer", language), lambda: links_to(pages, language))
