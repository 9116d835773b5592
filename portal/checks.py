"""What production refuses: somebody above the roles, and demo data. Asked by ``check --deploy``."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import DatabaseError

NO_SUPERUSERS = "portal.E001"
NO_DEMO_DATA = "portal.E002"
NOT_PRODUCTION = "portal.W001"
#: Every demo person's address ends so; the domain can belong to nobody.
DEMO_ADDRESSES = ".example"


@register(Tags.security, deploy=True)
def production_mode(app_configs, **_kwargs):
    if not settings.DEVELOPMENT:
        return []
    hint = "Use DJANGO_SETTINGS_MODULE=portal.settings.base where people work."
    return [Warning("These are development settings: the outbox page is open.", hint=hint, id=NOT_PRODUCTION)]


@register(Tags.security, deploy=True)
def nobody_above_the_roles(app_configs, **_kwargs):
    """Superusers pass every permission, so production has none."""
    if settings.DEVELOPMENT or not is_there("is_superuser", True):
        return []
    hint = "Give these people roles instead: update accounts_user set is_superuser = false."
    return [Error("Production has superusers.", hint=hint, id=NO_SUPERUSERS)]


@register(Tags.security, deploy=True)
def no_demo_data(app_configs, **_kwargs):
    """Demo people have a password that everybody knows."""
    if settings.DEVELOPMENT or not is_there("email__endswith", DEMO_ADDRESSES):
        return []
    hint = "Start with an empty database; demo data cannot be taken out of one."
    return [Error("Production has demo people.", hint=hint, id=NO_DEMO_DATA)]


def is_there(lookup, value):
    """Ask the accounts; a database that is not there yet holds nobody."""
    from django.contrib.auth import get_user_model

    try:
        return get_user_model().objects.filter(**{lookup: value}).exists()
    except DatabaseError:
        return False
