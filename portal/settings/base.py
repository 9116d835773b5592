"""Production. Everything that differs between two machines comes from the environment.

``dev.py`` and ``test.py`` only loosen this file. Policy is code, not a
switch, so that a test can see it. Variables: docs/operations.md.
"""

import re
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from portal.settings.logs import structured_logging

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))


def required(name, sentence):
    """Return a variable, or stop the start with a sentence that says what to do."""
    value = env(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {sentence}")
    return value


# Who and where

DEBUG = False
DEVELOPMENT = False  # opens the outbox page and demo data; dev.py and test.py alone may set it
SECRET_KEY = required("SECRET_KEY", "Give a random text of at least 50 characters and keep it secret.")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # older keys, while what they sealed lives
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
SITE_URL = required("SITE_URL", "Give the portal's public address, such as https://portal.example.org.").rstrip("/")
if not ALLOWED_HOSTS:
    ALLOWED_HOSTS = [SITE_URL.split("//")[-1].split(":")[0].split("/")[0]]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SITE_NAME = _("Social Security Portal")
#: What others may do with the guidelines, said in edition.json; a text or the address of a licence.
CONTENT_LICENCE = env("CONTENT_LICENCE", default="All rights reserved. May be quoted if the source is named.")
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)  # reverse proxies in front of us
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

# Apps

INSTALLED_APPS = [
    # Higher floors come first, so that their templates win.
    "guidelines.assessment",
    "guidelines.library",
    "crm.governance",
    "crm.institutions",
    "portal",
    "portal.myissa",
    "portal.content",
    "portal.countries",
    "portal.notifications",
    "portal.accounts",
    "portal.translations",
    "portal.reports",
    "portal.background",
    "portal.operations",
    "portal.audit",
    "modeltranslation",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.users",
    "wagtail.sites",
    "wagtail.embeds",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.admin",
    "wagtail.search",
    "wagtail",
    "django_tasks",
    "laces",
    "modelcluster",
    "taggit",
    "rules.apps.AutodiscoverRulesConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_vite",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.sites",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
]
SITE_ID = 1

MIDDLEWARE = [
    "portal.page_cache.middleware.PageCacheMiddleware",
    "portal.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "portal.middleware.PolicyHeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.middleware.SignInRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "portal.accounts.middleware.SecondFactorMiddleware",
    "portal.accounts.middleware.OwnSettingsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            # Named here, because cotton would rewrite the list otherwise.
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "portal.templatetags.frame"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.frame.frame",
            ],
        },
        "DIRS": [BASE_DIR / "portal" / "templates"],
    }
]
COTTON_DIR = "components"
FORM_RENDERER = "portal.forms.Renderer"

# Databases. SQLite holds the queue and what may be lost (sessions, rate limits) in files
# of their own, so that a busy queue never locks an answer out.

DATABASE_URL = env("DATABASE_URL", default="")
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def sqlite(name):
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR / name, "OPTIONS": SQLITE_OPTIONS, "CONN_MAX_AGE": 60}


