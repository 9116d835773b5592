"""The whole portal as developers have it, but for its letters: they go to the test's own post office."""

import os

from portal.settings.dev import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = "127.0.0.1", int(os.environ["POST_OFFICE"])
DEFAULT_FROM_EMAIL = "portal@portal.example.org"
