"""The two sites that are compared: the portal as in production, and the bare project, under one server command."""

import contextlib
import json
import secrets
import subprocess
import sys

from tests.journeys.server import ROOT, Site, empty_portal, free_port

ANSWER = "FOUND "


@contextlib.contextmanager
def two_sites(database_url):
    """Yield the portal, prepared and without rows, and the bare site; neither has started yet."""
    production = {
        "DJANGO_SETTINGS_MODULE": "portal.settings.base",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "SECURE_SSL_REDIRECT": "false",
    }
    with empty_portal(database_url, "bench", **production) as portal:
        manage(portal, "prepare_database")
        manage(portal, "collectstatic", "--noinput", "-v0")
        bare = bare_beside(portal)
        try:
            yield portal, bare
        finally:
            bare.stop_all()


def bare_beside(portal):
    folder, port = portal.folder / "bare", free_port()
    folder.mkdir()
    environment = {**portal.environment, "PORT": port, "DJANGO_SETTINGS_MODULE": "tests.bench.bare.settings"}
    return Site(f"http://localhost:{port}", folder, environment, application="tests.bench.bare.wsgi")


def told(portal, module, **arguments):
    """Run ``tests.bench.<module>.main(…)`` in the portal's environment and return what it prints."""
    code = f"from tests.bench import {module}; {module}.main(**{arguments!r})"
    for line in manage(portal, "shell", "--no-imports", "-c", code).splitlines():
        if line.startswith(ANSWER):
            return json.loads(line.removeprefix(ANSWER))
    raise SystemExit(f"tests.bench.{module} said nothing.")


def tell(found):
    """Say what was found to the process that asked; log lines may stand around it."""
    sys.stdout.write(f"{ANSWER}{json.dumps(found)}\n")


def manage(portal, *words):
    """Run a management command and return its words; they are shown when it fails."""
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(command, cwd=ROOT, env=portal.environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout[-2000:] + done.stderr[-4000:])
    return done.stdout
