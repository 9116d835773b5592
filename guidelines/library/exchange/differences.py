"""What an import changes, told text by text for people."""

from collections import Counter

from guidelines.library.exchange.columns import RECORDS
from portal.languages import SOURCE

SHOWN = 300


def kept(changes):
    """Return what an import keeps of its changes: how many there are, of which kinds, and the first of them."""
    if not changes:
        return []
    kinds = Counter((line["what"], line["record"]) for line in changes)
    return [{"count": len(changes), "kinds": [[*kind, count] for kind, count in kinds.items()]}, *changes[:SHOWN]]


def differences(before, after):
    """Return lines ``{"what", "record", "name", "field", "language", "before", "after"}``; ``before`` may be None."""
    old, new = _by_place(before), _by_place(after)
    lines = []
    for place, row in new.items():
        if place not in old:
            lines.append(_line("added", row))
        else:
            lines += _within(old[place], row)
    lines += [_line("removed", row) for place, row in old.items() if place not in new]
    if not lines and before and _order(before) != _order(after):
        lines.append(_line("moved", after.one("edition")))
    return lines


def _by_place(book):
    if book is None:
        return {}
    return {
        (row.record.name, row.values["to"] + row.values["within"] if "to" in row.values else row.key): row
        for row in book.rows
    }


def _order(book):
    return [row.key for row in book.rows]


def _within(old, new):
    if old.values != new.values:
        yield _line("moved", new)
    for field in new.record.texts:
        for code in dict.fromkeys(code for _field, code in [*old.texts, *new.texts] if _field == field):
            was, will = old.texts.get((field, code), ""), new.texts.get((field, code), "")
            if was != will:
                yield _line("changed", new) | {"field": field, "language": code, "before": was, "after": will}


def _line(what, row):
    return {"what": what, "record": row.record.name, "name": name(row)}


def name(row):
    """Return how people know a row: its first English text, else its code or level."""
    for field in RECORDS[row.record.name].texts:
        if text := row.texts.get((field, SOURCE)):
            return text[:80]
    values = row.values
    return str(values.get("code") or values.get("year") or values.get("level") or row.key)
