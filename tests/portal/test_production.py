"""Production starts with what it needs, or says in one sentence what is missing; it refuses what is for show."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management import CommandError, call_command

from portal import checks
from portal.accounts.models import User
from portal.countries.models import Country
from tests.factories import UserFactory

ROOT = Path(__file__).resolve().parents[2]
NEEDED = {"SECRET_KEY": "k7" * 30 + "-a-long-random-text", "SITE_URL": "https://portal.example.org"}


def manage(*words, folder, **variables):
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment |= {"DJANGO_SETTINGS_MODULE": "portal.settings.base", "VAR_DIR": str(folder), **variables}
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("SECRET_KEY", "SECRET_KEY is not set. Give a random text of at least 50 characters and keep it secret."),
        ("SITE_URL", "SITE_URL is not set. Give the portal's public address, such as https://portal.example.org."),
    ],
)
def test_a_missing_variable_stops_the_start_with_a_sentence(missing, sentence, tmp_path):
    given = {name: value for name, value in NEEDED.items() if name != missing}
    done = manage("check", folder=tmp_path, **given)
    assert done.returncode != 0
    assert sentence in done.stderr


def test_a_cache_address_that_is_none_stops_the_start_with_a_sentence(tmp_path):
    done = manage("check", folder=tmp_path, **NEEDED, CACHE_URL="memcached://localhost")
    assert done.returncode != 0
    assert "CACHE_URL is no address of a Redis. Give one such as redis://localhost:6379/0." in done.stderr


def test_the_deploy_check_is_clean_in_production(tmp_path):
    done = manage("check", "--deploy", "--fail-level", "WARNING", folder=tmp_path, **NEEDED)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_production_has_no_outbox_page(tmp_path):
    code = "import django; django.setup(); from django.urls import reverse; reverse('outbox:list')"
    done = manage("shell", "-c", code, folder=tmp_path, **NEEDED)
    assert "NoReverseMatch" in done.stderr


def test_demo_data_is_refused_in_production(settings):
    settings.DEVELOPMENT = False
    with pytest.raises(CommandError):
        call_command("seed_demo")


@pytest.mark.django_db
def test_production_makes_no_superuser(settings):
    settings.DEVELOPMENT = False
    with pytest.raises(ImproperlyConfigured):
        User.objects.create_superuser("root@example.org", "a long enough password", name="Root")
    with pytest.raises(ValidationError):
        UserFactory.build(is_superuser=True).clean()


@pytest.mark.django_db
def test_a_superuser_who_came_in_otherwise_is_reported(settings):
    settings.DEVELOPMENT = False
    UserFactory(email="rita@ourselves.org")
    assert checks.nobody_above_the_roles(None) == []
    User.objects.update(is_superuser=True)
    assert [error.id for error in checks.nobody_above_the_roles(None)] == [checks.NO_SUPERUSERS]


@pytest.mark.django_db
def test_demo_people_are_reported(settings):
    settings.DEVELOPMENT = False
    assert checks.no_demo_data(None) == []
    UserFactory(email=f"anna@fund{checks.DEMO_ADDRESSES}")
    assert [error.id for error in checks.no_demo_data(None)] == [checks.NO_DEMO_DATA]


@pytest.mark.django_db(transaction=True)
def test_production_is_not_prepared_over_either(settings, staff):
    settings.DEVELOPMENT = False
    UserFactory(email=f"anna@fund{checks.DEMO_ADDRESSES}", is_superuser=True)
    with pytest.raises(CommandError) as refusal:
        call_command("prepare_database")
    assert str(refusal.value) == (
        "Production has superusers. "
        "Give these people roles instead: update accounts_user set is_superuser = false. "
        "Production has demo people. Start with an empty database; demo data cannot be taken out of one."
    )
    assert not Country.objects.exists()  # nothing was loaded


@pytest.mark.django_db
def test_in_development_both_are_welcome():
    UserFactory(email=f"anna@fund{checks.DEMO_ADDRESSES}", is_superuser=True)
    assert checks.nobody_above_the_roles(None) == checks.no_demo_data(None) == []


def test_development_settings_are_reported_by_the_deploy_check():
    assert [warning.id for warning in checks.production_mode(None)] == [checks.NOT_PRODUCTION]


def test_cookies_belong_to_this_host_and_to_https(tmp_path):
    names = [f"{cookie}_COOKIE_{what}" for what in ("NAME", "SECURE") for cookie in ("SESSION", "CSRF")]
    code = f"from django.conf import settings; print([getattr(settings, name) for name in {[*names, 'DEVICE_COOKIE_NAME']}])"
    done = manage("shell", "--no-imports", "-c", code, folder=tmp_path, **NEEDED)
    assert done.stdout.strip() == "['__Host-session', '__Host-csrf', True, True, '__Host-device']"
