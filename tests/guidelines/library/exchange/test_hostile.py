"""Whatever somebody sends: one sentence, and nothing is changed."""

import io
import json
import tempfile
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from openpyxl import Workbook, load_workbook

from guidelines.library import actions
from guidelines.library.exchange import as_json, as_xlsx, opening
from guidelines.library.exchange.dump import dump
from guidelines.library.exchange.exceptions import FileRefused, Unreadable
from tests.guidelines.library.exchange.conftest import as_document
from tests.guidelines.library.exchange.test_imports import everything


def zipped(entries, *, on=b""):
    """Return a zip file with more entries, beside those of the workbook ``on``; an entry of the same name replaces."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        if on:
            with zipfile.ZipFile(io.BytesIO(on)) as source:
                for name in source.namelist():
                    if name not in entries:
                        target.writestr(name, source.read(name))
        for name, content in entries.items():
            target.writestr(name, content)
    return made.getvalue()


def with_sheet(content, change):
    book = load_workbook(io.BytesIO(content))
    change(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def merged(book):
    book["structure"].merge_cells("A2:B3")


def formula(book):
    book["en"]["D2"] = '=HYPERLINK("https://evil.example","x")'


BOMB = b"""<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><z>&b;</z>"""
EBCDIC = b"""<?xml version="1.0" encoding='cp037'?>"""
#: openpyxl would walk through a million rows that are not even in the file.
GAP = b"""<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"/><row r="1048576"/></sheetData></worksheet>"""
ROWS = b"".join(b'<row r="%d" ht="15"/>' % number for number in range(1, 1_000_001))
MANY = GAP.replace(b'<row r="1"/><row r="1048576"/>', ROWS)

