"""A real portal for the journeys: its own folder, database, demo data, web processes and worker."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass
class Portal:
    address: str
    folder: Path
    environment: dict
    processes: dict

    def sign_ins(self):
        return json.loads((self.folder / "sign-ins.json").read_text())

    def manage(self, *words):
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=self.environment, check=True)

    def start(self, name):
        commands = {
            "web": ["-m", "gunicorn", "-c", "portal/gunicorn.py", "portal.wsgi"],
            "worker": ["manage.py", "work"],
        }
        log = (self.folder / f"{name}.log").open("ab")
        self.processes[name] = subprocess.Popen(
            [sys.executable, *commands[name]], cwd=ROOT, env=self.environment, stdout=log, stderr=log
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

    def _wait(self):
        for _try in range(300):
            try:
                with urllib.request.urlopen(f"{self.address}/health/live", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise RuntimeError((self.folder / "web.log").read_text()[-4000:])


@contextlib.contextmanager
def database_of_its_own(url):
    """Make a database on the server that ``url`` names; without one, SQLite is used and nothing is made."""
    if not url:
        yield ""
        return
    server, _slash, _name = url.rpartition("/")
    name = f"journeys_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield f"{server}/{name}"
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextlib.contextmanager
def running_portal(database_url=""):
    """Build and start a portal with demo data; everything is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="portal-journey-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    with database_of_its_own(database_url) as own:
        environment = {
            **os.environ,
            "VAR_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "PORT": port,
            "WORKERS": "2",
            "SITE_URL": f"http://localhost:{port}",
        }
        environment.pop("DATABASE_URL", None)
        if own:
            environment["DATABASE_URL"] = own
        portal = Portal(f"http://localhost:{port}", folder, environment, {})
        try:
            portal.manage("prepare_database")
            portal.manage("seed_demo", "--seed", "7", "--today", "2026-11-22")
            portal.manage("collectstatic", "--noinput", "-v0")
            portal.start("web")
            portal.start("worker")
            yield portal
        finally:
            for name in list(portal.processes):
                portal.stop(name)
            shutil.rmtree(folder, ignore_errors=True)
