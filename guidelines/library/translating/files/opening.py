"""A translators' file that somebody sends: what it is, by its bytes and not by its name."""

from django.utils.translation import gettext as _

from guidelines.library.exchange.as_xlsx import formulas_told
from guidelines.library.exchange.exceptions import FileRefused, Unreadable
from guidelines.library.exchange.opening import MOST_ROWS, ZIP, content_of, sheets
from guidelines.library.translating.files import as_po, as_xliff, as_xlsx

#: Format in the address → (writer, ending, type).
FORMATS = {
    "xliff": (as_xliff.write, "xlf", "application/xliff+xml"),
    "po": (as_po.write, "po", "text/x-gettext-translation"),
    "xlsx": (as_xlsx.write, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def read(upload):
    """Return the file as its texts, or say why it cannot be read: in one sentence, or formula by formula."""
    content = content_of(upload)
    start = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if content.startswith(ZIP):
        found = _read_workbook(content)
    elif start.startswith(b"<") or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        found = as_xliff.read(content)
    elif b"msgid" in content:
        found = as_po.read(content)
    else:
        raise Unreadable(_("The file is none of XLIFF, PO and XLSX."))
    if not found.edition or not found.language:
        raise Unreadable(
            _("The file does not say of which edition and in which language it is. Take the texts out here again.")
        )
    if len(found.units) > MOST_ROWS:
        raise Unreadable(_("The file has more than %(count)s texts.") % {"count": MOST_ROWS})
    return found


def _read_workbook(content):
    formulas = []
    pages = sheets(content, formulas)
    found = as_xlsx.read(pages)
    if formulas:
        raise FileRefused(formulas_told(pages, formulas))
    return found
