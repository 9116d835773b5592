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

from tests.portal.background.meeting import HERE

ROOT = Path(__file__).resolve().parents[3]
#: Seconds after which something will not come any more, on a machine however slow.
PATIENCE = 600


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

    def at_once(self, module, *words_of_each):
        """Run a module in several processes that meet before each round (``meeting.py``); return what each prints."""
        with contextlib.ExitStack() as running:
            doing = [
                running.enter_context(self._meeting([sys.executable, "-m", module, *words])) for words in words_of_each
            ]
            printed = [[] for _process in doing]
            while there := [process for process, said in zip(doing, printed, strict=True) if has_come(process, said)]:
                for process in there:
                    process.stdin.write("\n")
                    process.stdin.flush()
        assert [process.returncode for process in doing] == [0] * len(doing)
        return printed

    def _meeting(self, command):
        return subprocess.Popen(
            command, cwd=ROOT, env=self.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

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


def has_come(process, said):
    """Read what a process prints until it waits for the others; say whether it does, or has ended."""
    for line in process.stdout:
        if (word := line.strip()) == HERE:
            return True
        said.append(word)
    return False


def wait_until(condition, seconds=PATIENCE, what="it happened"):
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError(f"Waited {seconds} s in vain until {what}.")


def lines_of(path):
    return path.read_text().split() if path.exists() else []
