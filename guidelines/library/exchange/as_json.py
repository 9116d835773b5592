"""A book as JSON: the same book makes the same bytes. Its schema is made from the same table of columns."""

import json

from django.utils.translation import gettext as _

from guidelines.library.exchange.columns import FORMAT, RECORDS, Book, Row
from guidelines.library.exchange.exceptions import Problem, Unreadable
from portal.languages import CODES

MOST_ROWS = 60_000


def write(book):
    document = {"format": FORMAT, "languages": book.languages}
    for record in RECORDS.values():
        rows = [row_as_json(row) for row in book.of(record.name)]
        if not record.is_single:
            document[record.place] = rows
        elif rows:
            document[record.place] = rows[0]
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def row_as_json(row):
    texts = {}
    for name in row.record.texts:
        found = {code: row.texts[name, code] for code in CODES if row.texts.get((name, code))}
        if found:
            texts[name] = found
    values = {column.name: row.values.get(column.name) for column in row.record.columns}
    return values | ({"texts": texts} if row.record.texts else {})


def read(content):
    """Return (book, problems). What is wrong with single rows is a problem; what cannot be read is ``Unreadable``."""
    document = _loaded(content)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise Unreadable(_("This JSON file is not an edition: its “format” must be “%(format)s”.") % {"format": FORMAT})
    problems = []
    languages = document.get("languages")
    if not isinstance(languages, list) or not languages or [code for code in languages if code not in CODES]:
        raise Unreadable(_("“languages” must list at least one of: %(codes)s.") % {"codes": ", ".join(CODES)})
    book = Book([code for code in CODES if code in languages])
    known = {"format", "languages", *(record.place for record in RECORDS.values())}
    for name in document:
        if name not in known:
            problems.append(Problem(name, _("This name is not known here.")))
            book.lost = None
    for record in RECORDS.values():
        _read_record(document, record, book, problems)
    if len(book.rows) > MOST_ROWS:
        raise Unreadable(_("The file has too many rows: at most %(count)s are read.") % {"count": MOST_ROWS})
    return book, problems


def _read_record(document, record, book, problems):
    if record.place not in document:
        return
    given = document[record.place]
    if not isinstance(given, dict if record.is_single else list):
        problems.append(Problem(record.place, _("A list or an object is expected here, as the schema says.")))
        book.lost = None
        return
    for number, item in enumerate([given] if record.is_single else given):
        place = record.place if record.is_single else f"{record.place}[{number}]"
        if not isinstance(item, dict):
            problems.append(Problem(place, _("A list or an object is expected here, as the schema says.")))
            book.lost = None
            continue
        book.rows.append(_read_row(item, record, place, book.languages, problems))


def _read_row(item, record, place, languages, problems):
    names = [column.name for column in record.columns]
    row = Row(record, {name: item.get(name) for name in names}, place=place)
    row.places = {name: f"{place}.{name}" for name in names}
    for name in item:
        if name not in names and not (name == "texts" and record.texts):
            problems.append(Problem(f"{place}.{name}", _("This name is not known here.")))
    texts = item.get("texts") or {}
    if not isinstance(texts, dict) or not all(isinstance(by_language, dict) for by_language in texts.values()):
        problems.append(Problem(f"{place}.texts", _("A list or an object is expected here, as the schema says.")))
        row.is_whole = False
        return row
    for name, by_language in texts.items():
        for code, text in by_language.items():
            at = f"{place}.texts.{name}.{code}"
            if name not in record.texts or code not in languages:
                problems.append(Problem(at, _("This name is not known here.")))
                row.is_whole = False
            else:
                row.texts[name, code] = text
                row.places[name, code] = at
    return row


def _loaded(content):
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise Unreadable(
            _("The file is neither JSON in UTF-8 nor a workbook (XLSX). A CSV file cannot carry an edition.")
        ) from None
    except _Twice as problem:
        raise Unreadable(
            _("The name “%(name)s” stands twice in one object of the file.") % {"name": str(problem)[:60]}
        ) from None
    except json.JSONDecodeError as problem:
        raise Unreadable(
            _("The file is neither a workbook (XLSX) nor readable JSON: line %(line)s, column %(column)s.")
            % {"line": problem.lineno, "column": problem.colno}
        ) from None
    except (RecursionError, ValueError):
        raise Unreadable(_("The JSON of this file is nested too deep or holds impossible numbers.")) from None


class _Twice(Exception):
    pass


def _once(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _value in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1))
    return found


def _no_constant(name):
    raise ValueError(name)


def schema():
    """Return the schema (JSON Schema, draft 2020-12) that an export keeps and an import expects."""
    places = {record.place: schema_of(record) for record in RECORDS.values()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": FORMAT,
        "type": "object",
        "required": ["format", "languages", *places],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "languages": {"type": "array", "items": {"enum": list(CODES)}},
            **places,
        },
    }


def schema_of(record):
    columns = {column.name: _value_schema(column) for column in record.columns}
    one = {
        "type": "object",
        "required": [column.name for column in record.columns if column.required],
        "additionalProperties": False,
        "properties": columns,
    }
    if record.texts:
        one["properties"] = columns | {
            "texts": {
                "type": "object",
                "additionalProperties": False,
                "properties": {name: _text_schema(record, name) for name in record.texts},
            }
        }
    return one if record.is_single else {"type": "array", "items": one}


def _text_schema(record, name):
    longest = record.longest(name)
    text = {"type": "string"} | ({"maxLength": longest} if longest else {})
    return {"type": "object", "additionalProperties": False, "properties": dict.fromkeys(CODES, text)}


def _value_schema(column):
    if isinstance(column.kind, tuple):
        return {"enum": list(column.kind)}
    if column.kind == "whole":
        return {"type": "integer", "minimum": 0, "maximum": column.most}
    if column.kind == "yes-no":
        return {"type": "boolean"}
    return {"type": "string" if column.required else ["string", "null"], "maxLength": column.most}
