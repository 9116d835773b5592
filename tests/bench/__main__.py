"""``make bench``: how fast, beside a bare Django view under the same server command. It judges nothing.

``BENCH_SETS=16 BENCH_GUIDELINES=40`` asks for more rows; a figure from fewer rows than it names is not printed.
"""

import json
import os
import platform
import sqlite3
import subprocess
import sys
import time

import django

from tests.bench import load
from tests.bench.autosave import Saver, bare_post
from tests.bench.figures import Figure, enough
from tests.journeys.server import ROOT, Site, empty_portal, free_port
from tests.services import Services

SETS = int(os.environ.get("BENCH_SETS", "8"))
GUIDELINES = int(os.environ.get("BENCH_GUIDELINES", "30"))
ASSESSMENTS = int(os.environ.get("BENCH_ASSESSMENTS", "30"))
TOKEN = "t" * 32
#: What the figures name.
ADDRESSES, ANSWERS = 200, 30


def say(line=""):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main():
    say(
        f"Python {platform.python_version()}, Django {django.__version__}, SQLite {sqlite3.sqlite_version}, "
        f"{os.cpu_count()} processors; {load.CONNECTIONS} connections, medians of five rounds that take turns"
    )
    with Services.start(ROOT) as services:
        for name, url in (("SQLite", ""), ("PostgreSQL", services.postgresql)):
            say(f"\n{name}")
            if name == "PostgreSQL" and not url:
                say("  absent, not measured")
                continue
            for figure in measure(url):
                say(figure.line())


def measure(url):
    with empty_portal(url, "bench") as portal, bare_site(portal) as bare:
        portal.manage("prepare_database")
        portal.manage("collectstatic", "--noinput", "-v0")
        rows = asked_of(portal, "rows", f"sets={SETS}, guidelines={GUIDELINES}, assessments_count={ASSESSMENTS}")
        began = time.perf_counter()
        portal.start("web")
        yield Figure("start-up, until it answers", time.perf_counter() - began, "s")
        yield from pages(portal, bare, rows)
        pids = load.processes_of(portal.processes["web"].pid)
        for pid in pids:
            yield Figure("memory of a web process after the load (PSS)", load.memory_of(pid), "MB")
        found = asked_of(portal, "papers", "")
        yield Figure(
            "PDF of a set",
            found["ours"],
            "s",
            bare=found["alone"],
            ratio=found["ratio"],
            rows=f"{found['guidelines']} guidelines, beside WeasyPrint alone",
        )


def pages(portal, bare, rows):
    port, other = portal.environment["PORT"], bare.environment["PORT"]
    signed_in = {"Cookie": f"sessionid={rows['session']}"}
    per_page = rows["rows"] // ASSESSMENTS
    wanted = [
        ("guideline page as visitor", rows["guidelines"], load.get(), enough(rows["guidelines"], ADDRESSES)),
        (
            f"section page of {per_page} answers",
            rows["sections"],
            load.get(signed_in),
            enough(rows["sections"], ADDRESSES) and per_page >= ANSWERS,
        ),
    ]
    for name, addresses, ask, is_enough in wanted:
        if not is_enough:
            yield Figure.not_measured(name, len(addresses))
            continue
        ours = load.Job(port, addresses, ask)
        yield compared(name, portal, ours, lambda size: load.Job(other, [f"/{size}/page"], load.get()), addresses)
    saver = Saver(rows["session"], rows["writer"], TOKEN)
    answers = rows["answers"]
    if not enough(answers, ADDRESSES):
        yield Figure.not_measured("autosave", len(answers))
        return
    ours = load.Job(port, answers, saver.ask)
    yield compared("autosave", portal, ours, lambda size: load.Job(other, [f"/{size}/save"], bare_post(TOKEN)), answers)


def compared(name, portal, ours, bare, addresses):
    pids = load.processes_of(portal.processes["web"].pid)
    found = load.compare(ours, bare)
    before = load.cpu_of(pids)
    ours.round(400, seed=99)
    milliseconds = (load.cpu_of(pids) - before) / 400 * 1000
    rows = f"{len(addresses)} addresses, {found.length / 1000:.1f} kB, {milliseconds:.1f} ms of CPU each"
    return Figure(name, found.ours, "/s", bare=found.bare, ratio=found.ratio, rows=rows)


def bare_site(portal):
    port = free_port()
    environment = {**portal.environment, "PORT": port, "DJANGO_SETTINGS_MODULE": "tests.bench.bare.settings"}
    return Running(Site(f"http://localhost:{port}", portal.folder, environment, {}, "tests.bench.bare.wsgi"))


class Running:
    """The bare site, started beside the portal with a log of its own."""

    def __init__(self, site):
        self.site = site

    def __enter__(self):
        self.site.start("web")
        return self.site

    def __exit__(self, *exception):
        self.site.stop_all()


def asked_of(portal, module, arguments):
    """Run ``tests.bench.<module>.main(…)`` in the portal's environment and return what it prints."""
    code = f"from tests.bench import {module}; {module}.main({arguments})"
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=portal.environment, capture_output=True, text=True, check=False)
    for line in done.stdout.splitlines():
        if line.startswith(("ROWS ", "PDF ")):
            return json.loads(line.partition(" ")[2])
    raise SystemExit(done.stdout[-2000:] + done.stderr[-4000:])


if __name__ == "__main__":
    main()