HOSTILE = {
    "wrong type": (lambda good: b"\x89PNG\r\n\x1a\n" + b"\x00\xff" * 40, "neither JSON in UTF-8 nor a workbook"),
    "words": (lambda good: b"Hello, this is no file.", "neither a workbook (XLSX) nor readable JSON: line 1, column 1"),
    "empty": (lambda good: b"", "is empty"),
    "blank": (lambda good: b" \n", "is empty"),
    "damaged": (lambda good: good[: len(good) // 2], "is damaged"),
    "damaged inside": (lambda good: good[:300] + b"\x00" * 200 + good[500:], "is damaged"),
    "no workbook": (lambda good: zipped({"a.txt": b"a"}), "but no workbook"),
    "hollow workbook": (lambda good: zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "is damaged"),
    "old workbook": (lambda good: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "an old or a locked workbook"),
    "macros": (lambda good: zipped({"xl/vbaProject.bin": b"Sub"}, on=good), "holds macros"),
    "external links": (
        lambda good: zipped({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}, on=good),
        "links to other files",
    ),
    "XML bomb": (lambda good: zipped({"xl/sharedStrings.xml": BOMB}, on=good), "in its XML"),
    "XML bomb in UTF-16": (
        lambda good: zipped({"xl/sharedStrings.xml": BOMB.decode().encode("utf-16")}, on=good),
        "in its XML",
    ),
    "XML bomb in EBCDIC": (
        lambda good: zipped({"xl/sharedStrings.xml": EBCDIC + BOMB.decode()[21:].encode("cp037")}, on=good),
        "in its XML",
    ),
    "zip bomb": (lambda good: zipped({"xl/media/a.png": b"\0" * 50_000_000}, on=good), "unpacks to more than is read"),
    "many entries": (
        lambda good: zipped({f"xl/{number}.xml": b"" for number in range(200)}, on=good),
        "unpacks to more than is read",
    ),
    "a million empty rows": (lambda good: zipped({"xl/worksheets/sheet1.xml": MANY}, on=good), "has more than"),
    "a million rows that are not there": (
        lambda good: zipped({"xl/worksheets/sheet1.xml": GAP}, on=good),
        "has more than",
    ),
    "merged cells": (lambda good: with_sheet(good, merged), "merged cells"),
    "another workbook": (lambda good: workbook_of_somebody(), "no sheet “structure”"),
    "Windows-1256": (lambda good: "رمز،عنوان\r\n1،الحوكمة\r\n".encode("windows-1256"), "A CSV file cannot carry"),
    "UTF-8 CSV": (lambda good: "code,title\n1,الحوكمة\n".encode(), "line 1, column 1"),
    "nested": (lambda good: b"[" * 200_000, "nested too deep"),
    "endless number": (lambda good: b'{"format": ' + b"9" * 10_000 + b"}", "impossible numbers"),
    "not a number": (lambda good: b'{"format": NaN}', "impossible numbers"),
    "twice in an object": (lambda good: b'{"format": 1, "format": 2}', "“format” stands twice"),
    "other JSON": (lambda good: b'{"format": "something-else"}', "is not an edition"),
    "a list": (lambda good: b"[1, 2]", "is not an edition"),
    "no language": (lambda good: b'{"format": "guidelines-edition-1", "languages": ["xx"]}', "“languages” must list"),
    "strange languages": (lambda good: b'{"format": "guidelines-edition-1", "languages": [[]]}', "“languages” must"),
}


def workbook_of_somebody():
    made = io.BytesIO()
    book = Workbook()
    book.active["A1"] = "Budget"
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_one_sentence(name):
    make, sentence = HOSTILE[name]
    upload = SimpleUploadedFile("edition.xlsx", make(as_xlsx.template()))
    with pytest.raises(Unreadable) as refused:
        opening.read(upload)
    [said] = refused.value.messages
    assert sentence in said


def test_a_formula_is_told_at_its_cell_and_is_no_value(full):
    content = with_sheet(as_xlsx.write(dump(full)), formula)
    book, [problem] = opening.read(SimpleUploadedFile("edition.xlsx", content))
    assert str(problem) == "sheet “en”, row 2, column “text”: A formula stands here. Put in its value."
    assert book.one("set").texts["title", "en"] == ""


def test_a_file_of_200_mb_is_not_even_read():
    with tempfile.TemporaryFile() as file:
        file.truncate(200 * 1024 * 1024)
        upload = SimpleUploadedFile("edition.xlsx", b"")
        upload.file, upload.size = file, 200 * 1024 * 1024
        with pytest.raises(Unreadable, match="at most 20 MB"):
            opening.read(upload)
        assert file.tell() == 0


def duplicate_codes(document):
    document["blocks"][1]["code"] = document["blocks"][0]["code"]


def duplicate_keys(document):
    document["guidelines"][1]["key"] = document["guidelines"][0]["key"]


def circle(document):
    one, two = document["sections"][:2]
    one["within"], two["within"] = two["key"], one["key"]


def within_itself(document):
    document["sections"][0]["within"] = document["sections"][0]["key"]


def points_to_itself(document):
    document["cross_references"][0]["to"] = document["cross_references"][0]["within"]


def script_address(document):
    document["references"][0]["address"] = "javascript:alert(1)"


def unknown_name(document):
    document["guidelines"][0]["colour"] = "red"


def unknown_language(document):
    document["guidelines"][0]["texts"]["title"]["tlh"] = "nuqneH"


def not_a_text(document):
    document["guidelines"][0]["texts"]["title"]["fr"] = ["a", "list"]


def null_byte(document):
    document["guidelines"][0]["texts"]["title"]["fr"] = "a\x00b"


def half_a_character(document):
    document["guidelines"][0]["texts"]["title"]["fr"] = "a\ud800b"


def not_rows(document):
    document["guidelines"] = {"a": 1}


def no_rows(document):
    document["guidelines"] = [None, 7]


def no_edition(document):
    del document["edition"]


def no_texts(document):
    document["guidelines"][0]["texts"] = ["a"]


def strange_code(document):
    document["set"]["code"] = "../etc"


def truth(document):
    document["levels"][1]["level"] = True


TWISTED = {
    duplicate_codes: "blocks[1].code: This stands twice in the file, first at blocks[0].code.",
    duplicate_keys: "guidelines[1].key: This stands twice in the file, first at guidelines[0].key.",
    circle: "sections[0].within: This section stands within itself.",
    within_itself: "sections[0].within: This section stands within itself.",
    points_to_itself: "cross_references[0].to: A guideline cannot refer to itself.",
    script_address: "references[0].address: Enter a valid URL.",
    unknown_name: "guidelines[0].colour: This name is not known here.",
    unknown_language: "guidelines[0].texts.title.tlh: This name is not known here.",
    not_a_text: "guidelines[0].texts.title.fr: A text is expected here.",
    null_byte: "guidelines[0].texts.title.fr: This text has characters that cannot be printed.",
    half_a_character: "guidelines[0].texts.title.fr: This text has characters that cannot be printed.",
    not_rows: "guidelines: A list or an object is expected here, as the schema says.",
    no_rows: "guidelines[0]: A list or an object is expected here, as the schema says.",
    no_edition: "The file must have exactly one row “edition”.",
    no_texts: "guidelines[0].texts: A list or an object is expected here, as the schema says.",
    strange_code: "set.code: Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.",
    truth: "levels[1].level: A whole number from 0 to 99 is expected here.",
}


@pytest.mark.parametrize("twist", TWISTED, ids=lambda twist: twist.__name__)
def test_a_twisted_edition_is_refused_at_its_place_and_nothing_is_changed(twist, full, editor):
    document = as_document(full)
    twist(document)
    before = everything()
    book, problems = as_json.read(json.dumps(document).encode())
    with pytest.raises(FileRefused) as refused:
        actions.prepare_import(book, problems, filename="edition.json", by=editor, edition=full)
    assert str(refused.value.problems[0]) == TWISTED[twist]
    assert everything() == before


def test_the_sentence_is_in_the_readers_language():
    with translation.override("fr"), pytest.raises(Unreadable) as refused:
        opening.read(SimpleUploadedFile("edition.xlsx", b""))
    assert str(refused.value) == "Le fichier est vide."


def test_empty_rows_within_a_good_workbook_do_no_harm(full, editor):
    def stretch(book):
        book["structure"]["A30000"].number_format = "0.0"

    content = with_sheet(as_xlsx.write(dump(full)), stretch)
    book, problems = opening.read(SimpleUploadedFile("edition.xlsx", content))
    assert actions.prepare_import(book, problems, filename="edition.xlsx", by=editor).changes == []
