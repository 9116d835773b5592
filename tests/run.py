"""``bin/test`` after set-up: the checks, then the tests on each database, then the journeys."""

import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests import made_once
from tests.services import Services

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "var" / "test" / "reports"
BIN = Path(sys.executable).parent
CORES = str(min(os.cpu_count() or 1, 4))


def say(sentence=""):
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def check(name, *words):
    started = time.monotonic()
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    say(f"{'ok    ' if done.returncode == 0 else 'FAILED'}  {name} ({time.monotonic() - started:.0f} s)")
    if done.returncode:
        say((done.stdout + done.stderr)[-6000:])
    return done.returncode == 0


def checks():
    """Everything that needs no test runner."""
    python, manage = sys.executable, [sys.executable, "manage.py"]
    listed = subprocess.run(["git", "ls-files", "*.html"], cwd=ROOT, capture_output=True, text=True, check=True)
    templates = listed.stdout.split()
    return [
        check("style of the code", BIN / "ruff", "check", "."),
        check("format of the code", BIN / "ruff", "format", "--check", "."),
        check("format of the templates", BIN / "djhtml", "--check", *templates),
        check("floors: who imports whom", BIN / "lint-imports"),
        check("migrations are complete", *manage, "makemigrations", "--check", "--dry-run"),
        check("messages are complete in seven languages", *manage, "check_messages"),
        check("settings for production", python, "-m", "tests.production"),
    ]


def pytest(name, *words, database="", held_back=False, **variables):
    """Run pytest once; return (passed, failed, skipped). Held back: what it says comes at its end, in one piece."""
    if not held_back:
        say(f"\n{name}")
    report = REPORTS / f"{name.split(',')[0].replace(' ', '-')}.xml"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test", **variables}
    environment.pop("DATABASE_URL", None)
    if database:
        environment["DATABASE_URL"] = database
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", "--durations=8", f"--junitxml={report}", *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=held_back, text=True)
    code = done.returncode
    if held_back:
        say(f"\n{name}\n{done.stdout}{done.stderr}")
    if not report.exists():
        return 0, 1, 0
    suite = ElementTree.parse(report).getroot().find("testsuite")
    total, skipped = int(suite.get("tests")), int(suite.get("skipped"))
    failed = int(suite.get("failures")) + int(suite.get("errors"))
    return total - failed - skipped, failed or int(code not in (0,)), skipped


def main(words):
    shutil.rmtree(ROOT / "var" / "test", ignore_errors=True)
    REPORTS.mkdir(parents=True)
    started = time.monotonic()
    with Services.start(ROOT) as services:
        missing = services.missing()
        if words:
            results = [pytest("chosen tests", *words, database=services.postgresql)]
            passed_checks = []
        else:
            with ThreadPoolExecutor(1) as pool:
                made = pool.submit(made_once.make, ROOT / "var" / "test" / "made-once", services.postgresql)
                passed_checks = checks()
            os.environ |= made.result()
            results = run_all(services)
        say()
        for line in services.lines():
            say(line)
    if missing:
        say(f"Required and absent: {', '.join(missing)}")
    say(f"Checks: {sum(passed_checks)} of {len(passed_checks)} passed. {time.monotonic() - started:.0f} s in all.")
    passed, failed, skipped = (sum(column) for column in zip(*results, strict=True))
    failed += passed_checks.count(False) + len(missing)
    say(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


def at_once(*runs):
    with ThreadPoolExecutor(len(runs)) as pool:
        return [run.result() for run in [pool.submit(run) for run in runs]]


def smoke():
    words = ["tests/journeys", "-m", "journey", "-k", "smoke"]
    return pytest("smoke journey on SQLite", *words, held_back=True)


def run_all(services):
    """On both databases; what is long and would show nothing new on the other one runs on its own."""
    plain = ["tests", "-n", CORES, "-m", "not journey and not torture and not nightly"]
    hard = ["tests", "-m", "torture and not nightly"]
    if services.postgresql:
        there = {"database": services.postgresql}
        # At a time: most of the hard ones is waiting for processes that were killed to be missed.
        on_both, *others = at_once(
            lambda: [
                pytest("unit and integration tests on SQLite", *plain, "--one-database=sqlite"),
                pytest("unit and integration tests on PostgreSQL", *plain, "--one-database=postgresql", **there),
            ],
            lambda: pytest("torture on SQLite", *hard, "--one-database=sqlite", held_back=True),
            lambda: pytest("torture on PostgreSQL", *hard, "--one-database=postgresql", held_back=True, **there),
            *([smoke] if services.chromium else []),
        )
        results = [*on_both, *others]
    else:
        results = [pytest("unit and integration tests on SQLite", *plain), pytest("torture on SQLite", *hard)]
        if services.chromium:
            results.append(smoke())
    if services.chromium and services.postgresql:
        # Two files at a time, each with a portal of its own: the stories of one file share its demo association.
        side_by_side = ["-n", CORES, "--dist", "loadfile"]
        words = ["tests/journeys", "-m", "journey and not nightly", *side_by_side]
        results.append(pytest("journeys on PostgreSQL", *words, database=services.postgresql))
    return results


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
