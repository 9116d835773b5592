"""Real workers over a database of their own, for what threads and fakes cannot show.

Used with ``python -m``: a writer is a process of its own too.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


class Machine:
    """A folder with databases, and the processes that were started over it."""

    def __init__(self, folder, database_url=""):
        self.folder = folder
        self.env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.portal.background.machine_settings",
            "VAR_DIR": str(folder),
            "DATABASE_URL": database_url,
            "PYTHONUNBUFFERED": "1",
            "LOG_LEVEL": "WARNING",
        }
        self.started = []

    def manage(self, *words):
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=self.env, check=True, capture_output=True)

    def python(self, code):
        """Run a few lines with the portal set up; return what they print."""
        lines = f"import django; django.setup()\n{code}"
        done = subprocess.run(
            [sys.executable, "-c", lines], cwd=ROOT, env=self.env, check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def at_once(self, module, *words_of_each, wait=4):
        """Let several processes of a module begin at the same moment, its last word; return the words that each prints."""
        starts_at = str(time.time() + wait)
        doing = [
            subprocess.Popen(
                [sys.executable, "-m", module, *words, starts_at],
                cwd=ROOT,
                env=self.env,
                stdout=subprocess.PIPE,
                text=True,
            )
            for words in words_of_each
        ]
        outcomes = [process.communicate(timeout=120)[0].split() for process in doing]
        assert [process.returncode for process in doing] == [0] * len(doing)
        return outcomes

    def start(self, *words):
        with (self.folder / f"process-{len(self.started)}.log").open("w") as log:
            process = subprocess.Popen(
                [sys.executable, *words], cwd=ROOT, env=self.env, stdout=log, stderr=log, start_new_session=True
            )
        self.started.append(process)
        return process

    def start_worker(self, *words, lease="2", processes="1"):
        return self.start(
            "manage.py", "work", "--processes", processes, "--lease", lease, "--idle", "0.1", "--skip-checks", *words
        )

    def logs(self):
        return "\n".join(path.read_text() for path in sorted(self.folder.glob("process-*.log")))

    def stop(self):
        for process in self.started:
            kill_group(process)


def kill_group(process):
    """End a process with all its children at once, as the kernel does when memory is short."""
    with contextlib.suppress(ProcessLookupError):  # the whole group has ended already
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=10)


def wait_until(condition, seconds=40, what="it happened"):
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError(f"Waited {seconds} s in vain until {what}.")


def lines_of(path):
    return path.read_text().split() if path.exists() else []
