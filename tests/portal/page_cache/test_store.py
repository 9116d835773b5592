"""What the store keeps, forgets and never exceeds."""

import sys

from portal.page_cache.store import AROUND, LARGEST_PART, Page, Store

LIMIT = 1_000_000


def page(body=b"x" * 1000, *, mark="m", begins=0, ends=60):
    return Page(body, {}, mark, begins, ends)


def filled(count, size=1000):
    store = Store(LIMIT)
    for number in range(count):
        store.put(number, page(b"x" * size))
    return store


def test_a_page_is_given_while_its_mark_stands_and_its_time_lasts():
    store = Store(LIMIT)
    store.put("a", page(begins=10, ends=70))
    assert store.get("a", "m", 10) and store.get("a", "m", 69.9)
    assert store.get("b", "m", 10) is None


def test_what_is_no_longer_true_is_forgotten():
    for mark, now in (("another", 10), ("m", 70), ("m", 9)):
        store = Store(LIMIT)
        store.put("a", page(begins=10, ends=70))
        assert store.get("a", mark, now) is None
        assert (len(store), store.size) == (0, 0)


def test_an_address_is_wanted_from_its_second_time_on():
    store = Store(LIMIT)
    assert [store.is_wanted("a"), store.is_wanted("a"), store.is_wanted("b")] == [False, True, False]


def test_what_was_not_read_for_longest_goes_first():
    store = filled(LIMIT // (1000 + AROUND))
    assert store.get(0, "m", 1)
    store.put("new", page())
    assert store.get(0, "m", 1) and store.get("new", "m", 1)
    assert store.get(1, "m", 1) is None


def test_a_page_put_twice_counts_once():
    store = Store(LIMIT)
    store.put("a", page())
    store.put("a", page(b"y" * 500))
    assert (len(store), store.size) == (1, 500 + AROUND)


def test_a_page_that_would_fill_the_store_is_not_kept():
    store = Store(LIMIT)
    store.put("a", page(b"x" * (LIMIT // LARGEST_PART)))
    assert len(store) == 0


def octets(thing, counted):
    """Return what an object and all that it holds take in memory, each once."""
    if id(thing) in counted or callable(thing):
        return 0
    counted.add(id(thing))
    inner = []
    if isinstance(thing, dict):
        inner = [*thing.keys(), *thing.values()]
    elif isinstance(thing, tuple):
        inner = thing
    elif isinstance(thing, Page):
        inner = [getattr(thing, name) for name in Page.__slots__]
    return sys.getsizeof(thing) + sum(octets(one, counted) for one in inner)


def test_a_hundred_thousand_addresses_take_no_more_than_the_limit():
    """What Python's objects take is counted, not what the store says of itself."""
    store = Store(LIMIT)
    for number in range(100_000):
        key = ("https", "portal.example.org", f"/en/guidelines/ict/e2026/{number}/", "", False)
        store.is_wanted(key)
        if store.is_wanted(key):
            headers = {f"{name}{number}": (f"{name}{number}", f"value {number} " * 5) for name in "abcdefghijkl"}
            store.put(
                key, Page(b"x" * 3000 + str(number).encode(), headers, f"m{number}", number, number + 60.5, "a/b/")
            )
        assert store.size <= LIMIT
    assert len(store) > 100
    assert octets(store._pages, set()) < LIMIT
    assert octets(store._seen, set()) < 600_000


def test_a_store_without_room_keeps_nothing():
    store = Store(0)
    store.put("a", page())
    assert len(store) == 0
