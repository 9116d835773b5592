"""What many pages have in common and all readers get alike, asked of the database once while nothing has changed.

It is true as long as a kept page is (``generation``, ``life``). Whoever gets
it must not change it: other threads have the same object.
"""

import threading
from collections import OrderedDict

from django.db import DEFAULT_DB_ALIAS, connections

from portal import clock
from portal.page_cache import generation
from portal.page_cache.life import end_of_life

#: So many answers are kept, the last ones; each is short: links, terms, marks of one edition.
MOST = 300
_answers = OrderedDict()
_lock = threading.Lock()


def known(key, ask):
    """Return what ``ask()`` returns; ``key`` names all that it depends on beside the database, the language above all.

    Within a transaction it is asked each time: what is read there may never be committed.
    """
    if connections[DEFAULT_DB_ALIAS].in_atomic_block or (mark := generation.current()) is None:
        return ask()
    now = clock.now()
    with _lock:
        found = _answers.get(key)
    if found and found[0] == mark and found[1] <= now < found[2]:
        return found[3]
    answer = ask()
    with _lock:
        _answers[key] = (mark, now, end_of_life(now), answer)
        _answers.move_to_end(key)
        if len(_answers) > MOST:
            _answers.popitem(last=False)
    return answer
