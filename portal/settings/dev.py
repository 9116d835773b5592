"""A developer's or a visitor's own machine: base.py, loosened."""

import os

from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("SECRET_KEY", "development-only-and-known-to-everybody-never-use-it-elsewhere")
os.environ.setdefault("SITE_URL", f"http://localhost:{os.environ.get('PORT', '8000')}")
os.environ.setdefault("SECURE_SSL_REDIRECT", "false")
if os.environ["SITE_URL"].startswith("https://"):
    # manage.py takes these settings where the environment names none: on a server that would be a quiet accident.
    raise ImproperlyConfigured(
        "These are development settings, and SITE_URL is a public address. Set DJANGO_SETTINGS_MODULE=portal.settings.base."
    )

from portal.settings.base import *  # noqa: F403
from portal.settings.base import STORAGES, VAR, structured_logging

DEVELOPMENT = True
DEBUG = os.environ.get("DEBUG", "") == "1"
ALLOWED_HOSTS = ["*"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, DEVICE_COOKIE_NAME = "sessionid", "csrftoken", "device"
SECURE_HSTS_SECONDS = 0
WHITENOISE_AUTOREFRESH = DEBUG

# Mail goes to a folder and is read at /outbox/.
EMAIL_BACKEND = "portal.outbox.folder.FolderBackend"
MAIL_FOLDER = VAR / "mail"

LOGGING = structured_logging(level=os.environ.get("LOG_LEVEL", "INFO"), as_json=False)

# bin/run collects the static files; a server started by hand takes them as they lie.
if not (VAR / "static" / "staticfiles.json").exists():
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = True
