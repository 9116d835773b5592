"""Whether the rows of a file make an edition, without looking into the database; and their keys as UUIDs."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_slug
from django.utils.translation import gettext as _

from guidelines.library.exchange.columns import OWNERS, as_uuid, edition_key, key_of
from guidelines.library.exchange.exceptions import Problem
from guidelines.library.models import GuidelineSet
from guidelines.library.models.guideline import SCHEMES
from portal.languages import SOURCE
from portal.written import IMPOSSIBLE

SINGLE = ("set", "edition")


def check(book):
    """Return the problems of a book, none that only follow from another. Without any, every key is a UUID afterwards."""
    problems = []
    for name in SINGLE:
        count = len(book.of(name))
        if count > 1 or (count == 0 and book.is_whole):
            problems.append(Problem("", _("The file must have exactly one row “%(name)s”.") % {"name": name}))
    for row in book.rows:
        problems += _values(row)
        problems += _texts(row, book)
    for row in book.of("set"):
        problems += _code(row)
    for row in book.of("edition"):
        if row.key and as_uuid(row.key) is None:
            problems.append(Problem(row.at("key"), _("This is not the key of an edition.")))
    problems += _twice(book)
    problems += _links(book)
    problems += _circles(book)
    if not problems and book.is_whole:
        _name_keys(book)
    return problems


def _code(row):
    if row.values["code"] is None:
        return []
    try:
        GuidelineSet._meta.get_field("code").run_validators(row.values["code"])
    except ValidationError as problem:
        return [Problem(row.at("code"), " ".join(problem.messages))]
    return []


def _values(row):
    """Yield what is wrong with the values of a row; they are None from then on."""
    for column in row.record.columns:
        value = row.values.get(column.name)
        if value is None or value == "":
            row.values[column.name] = None
            if column.required:
                row.wrong.add(column.name)
                yield Problem(row.at(column.name), _("A value is missing here."))
        elif sentence := _wrong(column, value):
            row.wrong.add(column.name)
            row.values[column.name] = None
            yield Problem(row.at(column.name), sentence)


def _wrong(column, value):
    """Return what is wrong with one value, or nothing."""
    if column.kind == "whole":
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= column.most:
            return _("A whole number from 0 to %(most)s is expected here.") % {"most": column.most}
        return ""
    if column.kind == "yes-no":
        return "" if isinstance(value, bool) else _("Yes or no is expected here.")
    if isinstance(column.kind, tuple):
        allowed = {"values": ", ".join(column.kind)}
        return "" if value in column.kind else _("One of these is expected here: %(values)s.") % allowed
    if not isinstance(value, str):
        return _("A text is expected here.")
    if len(value) > column.most:
        return _("This is too long: at most %(most)s characters.") % {"most": column.most}
    if IMPOSSIBLE.search(value):
        return _("This text has characters that cannot be printed.")
    return _wrong_form(column, value)


def _wrong_form(column, value):
    try:
        if column.kind == "address":
            URLValidator(schemes=SCHEMES)(value)
        if column.name in {"code", "block"}:
            validate_slug(value)
    except ValidationError as problem:
        return " ".join(problem.messages)
    return ""


def _texts(row, book):
    for (name, code), text in row.texts.items():
        longest = row.record.longest(name)
        if text is None:
            row.texts[name, code] = ""
        elif not isinstance(text, str):
            yield Problem(row.at((name, code)), _("A text is expected here."))
        elif longest and len(text) > longest:
            yield Problem(row.at((name, code)), _("This is too long: at most %(most)s characters.") % {"most": longest})
        elif IMPOSSIBLE.search(text):
            yield Problem(row.at((name, code)), _("This text has characters that cannot be printed."))
    if SOURCE in book.languages and book.english_is_whole and row.is_whole:
        for name in row.record.texts:
            if row.record.is_required(name) and not row.texts.get((name, SOURCE)):
                yield Problem(row.at((name, SOURCE)), _("The English text “%(field)s” is missing.") % {"field": name})


def _twice(book):
    seen = {}
    for row in book.rows:
        values = row.values
        for column, same in (
            ("key", values.get("key")),
            ("code", row.record.name == "block" and values["code"]),
            ("level", row.record.name == "level" and (values["level"],)),
            ("level", row.record.name == "descriptor" and (values["within"], values["level"])),
            ("to", row.record.name == "cross-reference" and (values["within"], values["to"])),
        ):
            if same and not row.wrong & {"within", column}:
                place = (row.record.name, column, same)
                if place in seen:
                    yield Problem(
                        row.at(column), _("This stands twice in the file, first at %(place)s.") % {"place": seen[place]}
                    )
                seen.setdefault(place, row.at(column))


def _links(book):
    keys = {name: _named(book, name, "key") for name in {*OWNERS.values()}}
    codes, levels = _named(book, "block", "code"), _named(book, "level", "level")
    for row in book.rows:
        values, name = row.values, row.record.name
        for column, among in (
            ("within", keys.get(OWNERS.get(name))),
            ("block", codes if name == "point" else None),
            ("level", levels if name == "descriptor" else None),
            ("to", keys["guideline"] if name == "cross-reference" else None),
        ):
            value = values.get(column)
            if among is not None and value is not None and value not in among:
                yield _unknown(row, column)
        if name == "cross-reference" and values["to"] and values["to"] == values["within"]:
            yield Problem(row.at("to"), _("A guideline cannot refer to itself."))


def _named(book, record, column):
    """Return what the rows of a kind are called, or None where one of them may be called anything."""
    rows = book.of(record)
    is_known = book.lost is not None if column == "key" else book.is_whole
    if not is_known or any(column in row.wrong for row in rows):
        return None
    return {row.values[column] for row in rows} | (book.lost if column == "key" else set())


def _unknown(row, name):
    return Problem(row.at(name), _("“%(name)s” is nowhere in this file.") % {"name": row.values[name]})


def _circles(book):
    owners = {row.key: row.values["within"] for row in book.of("section") if row.key}
    for row in book.of("section"):
        seen, at = set(), row.key
        while at and at not in seen:
            seen.add(at)
            at = owners.get(at)
        if at and at == row.key:
            yield Problem(row.at("within"), _("This section stands within itself."))


def _name_keys(book):
    """Turn every key into a UUID.

    A file without the key of its edition begins a new one: whatever its rows
    are called, they get keys of their own, the same each time.
    """
    row = book.one("edition")
    code, year, given = book.one("set").values["code"], row.values["year"], row.key
    edition = as_uuid(given) if given else edition_key(code, year)
    row.values["key"] = str(edition)

    def key(record, name):
        kept = as_uuid(name) if given else None
        return str(kept or key_of(edition, record, name))

    for row in book.rows:
        values, name = row.values, row.record.name
        if values.get("key") and name not in SINGLE:
            values["key"] = key(name, values["key"])
        if values.get("within"):
            values["within"] = key(OWNERS[name], values["within"])
        if values.get("to"):
            values["to"] = key("guideline", values["to"])
