"""Which terms an English text has, and whether its translation calls them as the glossary does. Without database."""

from dataclasses import dataclass

from guidelines.library.glossary.matching import Entry, matcher, small
from portal.languages import SOURCE, value_in

#: Languages that write compounds as one word, and how long a word must be to be seen in one.
COMPOUNDING, COMPOUND_FROM = frozenset({"de"}), 6


@dataclass(frozen=True)
class Wanted:
    """One term of a source text; ``target`` is its word in the other language, empty while there is none."""

    source: str
    target: str
    note: str
    is_missing: bool
    avoided: tuple = ()


class Vocabulary:
    """The terms for one set, as translations into one language need them."""

    def __init__(self, terms, language):
        # What a set says of its own comes before what is said in general.
        terms = sorted(terms, key=lambda term: term.set_id is None)
        self._terms = {str(term.uuid): term for term in terms}
        self._language = language
        self._of_source = self._matcher(SOURCE, lambda term: term.words(SOURCE))
        self._of_target = self._matcher(language, lambda term: term.words(language))
        self._avoided = self._matcher(language, lambda term: term.words_to_avoid(language))

    def _matcher(self, language, words_of):
        words = ((key, tuple(words_of(term))) for key, term in self._terms.items())
        return matcher(tuple(Entry(key, found) for key, found in words if found), language)

    def pieces(self, source):
        """Return an English text in pieces, each term in one of its own."""
        return self._of_source.pieces(source)

    def wanted(self, source, target):
        """Return the terms of an English text in their order, and how the translation stands to them."""
        return [self._wanted(key, target) for key in self._of_source.keys(source)]

    def _is_in_a_compound(self, term, target):
        """Return whether a longer word has the term in it: who writes “Leistungsbescheid” has used “Leistung”."""
        if self._language not in COMPOUNDING:
            return False
        return any(len(word) >= COMPOUND_FROM and small(word) in small(target) for word in term.words(self._language))

    def _wanted(self, key, target):
        term = self._terms[key]
        name = value_in(term, "name", self._language)
        is_used = self._of_target.holds(key, target) or self._is_in_a_compound(term, target)
        avoided = [piece.text for piece in self._avoided.pieces(target) if piece.key == key] if not is_used else []
        return Wanted(
            source=value_in(term, "name", SOURCE),
            target=name,
            note=term.note,
            is_missing=bool(name and target) and not is_used,
            avoided=tuple(dict.fromkeys(avoided)),
        )
