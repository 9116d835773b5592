"""``bin/run`` after set-up: prepares the database, starts server and worker, says where everything is.

Each step is skipped while it has nothing to do, so that a second start is quick.
"""

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ["VAR_DIR"])
PORT = os.environ["PORT"]
ADDRESS = f"http://localhost:{PORT}"


def say(sentence=""):
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def manage(*words):
    """Run a management command; stop with its own words when it fails."""
    done = subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stdout[-4000:] + done.stderr[-4000:])
        raise SystemExit(f"This step failed: manage.py {' '.join(words)}")
    return done.stdout


def fingerprint(*patterns):
    digest = hashlib.sha256(os.environ.get("DATABASE_URL", "sqlite").encode())
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            if "__pycache__" not in path.parts and ".venv" not in path.parts and path.is_file():
                digest.update(f"{path.relative_to(ROOT)}".encode() + path.read_bytes())
    return digest.hexdigest()


def step(name, sentence, mark, work):
    """Do ``work`` unless it was done for this very ``mark``."""
    stamp = VAR / "stamps" / name
    if stamp.exists() and stamp.read_text() == mark:
        return
    say(f"· {sentence}")
    started = time.monotonic()
    work()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(mark)
    say(f"  done in {time.monotonic() - started:.0f} s")


def prepare():
    """Bring the database, the static files and the demo data to today's state."""
    locks = fingerprint("requirements/base.txt")
    migrations = fingerprint("*/*/migrations/*.py", "requirements/base.txt", "portal/roles.py")
    step("database", "preparing the database", migrations, lambda: manage("prepare_database"))
    built = locks + fingerprint("build/assets/manifest.json", "build/assets/**/*.css")
    step("static", "collecting the files of the front end", built, lambda: manage("collectstatic", "--noinput"))
    sign_ins = VAR / "sign-ins.json"
    if not sign_ins.exists():
        (VAR / "stamps" / "demo").unlink(missing_ok=True)
    step(
        "demo",
        "filling in the demo association (under a minute)",
        # Another database is empty, whatever was done in the one before.
        f"seed 7 in {fingerprint()}",
        lambda: manage("seed_demo", "--seed", "7"),
    )


def free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError:
            return False
    return True


def wait_until_answering(server):
    for _try in range(300):
        if server.poll() is not None:
            raise SystemExit(last_words("server"))
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/health/live", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise SystemExit("The server did not answer within 30 seconds.")


def introduce():
    """Print the address, and the demo sign-ins where the demo was built from here."""
    say()
    say(f"The portal is open:    {ADDRESS}")
    say(f"Mails and codes:       {ADDRESS}/outbox/")
    say()
    sign_ins = VAR / "sign-ins.json"
    if sign_ins.exists():
        list_sign_ins(json.loads(sign_ins.read_text()))
    else:
        say("This database had accounts before: sign in with one of them.")
    say()
    say(f"Logs: {log_of('server')} and {log_of('worker')}")
    say("Ctrl-C stops it.")


def list_sign_ins(rows):
    widths = [max(len(str(row[key])) for row in rows) for key in ("role", "email")]
    password = rows[0]["password"]
    say(f"Demo sign-ins, each with the password  {password}")
    for row in rows:
        factor = "second factor: the code stands at /outbox/" if row.get("totp_secret") else ""
        say(f"  {row['role']:<{widths[0]}}  {row['email']:<{widths[1]}}  {factor}".rstrip())


def started(name, *words):
    """Start one of the two processes; it writes to a log of its own, so that the sign-ins stay in sight."""
    log = log_of(name)
    log.parent.mkdir(exist_ok=True)
    with log.open("ab") as output:
        return subprocess.Popen([sys.executable, *words], cwd=ROOT, stdout=output, stderr=output)


def log_of(name):
    return VAR / "log" / f"{name}.log"


def last_words(name):
    lines = log_of(name).read_text(errors="replace").splitlines()[-20:]
    return "\n".join([*lines, f"The {name} has stopped. Its log is {log_of(name)}"])


def main():
    VAR.mkdir(parents=True, exist_ok=True)
    if not free(PORT):
        raise SystemExit(f"Port {PORT} is taken by another program. Choose another: PORT=8001 bin/run")
    prepare()
    children = {
        "server": started("server", "-m", "gunicorn", "-c", "portal/gunicorn.py", "portal.wsgi"),
        "worker": started("worker", "manage.py", "work"),
    }

    def stop(_signal, _frame):
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        wait_until_answering(children["server"])
        introduce()
        while True:
            for name, child in children.items():
                if child.poll() is not None:
                    raise SystemExit(last_words(name))
            time.sleep(0.5)
    except KeyboardInterrupt:
        say("Stopping.")
    finally:
        for child in children.values():
            if child.poll() is None:
                child.terminate()
        for child in children.values():
            try:
                child.wait(timeout=25)
            except subprocess.TimeoutExpired:
                child.kill()


if __name__ == "__main__":
    main()
