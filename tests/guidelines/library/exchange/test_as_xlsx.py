"""An edition as a workbook: out and in without loss, errors by sheet, row and column."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from guidelines.library import actions
from guidelines.library.exceptions import Refused
from guidelines.library.exchange import as_json, as_xlsx, opening
from guidelines.library.exchange.columns import RECORDS
from guidelines.library.exchange.dump import dump
from guidelines.library.exchange.exceptions import FileRefused, Unreadable
from guidelines.library.models import Guideline
from tests.guidelines.library.conftest import approve
from tests.guidelines.library.exchange.conftest import empty


def workbook(edition):
    return load_workbook(BytesIO(as_xlsx.write(dump(edition))))


def saved(book):
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def cells(content):
    return {page.title: list(page.values) for page in load_workbook(BytesIO(content)).worksheets}


def prepare(content, *, by, edition=None):
    book, problems = opening.read(SimpleUploadedFile("edition.xlsx", content))
    return actions.prepare_import(book, problems, filename="edition.xlsx", by=by, edition=edition)


def refusals(content, *, by):
    with pytest.raises(FileRefused) as refused:
        prepare(content, by=by)
    return [str(problem) for problem in refused.value.problems]


def row_of(page, *start):
    """Return the number of the first row that begins so."""
    return next(n for n, values in enumerate(page.values, start=1) if values[: len(start)] == start)


def test_out_into_an_empty_library_and_out_again_is_the_same_cell_by_cell(full, editor):
    content = as_xlsx.write(dump(full))
    empty()
    taken = actions.take_import(prepare(content, by=editor), by=editor)
    assert cells(as_xlsx.write(dump(taken.edition))) == cells(content)


def test_a_workbook_and_json_carry_the_same(full, editor):
    content, document = as_xlsx.write(dump(full)), as_json.write(dump(full))
    empty()
    taken = actions.take_import(prepare(content, by=editor), by=editor)
    # A cell has one way to end a line.
    assert as_json.write(dump(taken.edition)) == document.replace(rb"\r\n", rb"\n")


def test_the_same_workbook_again_changes_nothing_not_even_in_a_published_edition(full, editor):
    assert prepare(as_xlsx.write(dump(full)), by=editor).changes == []
    approve(full, by=editor)
    actions.publish_edition(full, by=editor)
    assert prepare(as_xlsx.write(dump(full)), by=editor, edition=full).changes == []


def test_a_translator_fills_the_sheet_of_a_language(full, editor):
    book = workbook(full)
    page = book["de"]
    number = row_of(page, "guideline", str(full.guidelines.in_order().first().key), "title")
    assert [page.cell(number, 4).value, page.cell(number, 5).value] == ["Strategy 0", None]
    page.cell(number, 5).value = "Strategie 0"
    del book["fr"]
    actions.take_import(prepare(saved(book), by=editor), by=editor)
    first = full.guidelines.in_order().first()
    assert (first.title_de, first.title_fr) == ("Strategie 0", "Strategy 0 chrysalide")


def test_the_template_is_what_the_import_reads(editor):
    """Fill the template by hand, with names for keys: it makes an edition."""
    book = load_workbook(BytesIO(as_xlsx.template()))
    structure, english, french = book["structure"], book["en"], book["fr"]
    heads = [cell.value for cell in structure[1]]
    rows = [
        {"record": "set", "code": "NEW"},
        {"record": "edition", "year": 2027},
        {"record": "block", "key": "b", "code": "structure", "open": "Yes"},
        {"record": "level", "key": "l0", "level": 0},
        {"record": "section", "key": "A", "kind": "part"},
        {"record": "guideline", "key": "G1", "within": "A"},
        {"record": "point", "key": "P1", "within": "G1", "block": "structure"},
    ]
    for row in rows:
        structure.append([row.get(head) for head in heads])
    for line in (
        ("set", None, "title", "A new set"),
        ("block", "b", "label", "Structure"),
        ("level", "l0", "name", 0),
        ("section", "A", "title", "Part"),
        ("guideline", "G1", "title", "First"),
        ("point", "P1", "text", "Do it."),
    ):
        english.append(line)
    french.append(("guideline", "G1", "title", None, "Première"))
    taken = actions.take_import(prepare(saved(book), by=editor), by=editor)
    guideline = Guideline.objects.get(edition=taken.edition)
    assert (guideline.title_en, guideline.title_fr) == ("First", "Première")
    assert (taken.edition.blocks.get().is_public, taken.edition.levels.get().name_en) == (True, "0")
    assert prepare(saved(book), by=editor).changes == []


def test_every_column_of_the_table_stands_in_the_template():
    book = load_workbook(BytesIO(as_xlsx.template()))
    assert book.sheetnames == ["structure", "en", "fr", "es", "de", "ar", "ru", "zh-hans"]
    heads = {cell.value for cell in book["structure"][1]}
    assert heads == {"record"} | {column.name for record in RECORDS.values() for column in record.columns}


def test_all_errors_are_told_at_once_by_sheet_row_and_column(full, editor):
    book = workbook(full)
    structure, english, arabic = book["structure"], book["en"], book["ar"]
    column = {cell.value: cell.column for cell in structure[1]}
    structure.cell(row_of(structure, "edition"), column["year"]).value = "soon"
    block = row_of(structure, "block")
    structure.cell(block, column["open"]).value = "perhaps"
    structure.cell(block, column["year"]).value = 7
    structure.append(["chapter"])
    number = row_of(english, "point")
    english.cell(number, 4).value = None
    descriptor = row_of(english, "descriptor")
    english.cell(descriptor, 4).value = "=A1"
    arabic.append(["guideline", "nobody", "title", "", "ع"])
    arabic.append(["set", None, "colour", "", "ع"])
    last = structure.max_row
    assert refusals(saved(book), by=editor) == [
        f"sheet “en”, row {descriptor}, column “text”: A formula stands here. Put in its value.",
        f"sheet “structure”, row {block}, column “year”: “block” has no value here.",
        f"sheet “structure”, row {last}, column “record”: One of these is expected here: {', '.join(RECORDS)}.",
        f"sheet “ar”, row {arabic.max_row - 1}, column “key”: “nobody” is nowhere in this file.",
        f"sheet “ar”, row {arabic.max_row}, column “field”: One of these is expected here: title, summary.",
        "sheet “structure”, row 3, column “year”: A whole number from 0 to 9999 is expected here.",
        f"sheet “structure”, row {block}, column “open”: Yes or no is expected here.",
        f"sheet “en”, row {number}, column “text”: The English text “text” is missing.",
    ]


def test_a_record_that_nobody_knows_is_told_as_such_and_nothing_that_follows_from_it(full, editor):
    book = workbook(full)
    structure, english = book["structure"], book["en"]
    wrong, far = row_of(english, "guideline"), row_of(structure, "guideline")
    english.cell(wrong, 1).value = structure.cell(far, 1).value = "gudeline"
    expected = f"One of these is expected here: {', '.join(RECORDS)}."
    assert refusals(saved(book), by=editor) == [
        f"sheet “structure”, row {far}, column “record”: {expected}",
        f"sheet “en”, row {wrong}, column “record”: {expected}",
    ]


def test_a_wrong_link_is_told_beside_a_wrong_text(full, editor):
    book = workbook(full)
    structure, english = book["structure"], book["en"]
    column = {cell.value: cell.column for cell in structure[1]}
    point = row_of(structure, "point")
    structure.cell(point, column["block"]).value = "nothing"
    english.cell(row_of(english, "level"), 4).value = "x" * 100
    assert refusals(saved(book), by=editor) == [
        f"sheet “en”, row {row_of(english, 'level')}, column “text”: This is too long: at most 60 characters.",
        f"sheet “structure”, row {point}, column “block”: “nothing” is nowhere in this file.",
    ]


@pytest.mark.parametrize("head", ["key", "code"])
def test_what_is_named_by_a_formula_is_not_called_absent_elsewhere(head, full, editor):
    book = workbook(full)
    structure = book["structure"]
    column = {cell.value: cell.column for cell in structure[1]}
    block = row_of(structure, "block")
    structure.cell(block, column[head]).value = "=A1"
    told = f"sheet “structure”, row {block}, column “{head}”: A formula stands here. Put in its value."
    assert refusals(saved(book), by=editor) == [told]


@pytest.mark.parametrize("sheet", ["structure", "en"])
def test_where_the_heads_are_wrong_nothing_else_is_called_missing(sheet, full, editor):
    book = workbook(full)
    book[sheet]["B1"].value = "kee"
    (told,) = refusals(saved(book), by=editor)
    assert told.startswith(f"sheet “{sheet}”, row 1: The heads of this sheet must be")


def test_heads_that_are_not_ours_are_told(full, editor):
    book = workbook(full)
    book["fr"]["E1"].value = "texte"
    book.create_sheet("notes")
    assert refusals(saved(book), by=editor)[:2] == [
        "sheet “notes”: This name is not known here.",
        "sheet “fr”, row 1: The heads of this sheet must be: record, key, field, english, text.",
    ]


def test_a_text_too_long_for_a_cell_is_not_cut(full, editor):
    guideline = full.guidelines.first()
    guideline.rationale_en = "x" * 32_768
    actions.save_guideline(guideline, by=editor)
    with pytest.raises(Unreadable, match="as JSON"):
        as_xlsx.write(dump(full))


def test_every_refusal_is_one_that_the_library_knows():
    assert issubclass(Unreadable, Refused)
