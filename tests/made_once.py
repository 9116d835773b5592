"""Databases with every migration in them, made once for all runs of ``bin/test``: each run begins with a copy.

Some 250 migrations cost more than a hundred tests. ``make`` says where they
are, in variables of the environment; without these, pytest migrates by itself.
"""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
#: Where a run finds what was made, the SQLite file among it, and the name of the database on PostgreSQL's server.
FOLDER, FILE, TEMPLATE = "MADE_ONCE", "MIGRATED_SQLITE", "MIGRATED_POSTGRESQL"


def make(folder, server):
    """Migrate a database of each kind, both at a time; return the variables by which later runs find them."""
    folder.mkdir(parents=True)
    variables = {FOLDER: str(folder), FILE: str(folder / "portal.sqlite3")}
    runs = [_migrating(folder, "")]
    if server:
        name = f"migrated_{os.getpid()}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        variables[TEMPLATE] = name
        runs.append(_migrating(folder, f"{server.rpartition('/')[0]}/{name}"))
    for run in runs:
        _out, problem = run.communicate()
        if run.returncode:
            raise SystemExit(f"The databases of the tests could not be migrated.\n{problem[-4000:]}")
    return variables


def _migrating(folder, database):
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test", "VAR_DIR": str(folder)}
    environment.pop("DATABASE_URL", None)
    if database:
        environment["DATABASE_URL"] = database
    command = [sys.executable, "-m", "tests.made_once"]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def template():
    """Return the name of the migrated database on PostgreSQL's server, empty where none was made."""
    return os.environ.get(TEMPLATE, "")


def begin_in(folder):
    """Put a copy of the migrated file where a portal over this folder looks for its own when it is on SQLite."""
    if path := os.environ.get(FILE):
        shutil.copy(path, folder / "portal.sqlite3")


@contextlib.contextmanager
def begun_with(connection):
    """Let the test database that is about to be made begin as a copy; the migrations then find nothing to do."""
    copy = None
    if connection.vendor == "postgresql" and (name := template()):
        connection.settings_dict["TEST"]["TEMPLATE"] = name
    if connection.vendor == "sqlite" and (path := os.environ.get(FILE)):
        # In memory, and there as long as somebody has it open.
        copy = sqlite3.connect(connection.creation._get_test_db_name(), uri=True)
        with contextlib.closing(sqlite3.connect(path)) as made:
            made.backup(copy)
    try:
        yield
    finally:
        if copy is not None:
            copy.close()


def main():
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA synchronous=OFF")
    call_command("migrate", interactive=False, verbosity=0, run_syncdb=True)
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


if __name__ == "__main__":
    main()
