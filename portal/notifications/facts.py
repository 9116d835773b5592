"""The facts of a notice: plain data that a text is written from.

Names say what a value is, as the names of our columns do: ``due_on`` is a day,
``expires_at`` a moment. What a person or an editor wrote comes with the
language it is in, as ``text(...)`` makes it; everything else is in the
recipient's language already.
"""

from datetime import date, datetime


def text(value):
    """Return a ``languages.Text`` as a fact that keeps its language."""
    return {"value": value.value, "lang": value.lang}


def read(facts):
    """Return the facts with days and moments as such again."""
    return {name: _read(name, value) for name, value in facts.items()}


def plain(facts):
    """Return the facts as the words of one line: of a text that has a language, the text."""
    return {name: value.get("value", "") if isinstance(value, dict) else value for name, value in facts.items()}


def _read(name, value):
    if not isinstance(value, str):
        return value
    if name.endswith("_on"):
        return date.fromisoformat(value)
    if name.endswith("_at"):
        return datetime.fromisoformat(value)
    return value
