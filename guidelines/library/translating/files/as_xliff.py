"""A translators' file as XLIFF 2.0, which XLIFF 2.1 contains: what translation programs exchange.

Our states and theirs: missing is *initial*, machine and out of date are
*translated* with a sub-state of our own, vouched for is *reviewed*, released
is *final*. Coming back, *reviewed* and *final* say that a text is good.
"""

import re
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _

from guidelines.library.exchange.exceptions import Unreadable
from guidelines.library.exchange.opening import DECLARATIONS, OTHER_LETTERS
from guidelines.library.translating.files.segments import FORMAT, TranslatorsFile, Unit
from portal.languages import CODES, SOURCE, html_code
from portal.translations.models import Status

SPACE = "urn:oasis:names:tc:xliff:document:2."
NAMESPACE = f"{SPACE}0"
XML = "{http://www.w3.org/XML/1998/namespace}space"


def _n(name):
    return f"{{{NAMESPACE}}}{name}"


WORDS = {_n("cp")}
STATES = {
    Status.MISSING: {"state": "initial"},
    Status.MACHINE: {"state": "translated", "subState": "portal:machine"},
    Status.STALE: {"state": "translated", "subState": "portal:stale"},
    Status.HUMAN: {"state": "reviewed"},
}
GOOD = {"reviewed", "final"}
#: What XML cannot hold, and the return that a parser would turn into a new line: written as <cp hex="…"/>.
UNHEARD = re.compile("([\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff])")


def write(found):
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(_n("xliff"), version="2.0", srcLang=SOURCE, trgLang=html_code(found.language))
    top = ET.SubElement(root, _n("file"), id=found.edition, original=found.name, canResegment="no")
    top.set(XML, "preserve")
    _note(ET.SubElement(top, _n("notes")), "format", FORMAT)
    for one in found.units:
        unit = ET.SubElement(top, _n("unit"), id=one.key)
        notes = ET.SubElement(unit, _n("notes"))
        _note(notes, "place", one.place)
        _note(notes, "version", one.version)
        if one.longest:
            _note(notes, "length", f"at most {one.longest} characters")
        states = STATES[one.status] if not found.is_released else {"state": "final"}
        segment = ET.SubElement(unit, _n("segment"), states)
        _put(ET.SubElement(segment, _n("source")), one.source)
        if one.target:
            _put(ET.SubElement(segment, _n("target")), one.target)
    for element in root.iter():
        if element.tag not in WORDS:
            element.tail = "\n"  # a line for each; inside a text every blank would count
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="utf-8") + b"\n"


def _note(notes, category, text):
    _put(ET.SubElement(notes, _n("note"), category=category), text)


def _put(element, text):
    """Put a text into an element, character for character."""
    first, *rest = UNHEARD.split(text)
    element.text = first
    for letter, following in zip(rest[::2], rest[1::2], strict=True):
        ET.SubElement(element, _n("cp"), hex=f"{ord(letter):04X}").tail = following


def read(content):
    """Return the file that these bytes are, or say why they are none."""
    if DECLARATIONS.search(content) or OTHER_LETTERS.search(content):
        raise Unreadable(_("The file declares something of its own in its XML, which is not read."))
    try:
        root = ET.fromstring(content)
    except (ET.ParseError, ValueError, LookupError):
        raise damaged() from None
    space, _brace, name = root.tag.removeprefix("{").partition("}")
    if name != "xliff" or not space.startswith(SPACE):
        raise Unreadable(_("The file is no XLIFF 2. Take the texts out here and translate that file."))
    by_code = {html_code(code).lower(): code for code in CODES}
    tops = root.findall(f"{{{space}}}file")
    if len(tops) != 1:
        raise Unreadable(_("The file does not say to which edition it belongs. Take the texts out here again."))
    top = tops[0]
    found = TranslatorsFile(
        edition=top.get("id", ""),
        name=top.get("original", ""),
        language=by_code.get(root.get("trgLang", "").lower(), ""),
    )
    try:
        found.units = [_unit(unit, space) for unit in top.iter(f"{{{space}}}unit")]
    except RecursionError:
        raise damaged() from None
    return found


def damaged():
    return Unreadable(_("The file is damaged or no XLIFF that can be read."))


def _unit(unit, space):
    """Put together again what a program has cut into sentences."""
    notes = {note.get("category"): _text(note, space) for note in unit.iterfind(f"{{{space}}}notes/{{{space}}}note")}
    sources, targets, states, is_whole = [], [], [], True
    for piece in unit:
        if piece.tag not in (f"{{{space}}}segment", f"{{{space}}}ignorable"):
            continue
        source, target = piece.find(f"{{{space}}}source"), piece.find(f"{{{space}}}target")
        sources.append(_text(source, space))
        if piece.tag == f"{{{space}}}segment":
            states.append(piece.get("state", "initial"))
            is_whole = is_whole and target is not None
        targets.append(_text(target, space) if target is not None else _text(source, space))
    if not is_whole:
        has_some = any(piece.find(f"{{{space}}}target") is not None for piece in unit.iter(f"{{{space}}}segment"))
        targets = targets if has_some else []
    return Unit(
        key=unit.get("id", ""),
        source="".join(sources),
        target="".join(targets),
        version=notes.get("version", "").strip(),
        is_good=bool(states) and set(states) <= GOOD,
        is_unfinished=bool(targets) and not is_whole,
    )


def _text(element, space):
    if element is None:
        return ""
    found = [element.text or ""]
    for inner in element:
        if inner.tag == f"{{{space}}}cp":
            found.append(_letter(inner.get("hex", "")))
        else:
            found.append(_text(inner, space))  # a mark around words: the words count
        found.append(inner.tail or "")
    return "".join(found)


def _letter(code):
    """Return what a code stands for; half a letter, of which no text can be made, counts as nothing."""
    try:
        letter = chr(int(code, 16))
        letter.encode()
    except (ValueError, OverflowError):
        return ""
    return letter
