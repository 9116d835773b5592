"""What the database says against the head of a file: the key of the edition, its year, its commission.

Told with the errors that the rows have among themselves, so that a file with both is mended once.
"""

from django.utils.translation import gettext as _

from crm.governance.models import Commission
from guidelines.library.exchange.columns import as_uuid, edition_key
from guidelines.library.exchange.exceptions import Problem
from guidelines.library.models import Edition


def against(book):
    """Return the problems of the rows *set* and *edition* of a book, whose other rows may be wrong; at most three queries."""
    sets, editions = book.of("set"), book.of("edition")
    if len(sets) != 1 or len(editions) != 1:
        return []
    return [*_commission(editions[0]), *_edition(sets[0].values["code"], editions[0])]


def _commission(row):
    code = row.values["commission"]
    if code and not Commission.objects.filter(code=code).exists():
        yield Problem(row.at("commission"), _("There is no commission “%(code)s”.") % {"code": code})


def _edition(code, row):
    year = row.values["year"]
    if code is None or year is None or (row.key and as_uuid(row.key) is None):
        return
    found = Edition.objects.filter(uuid=row.key or edition_key(code, year)).select_related("set").first()
    if found and (found.set.code, found.year) != (code, year):
        yield Problem(row.at("key"), _("This key is that of %(edition)s.") % {"edition": found})
    if not found and Edition.objects.filter(set__code=code, year=year).exists():
        said = _("Edition %(year)s of %(set)s has another key.") % {"year": year, "set": code}
        yield Problem(row.at("key"), said)
