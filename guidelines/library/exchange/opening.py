"""A file that somebody sends, opened with care: what it is, by its bytes and not by its name; nothing larger than we say.

Everything here is refused with one sentence before a row of it is looked at; formulas are told all together.
"""

import re
import zipfile
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from guidelines.library.exchange import as_json, as_xlsx
from guidelines.library.exchange.exceptions import Unreadable

LARGEST = 20 * 1024 * 1024  # of the file
LARGEST_UNPACKED = 120 * 1024 * 1024  # of a workbook, which is a zip file
LARGEST_RATIO = 200
MOST_ENTRIES = 100
MOST_ROWS = as_json.MOST_ROWS  # of a sheet
MOST_COLUMNS = 40
SLICE = 1 << 20

ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACROS = re.compile(r"vbaproject|xl/macrosheets|\.bin$", re.IGNORECASE)
LINKS = re.compile(r"xl/externallinks/", re.IGNORECASE)
DECLARATIONS = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
#: Beside these, a parser could read what the search for declarations does not see.
OTHER_LETTERS = re.compile(rb"\x00|<\?xml[^>]{0,200}encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b")


def read(upload):
    """Return (book, problems) of an uploaded file."""
    content = content_of(upload)
    if content.startswith(ZIP):
        formulas = []
        return as_xlsx.read(sheets(content, formulas), formulas)
    return as_json.read(content)


def content_of(upload):
    """Return the bytes of an uploaded file that may be looked into."""
    if upload.size > LARGEST:
        raise Unreadable(_("The file is too large: at most %(size)s MB are read.") % {"size": LARGEST // (1024 * 1024)})
    content = upload.read()
    if not content.strip():
        raise Unreadable(_("The file is empty."))
    if content.startswith(OLD_OFFICE):
        raise Unreadable(_("The file is an old or a locked workbook. Save it as XLSX, without a password."))
    return content


def sheets(content, formulas):
    """Return name → lines (number, values) of a workbook; a formula is noted in ``formulas`` (sheet, line, place in it)."""
    _check_archive(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        return {page.title: _lines(page, formulas) for page in book.worksheets}
    except Unreadable:
        raise
    except Exception:  # openpyxl raises whatever it stumbles over: KeyError, ValueError, ParseError …
        raise _damaged() from None


def _lines(page, formulas):
    lines = []
    page.reset_dimensions()  # what the file says of itself is not believed
    for number, cells in enumerate(page.iter_rows(max_col=MOST_COLUMNS), start=1):
        if number > MOST_ROWS:
            raise Unreadable(
                _("The sheet “%(sheet)s” has more than %(count)s rows.") % {"sheet": page.title, "count": MOST_ROWS}
            )
        found = [place for place, cell in enumerate(cells) if cell.data_type == "f"]
        formulas += [(page.title, number, place) for place in found]
        values = [None if cell.data_type == "f" else cell.value for cell in cells]
        if number == 1 or any(value is not None for value in values):
            lines.append((number, values))
    return lines


def _check_archive(content):
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            too_large = unpacked > LARGEST_UNPACKED or unpacked > LARGEST_RATIO * len(content)
            if too_large or len(entries) > MOST_ENTRIES:
                raise Unreadable(_("The workbook unpacks to more than is read. Save it anew, without what is empty."))
            names = [entry.filename for entry in entries]
            if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
                raise Unreadable(_("The file is a zip file, but no workbook (XLSX)."))
            if any(MACROS.search(name) for name in names):
                raise Unreadable(_("The workbook holds macros. Save it as XLSX, without them."))
            if any(LINKS.match(name) for name in names):
                raise Unreadable(_("The workbook holds links to other files. Put in the values and break the links."))
            for entry in entries:
                _check_entry(archive, entry)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        raise _damaged() from None
    except zipfile.zlib.error:
        raise _damaged() from None


def _check_entry(archive, entry):
    """Look for what must not be there, slice by slice: the whole never stands in memory."""
    is_sheet = entry.filename.startswith("xl/worksheets/")
    is_xml = entry.filename.endswith((".xml", ".rels"))
    with archive.open(entry) as stream:
        end = b""
        while part := stream.read(SLICE):
            if DECLARATIONS.search(end + part) or (is_xml and OTHER_LETTERS.search(end + part)):
                raise Unreadable(_("The workbook declares something of its own in its XML, which is not read."))
            if is_sheet and MERGED.search(end + part):
                raise Unreadable(_("The workbook has merged cells. Separate them: every row stands for itself."))
            end = (end + part)[-256:]


def _damaged():
    return Unreadable(_("The file is damaged or no workbook (XLSX) that can be read."))
