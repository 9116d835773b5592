"""Compares a page with its English twin: the same words in both are a text that nobody translated.

Names, codes, addresses and whatever is marked as another language's are let
through. For all pages: ``assert untranslated(client.get(english), client.get(french)) == []``.
"""

import re
from html import unescape

from bs4 import BeautifulSoup, NavigableString

#: Parts that no reader reads, or that hold names and codes by their nature.
SKIPPED = {"script", "style", "template", "svg", "code", "bdi", "kbd", "time", "textarea", "option"}
READ_ALOUD = ("aria-label", "alt", "title", "placeholder")
#: The portal's name, formats and languages that are spelt alike everywhere.
NAMES = frozenset({"My ISSA", "PDF", "XLSX", "JSON", "CSV", "SVG", "ISSA", "N"})
ALIKE = frozenset({"Sections"})  # French spells it as English does
WORD = re.compile(r"[^\W\d_]{2,}")
ADDRESS = re.compile(r"\S+@\S+|https?://\S+")


def untranslated(english, translated, *, names=()):
    """Return the texts that both responses show in the page's own language, in order of appearance."""
    return untranslated_between(english.content.decode(), translated.content.decode(), names=names)


def untranslated_between(english, translated, *, names=()):
    """The same for the HTML of both pages."""
    ours = NAMES | ALIKE | {str(name) for name in names}
    source = set(texts(english))
    found = [text for text in texts(translated) if text in source and text not in ours]
    return list(dict.fromkeys(found))


def texts(html):
    """Return each readable text of a page that is in the page's own language and holds a word."""
    soup = BeautifulSoup(html, "html.parser")
    own = soup.html.get("lang", "") if soup.html else ""
    found = []
    for element in soup.find_all(True):
        if not _is_read(element, own):
            continue
        found += [element[name] for name in READ_ALOUD if element.get(name)]
        if element.name == "meta" and element.get("name") == "description":
            found.append(element["content"])
        # Only plain text: comments and declarations are kinds of NavigableString too.
        found += [str(child) for child in element.children if type(child) is NavigableString]
    tidy = (" ".join(unescape(text).split()) for text in found)
    return [text for text in tidy if WORD.search(ADDRESS.sub("", text))]


def _is_read(element, own):
    """Say whether the element is shown, and in the page's own language."""
    if element.name == "[document]":
        return False
    for each in (element, *element.parents):
        if each.name in SKIPPED:
            return False
        language = each.get("lang") if each.name not in ("html", "[document]") else None
        if language is not None:
            return language == own
    return True
