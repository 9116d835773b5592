from allauth.account.models import EmailAddress
from django.db import transaction

from portal.accounts.models import User
from portal.audit.record import record
from portal.languages import SOURCE, sort_key

FIELDS = ("name", "language", "time_zone")


@transaction.atomic
def create_account(*, email, name, language="en", time_zone="UTC", password=None, by=None):
    """Make an account whose address is proved. Without a password its owner signs in with e-mailed codes."""
    user = User.objects.create_user(email, password, name=name, language=language, time_zone=time_zone)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    record(user, "accounts.create_account", by=by or user)
    return user


@transaction.atomic
def change_profile(user, *, name, language, time_zone, by):
    """Change how somebody is called and how they read."""
    user = User.objects.select_for_update().get(pk=user.pk)
    before = {field: getattr(user, field) for field in FIELDS}
    user.name, user.language, user.time_zone = name, language, time_zone
    after = {field: getattr(user, field) for field in FIELDS}
    if after == before:
        return user
    user.sort = sort_key(name, SOURCE)
    user.full_clean(exclude=["password"])
    user.save(update_fields=[*FIELDS, "sort"])
    record(user, "accounts.change_profile", by=by, before=before, after=after)
    return user
