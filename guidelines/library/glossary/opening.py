"""A glossary that somebody sends, as CSV or TBX: read with care, and refused with a sentence before a term is touched."""

import csv
import re
from dataclasses import dataclass, field
from io import StringIO
from uuid import UUID
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException, ElementTree
from django.utils.translation import gettext as _

from guidelines.library.exchange.exceptions import FileRefused, Problem, Unreadable
from guidelines.library.exchange.opening import DECLARATIONS, OTHER_LETTERS
from guidelines.library.glossary.files import ADMITTED, FIELDS, HEADS, LANG, NAMESPACE
from portal.languages import CODES, column
from portal.reports.spreadsheet import FORMULA_STARTS

LARGEST = 1024 * 1024
MOST = 2_000  # terms
TBX = f"{{{NAMESPACE}}}"
XML_START = re.compile(rb"\s*<")
#: Words by which files say that a word is not to be used.
UNWANTED = ("deprecatedTerm", "supersededTerm", "deprecated", "superseded", "notRecommended", "forbidden")


@dataclass
class Row:
    """One term as a file says that it shall be; what the file does not speak of stays as it is."""

    place: str
    uuid: UUID | None = None
    set_code: str | None = None
    note: str | None = None
    texts: dict = field(default_factory=dict)  # column → text


def read(content):
    """Return the rows of a file; raises with a sentence, or with a list of errors and their places."""
    if len(content) > LARGEST:
        raise Unreadable(_("The file is too large: at most %(size)s MB are read.") % {"size": LARGEST // (1024 * 1024)})
    if not content.strip():
        raise Unreadable(_("The file is empty."))
    problems = []
    rows = (_read_tbx if XML_START.match(content.removeprefix(b"\xef\xbb\xbf")) else _read_csv)(content, problems)
    if len(rows) > MOST:
        raise Unreadable(_("The file has more than %(count)s terms.") % {"count": MOST})
    if problems:
        raise FileRefused(problems)
    if not rows:
        raise Unreadable(_("The file holds no terms."))
    return rows


def _read_csv(content, problems):
    try:
        lines = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise Unreadable(_("The file is neither TBX nor CSV in UTF-8.")) from None
    heads = [head.strip() for head in lines[0]]
    if column("name", "en") not in heads or len(set(heads)) != len(heads):
        raise Unreadable(_("The first line must hold the names of the columns, as in a file that was downloaded here."))
    for head in heads:
        if head not in HEADS:
            problems.append(Problem(head, _("This column is not known.")))
    rows = []
    for number, values in enumerate(lines[1:], start=2):
        place = _("row %(number)s") % {"number": number}
        if len(values) > len(heads):
            problems.append(Problem(place, _("The row has more cells than there are columns.")))
        elif any(value.strip() for value in values):
            rows.append(_row(place, dict(zip(heads, map(_text, values), strict=False)), problems))
    return rows


def _text(value):
    """Take away the apostrophe that keeps a spreadsheet from calculating."""
    return value[1:] if value.startswith("'") and value[1:].startswith(FORMULA_STARTS) else value


def _row(place, values, problems):
    row = Row(place, _uuid(place, values.pop("uuid", ""), problems), values.pop("set", None), values.pop("note", None))
    row.texts = {head: value for head, value in values.items() if head in HEADS}
    return row


def _uuid(place, text, problems):
    try:
        return UUID(text.strip()) if text.strip() else None
    except ValueError:
        problems.append(Problem(place, _("“%(text)s” is no identifier.") % {"text": text[:40]}))
        return None


def _read_tbx(content, problems):
    if DECLARATIONS.search(content) or OTHER_LETTERS.search(content):
        raise Unreadable(_("The file declares something of its own in its XML, which is not read."))
    try:
        root = ElementTree.fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError):
        raise Unreadable(_("The file is damaged or no XML.")) from None
    if root.tag != f"{TBX}tbx":
        raise Unreadable(_("The file is XML, but no TBX of the edition of 2019."))
    return [
        _concept(number, concept, problems) for number, concept in enumerate(root.iter(f"{TBX}conceptEntry"), start=1)
    ]


def _concept(number, concept, problems):
    place = _("term %(number)s") % {"number": number}
    row = Row(place, note=_first(concept.findall(f"{TBX}note")))
    row.set_code = _first(one for one in concept.findall(f"{TBX}descrip") if one.get("type") == "subjectField")
    try:
        row.uuid = UUID(concept.get("id", "").removeprefix("c"))
    except ValueError:
        row.uuid = None  # of another program: known by its English word
    for section in concept.iter(f"{TBX}langSec"):
        code = _language(section.get(LANG, ""))
        if code is None:
            problems.append(
                Problem(place, _("The language “%(code)s” is not one of ours.") % {"code": section.get(LANG, "")[:20]})
            )
        else:
            row.texts |= {column(name, code): text for name, text in _section(section).items()}
    return row


def _section(section):
    """Return what one language says of a term; the first word that may be used is its name."""
    wanted, unwanted = [], []
    for own in section.iter(f"{TBX}termSec"):
        word = (own.findtext(f"{TBX}term") or "").strip()
        status = _first(one for one in own.iter(f"{TBX}termNote") if one.get("type") == "administrativeStatus") or ""
        if word:
            (unwanted if status.startswith(UNWANTED) else wanted).append((status == ADMITTED, word))
    # What is only admitted comes after what is preferred; without a word of preference, the order of the file stands.
    words = [word for _is_admitted, word in sorted(wanted, key=lambda pair: pair[0])]
    has_name = bool(wanted) and not all(is_admitted for is_admitted, _word in wanted)
    definition = _first(one for one in section.iter(f"{TBX}descrip") if one.get("type") == "definition")
    return dict(
        zip(
            FIELDS,
            (
                words[0] if has_name else "",
                definition or "",
                "\n".join(words[1:] if has_name else words),
                "\n".join(word for _is_admitted, word in unwanted),
            ),
            strict=True,
        )
    )


def _first(elements):
    return next(((one.text or "").strip() for one in elements), None)


def _language(tag):
    tag = tag.lower()
    return next((code for code in CODES if tag == code or tag.partition("-")[0] == code.partition("-")[0]), None)
