"""The pages themselves: a store in each process, bounded in bytes, that forgets what was not read for longest."""

import threading
from array import array
from collections import OrderedDict
from dataclasses import dataclass

#: What an entry costs beside the octets of its page: its key, headers and the objects around them, rounded up.
AROUND = 5_000
#: One page takes at most this part of the store.
LARGEST_PART = 8
#: How many addresses are remembered as asked for once; half a megabyte, whatever is asked.
SEEN = 1 << 16


@dataclass(frozen=True, slots=True)
class Page:
    """A page ready to be sent, and how long it is true.

    ``begins`` and ``ends`` are seconds since 1970; ``generation`` is the state
    of what visitors read that it was made from.
    """

    body: bytes
    headers: dict
    generation: str
    begins: float
    ends: float
    route: str = ""

    @property
    def size(self):
        return len(self.body) + AROUND

    def is_true(self, generation, now):
        return self.generation == generation and self.begins <= now < self.ends


class Store:
    """Pages by key. Safe among threads. ``limit`` in bytes; 0 keeps nothing."""

    def __init__(self, limit):
        self.limit = limit
        self.size = 0
        self._pages = OrderedDict()
        self._seen = array("q", bytes(8 * SEEN if limit else 8))
        self._lock = threading.Lock()

    def __len__(self):
        return len(self._pages)

    def get(self, key, generation, now):
        """Return the page while it is true, else None; what is no longer true is forgotten."""
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            if not page.is_true(generation, now):
                self._forget(key)
                return None
            self._pages.move_to_end(key)
            return page

    def is_wanted(self, key):
        """Say whether this was asked for before, and remember that it was: an address asked for once is not kept."""
        found = hash(key) or 1
        place = found % len(self._seen)
        if self._seen[place] == found:
            return True
        self._seen[place] = found
        return False

    def put(self, key, page):
        """Keep a page; one that is too large for the store is not kept."""
        size = page.size
        if size > self.limit // LARGEST_PART:
            return
        with self._lock:
            if key in self._pages:
                self._forget(key)
            self._pages[key] = page
            self.size += size
            while self.size > self.limit:
                self._forget(next(iter(self._pages)))

    def clear(self):
        with self._lock:
            self._pages.clear()
            self.size = 0
            self._seen = array("q", bytes(8 * len(self._seen)))

    def _forget(self, key):
        self.size -= self._pages.pop(key).size
