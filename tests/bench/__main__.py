"""``make bench``: how fast, beside a bare Django view under the same server command. It judges nothing.

``BENCH_SETS=16 BENCH_GUIDELINES=40 BENCH_EDITIONS=3`` asks for more rows; a
figure from fewer rows than it names is not printed. ``BENCH_SCALE=2000``
measures something else (scale.py): reading pages in a library that grows.
"""

import os
import platform
import signal
import sqlite3
import sys
import time
from dataclasses import fields
from importlib.metadata import version

import psycopg

from tests.bench import load, scale
from tests.bench.figures import heading
from tests.bench.measuring import Sizes, measure
from tests.journeys.server import ROOT
from tests.services import Services

NOTES = f"""
Bare: a Django view with a ready page of the same size under the same gunicorn (tests/bench/bare).
Medians of rounds in which ours and bare take turns; {load.CONNECTIONS} connections from this very machine, \
{load.ADDRESSES} addresses in random order in each round.
Processor: of the web processes, for one answer; what PostgreSQL computes is not in it. The load takes processors from
both sites, so rates, the bare one above all, would be higher from another machine; processor times would not.
"""


def say(line=""):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main():
    began, sizes = time.monotonic(), asked_for(os.environ)
    libraries = ", ".join(f"{name} {version(name)}" for name in ("Django", "wagtail", "gunicorn", "weasyprint"))
    say(f"Python {platform.python_version()}, {libraries}; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    if guidelines := int(os.environ.get("BENCH_SCALE", 0)):
        grown(guidelines)
        return
    say(
        f"{sizes.sets} sets × {sizes.guidelines} guidelines × 7 languages × {sizes.editions} editions, "
        f"{sizes.assessments} self-assessments"
    )
    table(f"SQLite {sqlite3.sqlite_version}", measure("", sizes))
    with Services.start(ROOT) as services:
        if services.postgresql:
            table(f"PostgreSQL {version_of(services.postgresql)}", measure(services.postgresql, sizes))
        else:
            say("\nPostgreSQL: absent, not measured")
    say(f"{NOTES}{time.monotonic() - began:.0f} s in all; load at the end {os.getloadavg()[0]:.1f}")


def grown(guidelines):
    """Print what reading pages cost with a tenth of the guidelines around them, and with all."""
    table_of(f"SQLite {sqlite3.sqlite_version}", scale.lines("", guidelines))
    with Services.start(ROOT) as services:
        if services.postgresql:
            title = f"PostgreSQL {version_of(services.postgresql)}"
            table_of(title, scale.lines(services.postgresql, guidelines))
        else:
            say("\nPostgreSQL: absent, not measured")


def table_of(title, lines):
    say(f"\n{title}")
    for line in lines:
        say(line)


def asked_for(environment):
    """Return how many rows are asked for, from variables such as BENCH_SETS."""
    names = {field.name: f"BENCH_{field.name.upper()}" for field in fields(Sizes)}
    return Sizes(**{name: int(environment[variable]) for name, variable in names.items() if variable in environment})


def version_of(url):
    with psycopg.connect(url) as connection:
        return connection.execute("SHOW server_version").fetchone()[0].split()[0]


def table(title, figures):
    say(f"\n{title}\n{heading()}")
    for figure in figures:
        say(figure.line())


def stop(_signal, _frame):
    """Leave by the door, so that servers and databases are stopped too."""
    raise SystemExit("Stopped.")


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, stop)
    main()
