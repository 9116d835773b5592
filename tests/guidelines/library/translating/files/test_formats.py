"""What is written in each format comes back as it was, and what is no such file is told in a sentence."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from guidelines.library.duties import Given
from guidelines.library.exchange.exceptions import FileRefused, Unreadable
from guidelines.library.translating.files import as_po, as_xliff, as_xlsx
from guidelines.library.translating.files.opening import FORMATS, read
from guidelines.library.translating.files.segments import TranslatorsFile, Unit, file_of
from portal.translations.models import Status

HARD = {
    "markup": "<b>5 > 3 & \"four\" 'five'</b> ]]> <!-- no --> &amp; &#8232;",
    "paragraphs": "One.\n\nTwo.\n\n\nThree.",
    "tabs and blanks": "a\tb  c   d",
    "separators": "before\u2028after\u2029end\x85next",
    "bidi": "\u200f\u202bعربي\u202c \u2067טקסט\u2069 (1.2)\u200e",
    "beyond the plane": "𠮷野家 😀 e\u0301",
    "backslashes": '\\n \\" \\\\ "quoted"',
    "per cent": "100 % of %(all)s and %d {name}",
    "a formula": '=HYPERLINK("http://example.org")',
    "begins with a sign": "-5 °C",
    "a number": "2026",
    "coded": "_x000D_ and _x0041_",
    "long": "word " * 6000 + "end",
}
CONTROLS = "a\x0bb\x0cc\x01d\re\x7f"


def upload(content, name="file"):
    return SimpleUploadedFile(name, content)


def made(language="fr", **texts):
    units = [
        Unit(f"point-{number}-text", text, f"{text} · {text}"[:31000], place=f"GOV-1 · {name}", version=f"v{number}")
        for number, (name, text) in enumerate(texts.items())
    ]
    units.append(Unit("point-last-text", "Not translated", status=Status.MISSING, version="v"))
    return TranslatorsFile("5b0a7cf0-1111-4222-8333-000000000000", "GOV 2026", language, units)


@pytest.mark.parametrize("language", ["fr", "ar", "zh-hans"])
@pytest.mark.parametrize("format", FORMATS)
def test_a_file_comes_back_as_it_was(format, language):
    found = made(language, **HARD)
    back = read(upload(FORMATS[format][0](found)))
    assert (back.edition, back.name, back.language) == (found.edition, found.name, language)
    assert [(u.key, u.source, u.target, u.version) for u in back.units] == [
        (u.key, u.source, u.target, u.version) for u in found.units
    ]


@pytest.mark.parametrize("format", ["xliff", "po"])
def test_letters_that_xml_does_not_know_come_back_too(format):
    back = read(upload(FORMATS[format][0](made(hidden=CONTROLS))))
    assert back.units[0].source == CONTROLS


def test_a_workbook_has_no_place_for_control_characters_and_that_is_no_change():
    back = read(upload(as_xlsx.write(made(one=CONTROLS))))
    assert back.units[0].source == "abcd\ne\x7f"


@pytest.mark.parametrize(
    ("status", "state", "fuzzy", "word"),
    [
        (Status.MISSING, "initial", False, "missing"),
        (Status.MACHINE, "translated", True, "machine"),
        (Status.STALE, "translated", True, "out of date"),
        (Status.HUMAN, "reviewed", False, "translated"),
    ],
)
def test_how_a_text_stands_is_said_in_each_format(status, state, fuzzy, word):
    found = TranslatorsFile("e", "GOV 2026", "fr", [Unit("k", "One", "Un", status=status)])
    assert re.search(r'state="(\w+)"', as_xliff.write(found).decode())[1] == state
    assert ("#, fuzzy" in as_po.write(found).decode()) is fuzzy
    assert load_workbook(io.BytesIO(as_xlsx.write(found)))["translation"]["D2"].value == word
    good = {format: read(upload(write(found))).units[0].is_good for format, (write, _e, _t) in FORMATS.items()}
    is_good = status == Status.HUMAN
    assert good == {"xliff": is_good, "po": not fuzzy, "xlsx": is_good}


def test_a_released_language_is_final():
    found = TranslatorsFile("e", "GOV 2026", "fr", [Unit("k", "One", "Un", status=Status.HUMAN)], is_released=True)
    assert 'state="final"' in as_xliff.write(found).decode()


def test_the_workbook_locks_the_english_and_stands_from_the_right_for_arabic():
    page = load_workbook(io.BytesIO(as_xlsx.write(made("ar", one="One"))))["translation"]
    assert (page.protection.sheet, page.sheet_view.rightToLeft) == (True, True)
    assert [page.cell(2, column).protection.locked for column in range(1, 7)] == [True, True, False, False, True, True]
    assert (page.cell(3, 3).protection.locked, page.cell(3, 3).number_format) == (False, "@")
    assert (
        load_workbook(io.BytesIO(as_xlsx.write(made("fr", one="One"))))["translation"].sheet_view.rightToLeft is False
    )


def test_a_text_longer_than_a_cell_goes_out_by_xliff():
    with pytest.raises(Unreadable):
        as_xlsx.write(made(long="x" * 33_000))
    assert len(read(upload(as_xliff.write(made(long="x" * 33_000)))).units[0].source) == 33_000


def test_what_a_program_cut_into_sentences_is_put_together_again():
    content = as_xliff.write(TranslatorsFile("e", "n", "fr", [Unit("k", "One. Two.", "Un. Deux.", version="v")]))
    cut = re.sub(
        rb"<segment.*?</segment>",
        b'<segment state="final"><source>One.</source><target>Un.</target></segment><ignorable><source> </source>'
        b'</ignorable><segment state="final"><source>Tw<mrk id="m">o</mrk>.</source><target>De<mrk id="m">ux</mrk>.'
        b"</target></segment>",
        content,
        flags=re.DOTALL,
    )
    unit = read(upload(cut)).units[0]
    assert (unit.source, unit.target, unit.is_good, unit.is_unfinished) == ("One. Two.", "Un. Deux.", True, False)
    half = read(upload(cut.replace(b"<target>Un.</target>", b""))).units[0]
    assert half.is_unfinished is True


def test_a_newer_xliff_2_is_read_and_xliff_1_is_not():
    content = as_xliff.write(made(one="One"))
    newer = content.replace(b"document:2.0", b"document:2.2").replace(b'version="2.0"', b'version="2.2"')
    assert read(upload(newer)).units[0].source == "One"
    with pytest.raises(Unreadable, match="no XLIFF 2"):
        read(upload(b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>'))


def test_the_places_are_told_in_english_and_the_key_is_not_the_number(draft):
    units = file_of(draft, Given({"fr": None}), "fr").units
    assert units[0].place == "GOV Introduction, blocks and scale · Introduction"
    guideline = draft.guidelines.get(title_en="Strategy 0")
    place = {unit.key: unit.place for unit in units}
    assert place[f"guideline-{guideline.key}-title"] == "GOV-1 Strategy 0 · Title"
    assert place[f"point-{guideline.points.first().key}-text"] == "GOV-1 Strategy 0 · Structure, point 1"


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" trgLang="fr"><file id="e">&b;</file></xliff>"""


