"""Near matches in a memory of translations, beside comparing every text with every other. In the portal's environment.

In processor seconds, and without the query that reads the memory.
"""

import random
import statistics
import time

from guidelines.library.translating.near import LEAST, Index, Remembered, similarity, words
from portal.translations.standing import source_hash
from tests.bench.sites import tell
from tests.bench.texts import some_text

ROUNDS = 5


def measure(texts, asked):
    """Return the medians of milliseconds for all that are asked for: found by the index, and by comparing them all."""
    dice = random.Random(1)
    known = [some_text(dice, dice.choice([3, 8, 20, 40, 80, 120])) for _number in range(texts)]
    memory = {source_hash(text): Remembered(text, words(text), []) for text in known}
    sources = [f"{text} and more" for text in dice.sample(known, asked)]
    rounds = [(timed(by_index, memory, sources), timed(one_by_one, memory, sources)) for _round in range(ROUNDS)]
    ours, bare = (statistics.median(column) * 1000 for column in zip(*rounds, strict=True))
    return {"ours": ours, "bare": bare, "texts": len(memory), "asked": len(sources)}


def by_index(memory, sources):
    index = Index(memory)
    return [index.nearest(source, words(source)) for source in sources]


def one_by_one(memory, sources):
    return [
        [
            hashed
            for hashed, one in memory.items()
            # No texts of such lengths can be alike enough: whoever compares them all would still know that.
            if 2 * min(len(one.words), len(own)) >= LEAST * (len(one.words) + len(own))
            and similarity(one.words, own) >= LEAST
        ]
        for source in sources
        for own in [words(source)]
    ]


def timed(work, *args):
    began = time.process_time()
    if not all(work(*args)):
        raise ValueError("A text that is nearly there was not found.")
    return time.process_time() - began


def main(texts, asked):
    tell(measure(texts, asked))
