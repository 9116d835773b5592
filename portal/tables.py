"""Tables whose order stands in the address, so that what is seen can be shared."""

from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class Column:
    """The head of one column, as ``components/table.html`` prints it."""

    label: str
    key: str = ""  # its word in the address; without one the column cannot be sorted
    is_number: bool = False
    url: str = ""
    sorted: str = ""  # ascending, descending or nothing


class Sorting:
    """What the address asks for: ``?sort=name`` or ``?sort=-name``; anything unknown counts as the default."""

    def __init__(self, request, keys, default):
        self._query = request.GET
        asked = request.GET.get("sort", default)
        self.key, self.descending = asked.removeprefix("-"), asked.startswith("-")
        if self.key not in keys:
            self.key, self.descending = default.removeprefix("-"), default.startswith("-")

    def column(self, label, key="", *, is_number=False):
        """Return a head that sorts by ``key``, the other way round when it does so already."""
        if not key:
            return Column(label, is_number=is_number)
        is_current = key == self.key
        query = {name: value for name, value in self._query.items() if name not in {"sort", "page"}}
        query["sort"] = f"-{key}" if is_current and not self.descending else key
        state = "" if not is_current else "descending" if self.descending else "ascending"
        return Column(label, key, is_number, f"?{urlencode(query)}", state)

    def apply(self, rows, key):
        """Return ``rows`` in the order asked for; rows without a value come last both ways."""
        known = [row for row in rows if key(row) is not None]
        unknown = [row for row in rows if key(row) is None]
        return sorted(known, key=key, reverse=self.descending) + unknown