def zipped(**entries):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return written.getvalue()


def nested(depth):
    head = (
        b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" trgLang="fr"><file id="e"><unit id="k"><segment><source>'
    )
    return head + b"<mrk>" * depth + b"</mrk>" * depth + b"</source></segment></unit></file></xliff>"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"   \n", "The file is empty."),
        (b"\x89PNG\r\n\x1a\n....", "none of XLIFF, PO and XLSX"),
        (b"just words", "none of XLIFF, PO and XLSX"),
        (BOMB, "declares something of its own"),
        (BOMB.decode().encode("utf-16"), "declares something of its own"),
        (b'<?xml version="1.0" encoding="utf-7"?><xliff/>', "declares something of its own"),
        (b"<xliff", "damaged or no XLIFF"),
        (b"<html></html>", "no XLIFF 2"),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" trgLang="fr"/>', "does not say to which edition"),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="e"/></xliff>', "does not say of which"),
        (b"<xliff>\xff\xfe</xliff>", "damaged or no XLIFF"),
        (nested(5_000), "damaged or no XLIFF"),
        (b'msgid "a"\nnonsense "b"\n', "damaged or no PO"),
        (b'msgid "a"\n"b', "damaged or no PO"),
        (
            b'msgid ""\nmsgstr "Content-Type: text/plain; charset=klingon\\n"\n\nmsgid "a"\nmsgstr "b"\n',
            "damaged or no PO",
        ),
        (b'msgid "a"\nmsgstr "b"\n', "does not say of which"),
        (b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n', "damaged or no PO"),
        (b"PK\x03\x04 cut off", "damaged or no workbook"),
        (zipped(**{"word/document.xml": "<w/>"}), "a zip file, but no workbook"),
        (zipped(**{"[Content_Types].xml": "x", "xl/workbook.xml": "0" * 9_000_000}), "unpacks to more"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "an old or a locked workbook"),
    ],
)
def test_what_is_no_such_file_is_told_in_a_sentence(content, said):
    with pytest.raises(Unreadable) as refused:
        read(upload(content))
    assert said in str(refused.value)


def test_half_a_letter_is_no_letter():
    content = as_xliff.write(TranslatorsFile("e", "n", "fr", [Unit("k", "One", "U\x01n")]))
    for code in (b"D800", b"FFFFFFFFFF", b"zz", b""):
        assert read(upload(content.replace(b'hex="0001"', b'hex="' + code + b'"'))).units[0].target == "Un"


def test_two_hundred_megabytes_are_not_even_read():
    class Huge:
        size = 200_000_000

        def read(self):
            raise AssertionError

    with pytest.raises(Unreadable, match="too large"):
        read(Huge())


@pytest.mark.parametrize(("sheet", "said"), [("about", "has no sheets"), ("translation", "has no sheets")])
def test_a_workbook_without_its_sheets_is_refused(sheet, said):
    book = load_workbook(io.BytesIO(as_xlsx.write(made(one="One"))))
    del book[sheet]
    written = io.BytesIO()
    book.save(written)
    with pytest.raises(Unreadable, match=said):
        read(upload(written.getvalue()))


def test_formulas_typed_into_the_translation_are_told_all_at_once():
    book = load_workbook(io.BytesIO(as_xlsx.write(made(one="One", two="Two"))))
    book["translation"]["C2"].value = "=1+1"
    book["translation"]["D3"].value = "=A1"
    written = io.BytesIO()
    book.save(written)
    with pytest.raises(FileRefused) as refused:
        read(upload(written.getvalue()))
    assert [str(problem) for problem in refused.value.problems] == [
        "sheet “translation”, row 2, column “translation”: A formula stands here. Put in its value.",
        "sheet “translation”, row 3, column “state”: A formula stands here. Put in its value.",
    ]
