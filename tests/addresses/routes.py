"""Every address of the portal, read from the URL configuration itself."""

from collections import Counter
from dataclasses import dataclass
from itertools import chain

from django.urls import URLPattern, get_resolver
from django.utils.regex_helper import normalize

#: Where code of our own lives; every other view comes with a package.
OUR_OWN = ("portal.", "crm.", "guidelines.")


class CannotFill(Exception):
    """The address needs something that nobody has said how to find."""


@dataclass(frozen=True)
class Route:
    """One URL pattern. ``key`` names it in the table: its name, or its pattern where that is not unique."""

    key: str
    path: str
    callback: object
    wanted: frozenset  # names of its arguments
    forms: tuple  # (format, names of arguments), as Django's reverse() knows them
    converters: dict

    @property
    def is_open(self):
        """Whether the view says ``@login_not_required``."""
        return not getattr(self.callback, "login_required", True)

    @property
    def is_our_own(self):
        return self.callback.__module__.startswith(OUR_OWN)

    def fill(self, values):
        """Return the path with ``values``; raise CannotFill when an argument is unknown."""
        for form, names in self.forms:
            if set(names) <= values.keys():
                texts = {name: self._text(name, values[name]) for name in names}
                return "/" + form % texts
        raise CannotFill(f"{self.key} ({self.path}) needs {sorted(self.wanted)} and was given {sorted(values)}")

    def _text(self, name, value):
        return self.converters[name].to_url(value) if name in self.converters else str(value)


def routes():
    """Return every pattern below the root, in order.

    The same pattern a second time, such as the sign-in page of Wagtail behind
    ours, can never answer and is no address.
    """
    by_path = {}
    for entry in _walk(get_resolver().url_patterns, [], []):
        by_path.setdefault(entry[1], entry)
    found = list(by_path.values())
    counted = Counter(name for name, _path, _pattern, _parts in found)
    return [
        Route(
            key=name if name and counted[name] == 1 else path,
            path=path,
            callback=pattern.callback,
            wanted=frozenset(chain.from_iterable(names for _form, names in _forms(parts))),
            forms=tuple(_forms(parts)),
            converters={key: converter for part in parts for key, converter in part.converters.items()},
        )
        for name, path, pattern, parts in found
    ]


def _walk(patterns, parts, namespaces):
    for entry in patterns:
        here = [*parts, entry.pattern]
        if isinstance(entry, URLPattern):
            name = ":".join([*namespaces, entry.name]) if entry.name else ""
            yield name, "".join(str(part) for part in here), entry, here
        else:
            inner = [*namespaces, entry.namespace] if entry.namespace else namespaces
            yield from _walk(entry.url_patterns, here, inner)


def _forms(parts):
    """Return the ways to write the whole path: each part may have several."""
    forms = [("", [])]
    for part in parts:
        pieces = normalize(part.regex.pattern)
        forms = [(text + more, [*names, *new]) for text, names in forms for more, new in pieces]
    return forms
