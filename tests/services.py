"""The real services that tests run against: found, started when they can be, named when absent."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Services:
    """What is there: a PostgreSQL address, the paths of a Redis server and a Chromium, the folder of shared data; else empty."""

    postgresql: str = ""
    redis: str = ""
    chromium: str = ""
    shared_data: str = ""
    versions: dict = field(default_factory=dict)

    @classmethod
    @contextlib.contextmanager
    def start(cls, root):
        services = cls()
        services.redis = redis_program()
        services.chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
        folder = Path(os.environ.get("SHARED_DATA", root.parent / "shared" / "data"))
        services.shared_data = str(folder) if (folder / "countries.csv").exists() else ""
        with contextlib.ExitStack() as stack:
            given = os.environ.get("TEST_DATABASE_URL", "")
            services.postgresql = given or stack.enter_context(throwaway_postgresql())
            yield services

    def _found(self):
        return {
            "postgresql": self.postgresql,
            "redis": self.redis,
            "chromium": self.chromium,
            "shared-data": self.shared_data,
        }

    def missing(self):
        return [name for name in os.environ.get("REQUIRE", "").split() if not self._found().get(name)]

    def lines(self):
        for name, found in self._found().items():
            yield f"{name:<12} {'exercised' if found else 'absent: its tests did not run'}"


def redis_program():
    """Return the path of a Redis server, empty when it is not installed."""
    return shutil.which("redis-server") or ""


@dataclass
class ThrowawayRedis:
    """A Redis of a test's own that keeps nothing on disk, to be stopped and started again as the test wants."""

    port: str = field(default_factory=lambda: free_port())
    process: subprocess.Popen | None = None

    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self):
        command = [redis_program(), "--port", self.port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=tempfile.gettempdir())
        for _try in range(500):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", int(self.port)), timeout=1):
                return
            time.sleep(0.02)
        self.stop()
        raise RuntimeError(f"redis-server does not answer at port {self.port}.")

    def stop(self):
        self.process.kill()
        self.process.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@contextlib.contextmanager
def throwaway_postgresql():
    """Start a PostgreSQL of our own in a temporary folder; yield its address, empty when it is not installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if not folders:
        yield ""
        return
    programs = folders[0]
    port = free_port()
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
