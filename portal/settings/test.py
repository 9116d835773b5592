"""Tests: one database for everything, fast hashes, loud templates, mail in memory."""

import os

os.environ.setdefault("SECRET_KEY", "for-tests-only-and-known-to-everybody-never-use-it-elsewhere")
os.environ.setdefault("SITE_URL", "http://testserver")
os.environ.setdefault("SECURE_SSL_REDIRECT", "false")

from portal.settings.base import *  # noqa: F403
from portal.settings.base import DATABASES, DJANGO_VITE, STORAGES, TASKS, TEMPLATES, VAR

DEVELOPMENT = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, DEVICE_COOKIE_NAME = "sessionid", "csrftoken", "device"
DATABASES = {"default": DATABASES["default"]}
QUEUE_DATABASE = SHARED_DATABASE = "default"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CACHE_URL = ""  # tests that need Redis say so, and are given one
PAGE_CACHE_BYTES = 0  # most tests roll back what they wrote, and no page may outlive it
TASKS = {"default": {**TASKS["default"]}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True  # no folder of collected files is needed
MEDIA_ROOT = VAR / "test" / "media"
STORAGES = {
    **STORAGES,
    "private": {**STORAGES["private"], "OPTIONS": {"location": VAR / "test" / "private"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Tests of pages need no built front end; journeys do, and find it.
if not DJANGO_VITE["default"]["manifest_path"].exists():
    DJANGO_VITE["default"]["dev_mode"] = True


class Missing(str):
    """Shows up in the page, yet counts as empty, so foreign templates keep working."""

    def __bool__(self):
        return False


class Loud(str):
    def __mod__(self, name):
        return Missing(f"UNDEFINED({name})")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Loud("%s")
