"""A published edition for other systems: what everybody may read, in the languages that everybody may read, as JSON.

The names are those of the file that editors exchange (columns.py), so that
one reader of the format reads both. What only members read (points of closed
blocks), what belongs to the self-assessment (scale, descriptors, evidence)
and what is not released is not in it, whoever asks. Added are codes and
numbers, the permanent addresses in each language, and who is to be named.
"""

import json

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from guidelines.library.enums import PUBLIC
from guidelines.library.exchange.as_json import row_as_json, schema_of
from guidelines.library.exchange.columns import RECORDS
from guidelines.library.exchange.dump import dump
from guidelines.library.models import CrossReference, Edition
from portal.languages import CODES, SOURCE

#: A reader checks this first. Additions keep it; what is renamed or taken away makes it the next number.
FORMAT = "guidelines-public-1"
LEFT_OUT = {"level", "descriptor"}
FIELDS_LEFT_OUT = {("guideline", "evidence_hint")}
SHOWN = [record for record in RECORDS.values() if record.name not in LEFT_OUT]


def write(edition):
    """Return the bytes; the same text makes the same bytes. A fixed number of queries."""
    return (json.dumps(document(edition), ensure_ascii=False, indent=1) + "\n").encode()


def document(edition):
    edition = Edition.objects.select_related("set").prefetch_related("languages").get(pk=edition.pk)
    languages = edition.released_languages()
    book = dump(edition)
    places, crossings = _places(edition), _crossings(edition)
    addresses = _Addresses(edition, languages)
    open_blocks = {row.values["code"] for row in book.of("block") if row.values["open"]}
    found = {
        "format": FORMAT,
        "schema": settings.SITE_URL + reverse("library_schema"),
        "addresses": addresses.of("library:edition"),
        "state": str(edition.state),
        "published_on": edition.published_at.date().isoformat(),
        "publisher": settings.WAGTAIL_SITE_NAME,
        "attribution": f"{settings.WAGTAIL_SITE_NAME}: {edition.set.code}, edition {edition.year}. "
        f"{addresses.of('library:edition')[SOURCE]}",
        "licence": settings.CONTENT_LICENCE,
        "authoritative_language": SOURCE,
        "languages": languages,
    }
    for record in SHOWN:
        rows = [row for row in book.of(record.name) if _is_open(row, open_blocks, crossings)]
        written = [_released(row, languages) | _added(row, places, crossings, addresses) for row in rows]
        found[record.place] = written[0] if record.is_single else written
    return found


def last_changed(edition):
    """Return the moment of the last release of a language, publication being that of English."""
    return max(row.released_at for row in edition.languages.all() if row.released_at)


class _Addresses:
    """Permanent addresses with the host, by language."""

    def __init__(self, edition, languages):
        self.edition, self.languages = edition, languages

    def of(self, name, *args, edition=None):
        edition = edition or self.edition
        found = {}
        for code in self.languages:
            with translation.override(code):
                found[code] = settings.SITE_URL + reverse(name, args=[edition.set.slug, edition.year, *args])
        return found


def _places(edition):
    """Return key of a section → its code, and key of a guideline → its number and the day it was changed."""
    sections = {str(key): code for key, code in edition.sections.values_list("key", "code")}
    guidelines = edition.guidelines.values_list("key", "number", "updated_at")
    return sections | {str(key): (number, at.date().isoformat()) for key, number, at in guidelines}


def _crossings(edition):
    """Return (from, to) → the guideline that is referred to, where everybody may read it."""
    found = CrossReference.objects.filter(guideline__edition=edition, to__edition__state__in=PUBLIC)
    found = found.select_related("guideline", "to__edition__set")
    return {(str(one.guideline.key), str(one.to.key)): one.to for one in found}


def _is_open(row, open_blocks, crossings):
    if row.record.name == "point":
        return row.values["block"] in open_blocks
    if row.record.name == "cross-reference":
        return (row.values["within"], row.values["to"]) in crossings
    return True


def _released(row, languages):
    written = row_as_json(row)
    if "texts" in written:
        texts = {
            name: {code: text for code, text in by_language.items() if code in languages}
            for name, by_language in written["texts"].items()
            if (row.record.name, name) not in FIELDS_LEFT_OUT
        }
        written["texts"] = {name: by_language for name, by_language in texts.items() if by_language}
    return written


def _added(row, places, crossings, addresses):
    name = row.record.name
    if name == "section":
        code = places[row.key]
        return {"code": code, "addresses": addresses.of("library:part", code)}
    if name == "guideline":
        number, changed_on = places[row.key]
        code = f"{addresses.edition.set.code}-{number}"
        there = addresses.of("library:guideline", number)
        return {"number": number, "code": code, "changed_on": changed_on, "addresses": there}
    if name == "cross-reference":
        to = crossings[row.values["within"], row.values["to"]]
        there = addresses.of("library:guideline", to.number, edition=to.edition)
        return {"code": to.code, "addresses": {SOURCE: there[SOURCE]}}
    return {}


def schema():
    """Return the schema (JSON Schema, draft 2020-12) of the format, made from the table of columns."""
    places = {record.place: _schema_of(record) for record in SHOWN}
    text, addresses = {"type": "string"}, {"$ref": "#/$defs/addresses"}
    head = {
        "format": {"const": FORMAT},
        "schema": text,
        "addresses": addresses,
        "state": {"enum": sorted(PUBLIC)},
        "published_on": {"$ref": "#/$defs/day"},
        "publisher": text,
        "attribution": text,
        "licence": text,
        "authoritative_language": {"const": SOURCE},
        "languages": {"type": "array", "items": {"enum": list(CODES)}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": settings.SITE_URL + reverse("library_schema"),
        "title": "A published edition of guidelines: what everybody may read",
        "type": "object",
        "required": [*head, *places],
        "additionalProperties": False,
        "properties": head | places,
        "$defs": {
            "day": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
            "addresses": {
                "type": "object",
                "required": [SOURCE],
                "additionalProperties": False,
                "properties": dict.fromkeys(CODES, {"type": "string", "pattern": "^https?://"}),
            },
        },
    }


ADDED = {
    "section": {"code": {"type": "string"}, "addresses": {"$ref": "#/$defs/addresses"}},
    "guideline": {
        "number": {"type": "integer"},
        "code": {"type": "string"},
        "changed_on": {"$ref": "#/$defs/day"},
        "addresses": {"$ref": "#/$defs/addresses"},
    },
    "cross-reference": {"code": {"type": "string"}, "addresses": {"$ref": "#/$defs/addresses"}},
}


def _schema_of(record):
    found = schema_of(record)
    one = found if record.is_single else found["items"]
    added = ADDED.get(record.name, {})
    one["properties"] |= added
    one["required"] = [*one["required"], *added]
    for name, field in FIELDS_LEFT_OUT:
        if record.name == name:
            del one["properties"]["texts"]["properties"][field]
    return found
