"""Texts like this one that were translated before, with how alike they are: what a translation memory offers.

A language has thousands of confirmed texts, and a page has little time. Words
are compared and not letters; whatever has too many or too few words, or too
few in common, is passed over before anything is compared at length.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nlargest
from math import ceil

from guidelines.library.translating.earlier import texts_of
from portal.differences import Difference, difference
from portal.languages import SOURCE
from portal.translations.models import Status, TranslationState
from portal.translations.standing import source_hash

LEAST = 0.75  # of the words of both texts together
#: The sources are English: no need to part them as finely as the difference that is shown.
WORD = re.compile(r"\w+|[^\w\s]")
SHOWN = 2  # for each text
TRIED = 6  # candidates for each text that are compared at length


@dataclass(frozen=True)
class Near:
    """A text that was translated from nearly the same English."""

    text: str
    percent: int
    changes: Difference  # from that English to this one


def translated_nearly(sources, language):
    """Return source → offers for each of ``sources``; a query for the memory, and one for each kind of record found."""
    sources = {source: words(source) for source in dict.fromkeys(sources)}
    if not sources:
        return {}
    memory = memory_of(language, sources.values())
    index = Index(memory)
    found = {source: index.nearest(source, own) for source, own in sources.items()}
    wanted = {hashed for offers in found.values() for _ratio, hashed in offers}
    texts = _texts(wanted, memory, language)
    return {
        source: [
            Near(text, int(ratio * 100), difference(memory[hashed].source, source, SOURCE))
            for ratio, hashed in offers
            for text in texts[hashed][:1]
        ]
        for source, offers in found.items()
    }


def words(text):
    return WORD.findall(text.lower())


def similarity(one, other):
    """Return how much of two lists of words is the same and in the same order: 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


@dataclass
class Remembered:
    source: str
    words: list
    places: list


def memory_of(language, wanted):
    """Return hash → a confirmed English text with the places of its translations, where the length can fit."""
    most = max(map(len, wanted)) / LEAST * 2
    found = {}
    states = TranslationState.objects.filter(language=language, status=Status.HUMAN).order_by("pk")
    for hashed, source, target, field in states.values_list("source_hash", "source_text", "target", "field"):
        one = found.get(hashed)
        if one is None:
            own = words(source)
            if not own or len(own) > most:
                continue
            one = found[hashed] = Remembered(source, own, [])
        one.places.append((target, field))
    return found


class Index:
    """Finds texts by the words that they share; the rarest words first, for they tell the most."""

    def __init__(self, memory):
        self.memory = memory
        self.by_word = defaultdict(list)
        for hashed, one in memory.items():
            for word in set(one.words):
                self.by_word[word].append(hashed)

    def nearest(self, source, own):
        """Return up to ``SHOWN`` pairs (ratio, hash), the most alike first; the same text is not among them."""
        counts, size, same = Counter(own), len(own), source_hash(source)
        best = nlargest(TRIED, self._bounded(counts, size, same))
        compared = [(similarity(self.memory[hashed].words, own), hashed) for _bound, hashed in best]
        return nlargest(SHOWN, [pair for pair in compared if pair[0] >= LEAST])

    def _bounded(self, counts, size, same):
        """Yield (the most that the similarity can be, hash) where that is enough."""
        for hashed in self._sharing_a_rare_word(counts, size):
            theirs = self.memory[hashed].words
            other = len(theirs)
            if hashed == same or 2 * min(size, other) < LEAST * (size + other):
                continue
            left = dict(counts)
            shared = 0
            for word in theirs:
                if left.get(word):
                    left[word] -= 1
                    shared += 1
            bound = 2 * shared / (size + other)
            if bound >= LEAST:
                yield bound, hashed

    def _sharing_a_rare_word(self, counts, size):
        """Return what has one of the rarest words: so many that a text without any of them cannot be alike enough.

        Of ``size`` words at least LEAST / (2 - LEAST) stand in a text that is
        alike; among any that are more than the rest, one is.
        """
        enough = size - ceil(size * LEAST / (2 - LEAST) - 1e-9) + 1
        taken, found = 0, set()
        for word in sorted(counts, key=lambda word: len(self.by_word.get(word, ()))):
            if taken >= enough:
                break
            taken += counts[word]
            found.update(self.by_word.get(word, ()))
        return found


def _texts(wanted, memory, language):
    """Return hash → texts in ``language``."""
    places = [(*place, hashed) for hashed in wanted for place in memory[hashed].places]
    return texts_of(places, language)
