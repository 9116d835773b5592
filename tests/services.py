"""The real services that tests run against: found, started when they can be, named when absent."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Services:
    """What is there: a PostgreSQL address, the path of a Chromium, the folder of shared data; empty when absent."""

    postgresql: str = ""
    chromium: str = ""
    shared_data: str = ""
    versions: dict = field(default_factory=dict)

    @classmethod
    @contextlib.contextmanager
    def start(cls, root):
        services = cls()
        services.chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
        folder = Path(os.environ.get("SHARED_DATA", root.parent / "shared" / "data"))
        services.shared_data = str(folder) if (folder / "countries.csv").exists() else ""
        with contextlib.ExitStack() as stack:
            given = os.environ.get("TEST_DATABASE_URL", "")
            services.postgresql = given or stack.enter_context(throwaway_postgresql())
            yield services

    def _found(self):
        return {"postgresql": self.postgresql, "chromium": self.chromium, "shared-data": self.shared_data}

    def missing(self):
        return [name for name in os.environ.get("REQUIRE", "").split() if not self._found().get(name)]

    def lines(self):
        for name, found in self._found().items():
            yield f"{name:<12} {'exercised' if found else 'absent: its tests did not run'}"


@contextlib.contextmanager
def throwaway_postgresql():
    """Start a PostgreSQL of our own in a temporary folder; yield its address, empty when it is not installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if not folders:
        yield ""
        return
    programs = folders[0]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    as_user = []
    if os.getuid() == 0:  # PostgreSQL refuses to run as root
        shutil.chown(folder, "postgres", "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
    # What is lost in a crash does not matter here.
    durability = "-c fsync=off -c full_page_writes=off"
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=200 {durability}"
    try:
        subprocess.run(
            [
                *as_user,
                programs / "initdb",
                "-D",
                folder / "data",
                "-U",
                "portal",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
            ],
            **quiet,
        )
        subprocess.run(
            [*as_user, programs / "pg_ctl", "-D", folder / "data", "-o", options, "-l", folder / "log", "-w", "start"],
            **quiet,
        )
        try:
            yield f"postgresql://portal@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run([*as_user, programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"], **quiet)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
