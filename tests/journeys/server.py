"""A real portal: its own folder, database, web processes and worker. With demo data for the journeys.

``make bench`` starts its servers here too, so that what is measured is what runs.
"""

import contextlib
import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests import made_once
from tests.services import free_port

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass
class Site:
    """A Django project under our server command."""

    address: str
    folder: Path
    environment: dict
    processes: dict = field(default_factory=dict)
    application: str = "portal.wsgi"

    def commands(self):
        return {"web": ["-m", "gunicorn", "-c", "portal/gunicorn.py", self.application]}

    def start(self, name):
        log = (self.folder / f"{name}.log").open("ab")
        self.processes[name] = subprocess.Popen(
            [sys.executable, *self.commands()[name]], cwd=ROOT, env=self.environment, stdout=log, stderr=log
        )
        log.close()
        if name == "web":
            self._wait()

    def stop(self, name):
        process = self.processes.pop(name)
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def stop_all(self):
        for name in list(self.processes):
            self.stop(name)

    def _wait(self):
        ends = time.monotonic() + 300
        while time.monotonic() < ends:
            if self.processes["web"].poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.address}/health/live", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.02)
        raise RuntimeError((self.folder / "web.log").read_text()[-4000:])


class Portal(Site):
    """Our own project, with its worker and its management commands."""

    def commands(self):
        return super().commands() | {"worker": ["manage.py", "work"]}

    def sign_ins(self):
        return json.loads((self.folder / "sign-ins.json").read_text())

    def manage(self, *words):
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=self.environment, check=True)


@contextlib.contextmanager
def database_of_its_own(url, purpose, *, template=""):
    """Make a database on the server that ``url`` names; without one, SQLite is used and nothing is made.

    ``template``: the database that it begins as a copy of.
    """
    if not url:
        yield ""
        return
    server, _slash, _name = url.rpartition("/")
    name = f"{purpose}_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
    try:
        yield f"{server}/{name}"
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextlib.contextmanager
def empty_portal(database_url, purpose, *, template="", **variables):
    """Yield a portal of which nothing is there yet but its folder and its database; everything is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=f"portal-{purpose}-"))
    port = free_port()
    with database_of_its_own(database_url, purpose, template=template) as own:
        environment = {
            **os.environ,
            "VAR_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "PORT": port,
            "WORKERS": "2",
            "SITE_URL": f"http://localhost:{port}",
            **variables,
        }
        environment.pop("DATABASE_URL", None)
        if own:
            environment["DATABASE_URL"] = own
        made_once.begin_in(folder)
        portal = Portal(f"http://localhost:{port}", folder, environment)
        try:
            yield portal
        finally:
            portal.stop_all()
            shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def running_portal(database_url=""):
    """Start a portal with demo data: with a copy of what was made once for all runs of ``bin/test``, where it was."""
    made = demo_made_once(database_url)
    with empty_portal(database_url, "journeys", template=made.template if made else "") as portal:
        if made:
            shutil.copytree(made.folder, portal.folder, dirs_exist_ok=True)
            portal.manage("prepare_database")  # the site has an address of its own
        else:
            build_demo(portal)
        portal.manage("collectstatic", "--noinput", "-v0")
        portal.start("web")
        portal.start("worker")
        yield portal


#: What the past of the demo promised, some hundred documents among it, would keep the worker from what the stories ask.
FORGET = """
from django.conf import settings
from portal.background.models import QueuedTask
QueuedTask.objects.using(settings.QUEUE_DATABASE).all().delete()
"""


def build_demo(portal):
    portal.manage("prepare_database")
    # The stories are about the first set; the text of the others would only take its time.
    portal.manage("seed_demo", "--seed", "7", "--today", "2026-11-22", "--sets", "none")
    portal.manage("shell", "--no-imports", "--command", FORGET)


@dataclass(frozen=True)
class DemoMadeOnce:
    """A demo association to begin with: its files, SQLite's database among them, and its database on a server."""

    folder: Path
    template: str = ""


def demo_made_once(database_url):
    """Return the demo on this kind of database: made by whoever comes first, while others wait. None outside ``bin/test``."""
    if not (shared := os.environ.get(made_once.FOLDER)):
        return None
    kind = "postgresql" if database_url else "sqlite"
    made = DemoMadeOnce(Path(shared) / f"demo-{kind}", "demo_made_once" if database_url else "")
    with made.folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.folder.exists():
            with empty_portal(database_url, "demo", template=made_once.template()) as portal:
                build_demo(portal)
                if made.template:
                    own = portal.environment["DATABASE_URL"].rpartition("/")[2]
                    with psycopg.connect(database_url, autocommit=True) as connection:
                        connection.execute(f'DROP DATABASE IF EXISTS "{made.template}" WITH (FORCE)')
                        connection.execute(f'CREATE DATABASE "{made.template}" TEMPLATE "{own}"')
                shutil.copytree(portal.folder, made.folder)
    return made
