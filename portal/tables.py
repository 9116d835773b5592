"""Tables whose order stands in the address, so that what is seen can be shared."""

from dataclasses import dataclass
from urllib.parse import urlencode


def address(query, **changes):
    """Return the address of the same page with other words after the question mark; nothing takes a word away.

    What else stands there stays: who changes the order keeps the filter, and the other way round.
    """
    kept = {name: value for name, value in query.items() if name not in changes}
    return f"?{urlencode(kept | {name: value for name, value in changes.items() if value})}"


@dataclass(frozen=True)
class Column:
    """The head of one column, as ``components/table.html`` prints it."""

    label: str
    key: str = ""  # its word in the address; without one the column cannot be sorted
    is_number: bool = False
    url: str = ""
    sorted: str = ""  # ascending, descending or nothing


class Sorting:
    """What the address asks for: ``?sort=name`` or ``?sort=-name``; anything unknown counts as the default.

    ``keys`` has, for each word that the address may say, a function from a row to its value.
    """

    def __init__(self, request, keys, default):
        self._query, self._keys = request.GET, keys
        asked = request.GET.get("sort", default)
        self.key, self.descending = asked.removeprefix("-"), asked.startswith("-")
        if self.key not in keys:
            self.key, self.descending = default.removeprefix("-"), default.startswith("-")

    def column(self, label, key="", *, is_number=False):
        """Return a head that sorts by ``key``, the other way round when it does so already."""
        if not key:
            return Column(label, is_number=is_number)
        is_current = key == self.key
        other = f"-{key}" if is_current and not self.descending else key
        state = "" if not is_current else "descending" if self.descending else "ascending"
        return Column(label, key, is_number, address(self._query, page=None, sort=other), state)

    def apply(self, rows):
        """Return ``rows`` in the order asked for; those without a value come last both ways, equal ones as they came."""
        key, rows = self._keys[self.key], list(rows)
        known = [row for row in rows if key(row) is not None]
        unknown = [row for row in rows if key(row) is None]
        return sorted(known, key=key, reverse=self.descending) + unknown
