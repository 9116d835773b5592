"""``check --deploy`` must be clean with production settings: no warning, no error."""

import os
import subprocess
import sys
import tempfile

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.base",
    "SECRET_KEY": "a-long-and-random-text-that-only-this-check-knows-0123456789",
    "SITE_URL": "https://portal.example.org",
}


def main():
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, **ENVIRONMENT, "VAR_DIR": folder}
        command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
