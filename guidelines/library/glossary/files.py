"""The glossary to take along: as TBX for translation tools, as a table for everybody else.

TBX-Basic (ISO 30042:2019, style DCA): one concept for each term, one section
for each language with its definition, the word itself, its other forms, and
the words that must not stand for it.
"""

from xml.etree import ElementTree

from django.utils.translation import gettext as _

from portal.languages import CODES, SOURCE, column, html_code, value_in
from portal.reports.spreadsheet import Column, Sheet
from portal.written import IMPOSSIBLE

FIELDS = ("name", "definition", "forms", "avoided")
#: The heads of the table, the same in every language, so that it can be brought in again.
HEADS = ("uuid", "set", "note", *(column(field, code) for code in CODES for field in FIELDS))
TBX_TYPE = "application/x-tbx+xml"
NAMESPACE = "urn:iso:std:iso:30042:ed-2"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PREFERRED, ADMITTED, DEPRECATED = (f"{status}Term-admn-sts" for status in ("preferred", "admitted", "deprecated"))


def tbx(terms, *, title, source):
    """Return the terms as a TBX file; the same terms give the same bytes."""
    root = ElementTree.Element("tbx", {"xmlns": NAMESPACE, "type": "TBX-Basic", "style": "dca", LANG: SOURCE})
    description = _add(_add(root, "tbxHeader"), "fileDesc")
    _add(_add(description, "titleStmt"), "title", title)
    _add(_add(description, "sourceDesc"), "p", source)
    body = _add(_add(root, "text"), "body")
    for term in terms:
        _concept(body, term)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _concept(body, term):
    # A name of an element begins with a letter; a UUID need not.
    concept = _add(body, "conceptEntry", id=f"c{term.uuid}")
    if term.set_id:
        _add(concept, "descrip", term.set.code, type="subjectField")
    if term.note:
        _add(concept, "note", term.note)
    for code in CODES:
        if term.words(code) or term.words_to_avoid(code):
            _language(concept, term, code)


def _language(concept, term, code):
    section = _add(concept, "langSec", **{LANG: html_code(code)})
    if definition := value_in(term, "definition", code):
        _add(_add(section, "descripGrp"), "descrip", definition, type="definition")
    name = value_in(term, "name", code)
    for word in term.words(code):
        _word(section, word, PREFERRED if word == name else ADMITTED)
    for word in term.words_to_avoid(code):
        _word(section, word, DEPRECATED)


def _word(section, word, status):
    own = _add(section, "termSec")
    _add(own, "term", word)
    _add(own, "termNote", status, type="administrativeStatus")


def _add(parent, name, text="", **attributes):
    child = ElementTree.SubElement(parent, name, attributes)
    if text:
        child.text = IMPOSSIBLE.sub("", str(text))
    return child


def sheet(terms):
    """Return the terms as a table: a row for each, and for each language its own columns."""
    columns = [Column(head, 38 if head == "uuid" else 30) for head in HEADS]
    rows = [[str(term.uuid), term.set.code if term.set_id else "", term.note, *_texts(term)] for term in terms]
    return Sheet(_("Glossary"), tuple(columns), rows)


def _texts(term):
    return [value_in(term, field, code) for code in CODES for field in FIELDS]
