"""Asks a server many times from several connections, and refuses the figure when one answer is not what it should be."""

import http.client
import os
import random
import statistics
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

CONNECTIONS = 8
TICKS = os.sysconf("SC_CLK_TCK")


class Spoilt(Exception):
    """An answer was not what it should be; there is no figure."""


@dataclass
class Job:
    """What is asked: ``ask(connection, address)`` returns the bytes of a right answer or raises Spoilt."""

    port: str
    addresses: list
    ask: object
    headers: dict = field(default_factory=dict)

    def round(self, requests, seed):
        """Ask ``requests`` times in random order; return requests per second and the mean length of an answer."""
        order = random.Random(seed).choices(self.addresses, k=requests)
        shares = [order[n::CONNECTIONS] for n in range(CONNECTIONS)]
        lengths, problems = [], []

        def work(share):
            connection = http.client.HTTPConnection("127.0.0.1", int(self.port), timeout=60)
            try:
                for address in share:
                    lengths.append(len(self.ask(connection, address)))
            except (Spoilt, OSError, http.client.HTTPException) as problem:
                problems.append(problem)
            finally:
                connection.close()

        threads = [threading.Thread(target=work, args=(share,)) for share in shares]
        began = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds = time.perf_counter() - began
        if problems:
            raise Spoilt(str(problems[0]))
        return len(lengths) / seconds, statistics.mean(lengths)


def get(headers=None):
    """Return a way to ask for a page."""

    def ask(connection, address):
        connection.request("GET", address, headers=headers or {})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise Spoilt(f"{address}: {answer.status}")
        return body

    return ask


@dataclass
class Comparison:
    """Our rate beside the bare one's, from rounds that take turns, so that the machine's drift meets both."""

    ours: float
    bare: float
    length: int
    ratio: float


def compare(ours, bare, *, rounds=5, requests=400):
    """``bare`` is made from the length of our answers: ``bare(length)`` returns its Job."""
    _warm, length = ours.round(min(requests, 100), seed=0)
    other = bare(round(length))
    other.round(min(requests, 100), seed=0)
    pairs = [(ours.round(requests, seed=n)[0], other.round(requests, seed=n)[0]) for n in range(1, rounds + 1)]
    return Comparison(
        ours=statistics.median(a for a, _b in pairs),
        bare=statistics.median(b for _a, b in pairs),
        length=round(length),
        ratio=statistics.median(a / b for a, b in pairs),
    )


def processes_of(parent):
    """Return the numbers of the web processes below gunicorn's first one."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(child) for child in children]


def memory_of(pid):
    """Return the proportional share of memory of a process, in MB."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1000
    return 0.0


def cpu_of(pids):
    """Return the processor seconds that these processes have used."""
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS
