"""Asks a server many times from several connections, and refuses the figure when one answer is not what it should be."""

import http.client
import random
import statistics
import threading
import time
from collections import deque
from dataclasses import dataclass, field

from tests.bench import process

CONNECTIONS = 8
#: How many different addresses one round asks for.
ADDRESSES = 200
#: A round of ready pages would be over before the clock has ticked; it goes over its addresses so many times.
READY_PASSES = 5
#: Asked so often before it counts, a page is kept by each of the web processes, to which chance leads the connections.
KEEPING_PASSES = 8
ROUNDS = 5
WARM_UP = 50


class Spoilt(Exception):
    """An answer was not what it should be; there is no figure."""


@dataclass
class Round:
    """What one round found: answers per second, processor milliseconds for each, octets of each address."""

    rate: float
    milliseconds: float = 0.0
    lengths: dict = field(default_factory=dict)


@dataclass
class Job:
    """What is asked: ``ask(connection, address)`` returns the octets of a right answer or raises Spoilt."""

    port: str
    addresses: list
    ask: object
    #: The web processes that answer; their processor time is counted.
    processes: list = field(default_factory=list)
    #: Whether ours are ready pages too: kept beforehand, and asked for as often as the bare ones.
    kept: bool = False

    def chosen(self, seed):
        """Return addresses for one round, in random order: all different, or, of kept pages, the same ones each time.

        Round 0 warms up.
        """
        if not self.kept:
            return random.Random(seed).sample(
                self.addresses, k=min(ADDRESSES if seed else WARM_UP, len(self.addresses))
            )
        if not seed:
            return self.addresses[:ADDRESSES] * KEEPING_PASSES
        return random.Random(seed).sample(self.addresses[:ADDRESSES] * READY_PASSES, k=ADDRESSES * READY_PASSES)

    def round(self, addresses):
        """Ask for every address once; each connection takes the next one as soon as it is free."""
        waiting, lengths, problems = deque(addresses), {}, []
        threads = [
            threading.Thread(target=self._work, args=(waiting, lengths, problems)) for _each in range(CONNECTIONS)
        ]
        used, began = process.processor_seconds(self.processes), time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds = time.perf_counter() - began
        used = process.processor_seconds(self.processes) - used
        if problems:
            raise Spoilt(str(problems[0]))
        return Round(len(addresses) / seconds, 1000 * used / len(addresses), lengths)

    def _work(self, waiting, lengths, problems):
        connection = http.client.HTTPConnection("127.0.0.1", int(self.port), timeout=60)
        try:
            while waiting and not problems:
                address = waiting.popleft()
                lengths[address] = len(self.ask(connection, address))
        except IndexError:
            pass  # another connection took the last one
        except Exception as problem:  # whatever it was, the figure must not be printed
            problems.append(problem)
        finally:
            connection.close()


def get(headers=None, *, holds=b"", times=0):
    """Return a way to ask for a page; a right one is 200 and has ``holds`` so many ``times``."""

    def ask(connection, address):
        connection.request("GET", address, headers=headers or {})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise Spoilt(f"{address}: {answer.status}")
        if holds and body.count(holds) != times:
            raise Spoilt(f"{address}: {body.count(holds)} of {times} {holds.decode()}")
        return body

    return ask


def ask_again(headers=None):
    """Return a way to ask whether a page has changed since it was read; a right answer is 304 and has no octets."""
    known = {}

    def ask(connection, address):
        if address not in known:
            connection.request("GET", address, headers=headers or {})
            answer = connection.getresponse()
            answer.read()
            known[address] = answer.getheader("ETag")
        connection.request("GET", address, headers=(headers or {}) | {"If-None-Match": known[address]})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 304 or body:
            raise Spoilt(f"{address}: {answer.status} and {len(body)} octets for one that has not changed")
        return body

    return ask


@dataclass
class Comparison:
    """Medians of ours and of the bare one's, from rounds that take turns, so that the machine's drift meets both."""

    ours: Round
    bare: Round
    ratio: float
    length: float
    #: Different addresses asked for in all rounds.
    addresses: int


def compare(ours, bare, *, rounds=ROUNDS):
    """The bare site is asked for a ready page of the very size of each of our answers."""
    pairs, lengths = [], {}
    for seed in range(rounds + 1):
        chosen = ours.chosen(seed)
        mine = ours.round(chosen)
        ready = [f"/{length}{address}" for address, length in mine.lengths.items()] * READY_PASSES
        random.Random(seed).shuffle(ready)
        theirs = bare.round(ready)
        if seed:  # the first round warms up
            pairs.append((mine, theirs))
            lengths |= mine.lengths
    return Comparison(
        ours=median(mine for mine, _theirs in pairs),
        bare=median(theirs for _mine, theirs in pairs),
        ratio=statistics.median(mine.rate / theirs.rate for mine, theirs in pairs),
        length=statistics.mean(lengths.values()),
        addresses=len(lengths),
    )


def median(rounds):
    rounds = list(rounds)
    return Round(
        statistics.median(one.rate for one in rounds),
        statistics.median(one.milliseconds for one in rounds),
    )
