"""The engine and the audit trail alone, over the databases of production: a process starts in a second."""

from portal.settings.dev import *  # noqa: F403

INSTALLED_APPS = [
    "portal.background",
    "portal.audit",
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
]
AUTH_USER_MODEL = "auth.User"
ROOT_URLCONF = "portal.health.urls"
MIDDLEWARE = []