if DATABASE_URL:
    DATABASES = {"default": {**env.db("DATABASE_URL"), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}
    QUEUE_DATABASE = SHARED_DATABASE = "default"
else:
    DATABASES = {
        "default": sqlite("portal.sqlite3"),
        "queue": sqlite("queue.sqlite3"),
        "shared": sqlite("shared.sqlite3"),
    }
    QUEUE_DATABASE, SHARED_DATABASE = "queue", "shared"
DATABASE_ROUTERS = ["portal.databases.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

CACHE_URL = env("CACHE_URL", default="")
if CACHE_URL:
    if not re.fullmatch(r"rediss?://\S+", CACHE_URL):
        raise ImproperlyConfigured("CACHE_URL is no address of a Redis. Give one such as redis://localhost:6379/0.")
    CACHES["without_redis"] = CACHES["default"]
    CACHES["default"] = {"BACKEND": "portal.shared_cache.RedisOrTable", "LOCATION": CACHE_URL, "KEY_PREFIX": "portal"}

# Pages for visitors are kept in each web process: so many bytes of them, 0 for none. Their mark: portal/page_cache.

PAGE_CACHE_BYTES = env.int("PAGE_CACHE_MB", default=32) * 1_000_000
PAGE_CACHE_MARK = VAR / "pages.mark"

# Background work: django-tasks is the one interface, portal.background the engine behind it.

TASKS = {"default": {"BACKEND": "portal.background.backend.DatabaseBackend", "QUEUES": ["default", "reports"]}}

# Files: two storages. "default" is public, "private" has no URL at all.

MEDIA_ROOT = VAR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = VAR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [("vite", BASE_DIR / "build" / "assets")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "portal.storage.PrivateStorage",
        "OPTIONS": {"location": VAR / "private"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DJANGO_VITE = {
    "default": {"manifest_path": BASE_DIR / "build" / "assets" / "manifest.json", "static_url_prefix": "vite"}
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"/static/(vite/.+-[\w-]{8}\.|.+\.[0-9a-f]{12}\.)"  # names with a hash in them
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

# Languages

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("fr", "Français"),
    ("es", "Español"),
    ("de", "Deutsch"),
    ("ar", "العربية"),
    ("ru", "Русский"),
    ("zh-hans", "简体中文"),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
DEADLINE_ZONE = "Europe/Zurich"  # a deadline ends at 24:00 here
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_LANGUAGES = tuple(code for code, _name in LANGUAGES)
MODELTRANSLATION_ENABLE_FALLBACKS = False
MODELTRANSLATION_CUSTOM_FIELDS = ()

# Sign-in

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "portal.accounts.backends.GroupsBackend",
    "portal.accounts.backends.SignInBackend",
    "rules.permissions.ObjectPermissionBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "portal.accounts.passwords.LongEnough"},
    {"NAME": "portal.accounts.passwords.NotYourName"},
    {"NAME": "portal.accounts.passwords.NotLeaked"},
    {"NAME": "portal.accounts.passwords.NotEasy"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "myissa:home"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 3
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # one letter either way: neither page nor time tells who has an account
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.LoginForm",
    "request_login_code": "portal.accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "portal.accounts.forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "portal.accounts.forms.ConfirmEmailCodeForm",
    "reset_password": "portal.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "portal.accounts.forms.ResetPasswordKeyForm",
    "change_password": "portal.accounts.forms.ChangePasswordForm",
    "set_password": "portal.accounts.forms.SetPasswordForm",
    "add_email": "portal.accounts.forms.AddEmailForm",
    "reauthenticate": "portal.accounts.forms.ReauthenticateForm",
}
# A whole institution sits behind one address: generous per address, strict per account. A wrong
# password closes an account for five minutes to the address it came from (accounts.adapter); only
# a hundred in an hour close it to all, and then the e-mailed code still opens it.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "200/m/ip,5/300s/key",
    "login_failed_anywhere": "100/h/key",
    "request_login_code": "300/m/ip,3/m/key,20/h/key",
    "confirm_email": "3/m/key,20/h/key",
    "reset_password": "300/m/ip,5/m/key,20/h/key",
    "reset_password_from_key": "300/m/ip",
    "account_request": "600/h/ip",
    "account_request_to": "3/h/key",
    "invite": "60/h/key",
    "invitation": "300/m/ip",
}
MFA_ADAPTER = "portal.accounts.adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "portal.accounts.forms.AuthenticateForm",
    "reauthenticate": "portal.accounts.forms.ReauthenticateByCodeForm",
    "activate_totp": "portal.accounts.forms.ActivateTOTPForm",
    "authenticate_webauthn": "portal.accounts.forms_passkeys.SecondFactorPasskeyForm",
    "login_webauthn": "portal.accounts.forms_passkeys.LoginPasskeyForm",
    "reauthenticate_webauthn": "portal.accounts.forms_passkeys.ReauthenticatePasskeyForm",
    "add_webauthn": "portal.accounts.forms_passkeys.AddPasskeyForm",
    "edit_webauthn": "portal.accounts.forms_passkeys.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # finger, face or PIN: alone it stands for password and second factor
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_TOTP_ISSUER = "Social Security Portal"
MFA_TOTP_PERIOD = 30
MFA_TOTP_TOLERANCE = 1  # one step for who types slowly or sits behind a slow line (RFC 6238, 5.2)
USERSESSIONS_TRACK_ACTIVITY = False  # it would write a row with every request
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
# No other host, a subdomain neither, can set a cookie that is called so; browsers take it over HTTPS only.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
DEVICE_COOKIE_NAME = "__Host-device"  # by which an account knows a browser again: portal.accounts.devices
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.refused.too_old"  # shows what was entered

# What the browser may do: portal.middleware.PolicyHeadersMiddleware

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^health/(live)?$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
SILENCED_SYSTEM_CHECKS = [
    "security.W002"
]  # X-Frame-Options: our policy says frame-ancestors, and Wagtail previews in frames
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Mail: from one envelope domain

DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("MAIL_FROM", default=f"portal@{ALLOWED_HOSTS[0]}")
EMAIL_CONFIG = env.email("EMAIL_URL", default="smtp://localhost:25")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20
#: Letters that come back: a mailbox that is read every hour, a secret for a mail server that hands them in, or neither.
BOUNCE_MAILBOX_URL = env("BOUNCE_MAILBOX_URL", default="")
BOUNCE_HOOK_SECRET = env("BOUNCE_HOOK_SECRET", default="")
if BOUNCE_MAILBOX_URL and not re.fullmatch(r"imaps://[^\s/@:]+:[^\s/@]+@[^\s/@]+(/[^\s]*)?", BOUNCE_MAILBOX_URL):
    raise ImproperlyConfigured(
        "BOUNCE_MAILBOX_URL is no mailbox. Give one such as imaps://user:password@mail.example.org/INBOX, and write "
        "@, : and / in name and password as %40, %3A and %2F."
    )
if BOUNCE_HOOK_SECRET and len(BOUNCE_HOOK_SECRET) < 32:
    raise ImproperlyConfigured("BOUNCE_HOOK_SECRET is too short. Give a random text of at least 32 characters.")

# An engine that translates texts for a first reading; without an address there is none, and no button for it

TRANSLATION_URL = env("TRANSLATION_URL", default="").rstrip("/")
TRANSLATION_KEY = env("TRANSLATION_KEY", default="")
if TRANSLATION_URL and not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", TRANSLATION_URL):
    raise ImproperlyConfigured(
        "TRANSLATION_URL is no address. Give one such as http://localhost:5000, without a name or password in it."
    )

# Wagtail

WAGTAIL_SITE_NAME = "Social Security Portal"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILIMAGES_IMAGE_MODEL = "content.PortalImage"
WAGTAILDOCS_DOCUMENT_MODEL = "content.PortalDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

LOGGING = structured_logging(level=env("LOG_LEVEL", default="INFO"))
