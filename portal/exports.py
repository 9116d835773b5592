"""A list taken along: the rows, the order and the filter of its page, all pages of it, in the reader's language.

The page's own view answers ``?format=csv`` and ``?format=xlsx``. So whoever may
open the page may take it along, and nobody else, without a second rule.
"""

from django.http import Http404

from portal import clock, files
from portal.languages import current
from portal.reports.spreadsheet import CSV_TYPE, XLSX_TYPE, csv_file, xlsx
from portal.tables import address

#: As the address says it, and as people do.
FORMATS = {"csv": "CSV", "xlsx": "XLSX"}


def links(request):
    """Return format and address of each file of this page, as ``components/table.html`` prints them."""
    return [(label, address(request.GET, page=None, format=word)) for word, label in FORMATS.items()]


def asked_for(request):
    """Return the format that the address asks for, or nothing; there is no file of any other."""
    word = request.GET.get("format", "")
    if word and word not in FORMATS:
        raise Http404("No such format.")
    return word


def made(word, sheet, name):
    """Return the answer with ``sheet`` as a file, whose name says what it is and of which day."""
    content, kind = {
        "csv": lambda: (csv_file(sheet), CSV_TYPE),
        "xlsx": lambda: (xlsx([sheet], language=current(), title=name), XLSX_TYPE),
    }[word]()
    return files.made(content, f"{name} {clock.today().isoformat()}.{word}", kind)
