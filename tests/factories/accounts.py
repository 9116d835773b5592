from types import SimpleNamespace

import factory
from allauth.account.internal.flows.login import record_authentication
from factory.django import DjangoModelFactory

from portal.accounts.models import User
from portal.languages import SOURCE, sort_key


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    name = factory.Sequence(lambda n: f"Person {n}")
    sort = factory.LazyAttribute(lambda user: sort_key(user.name, SOURCE))
    email = factory.Sequence(lambda n: f"person-{n}@example.org")
    password = factory.django.Password("correct horse battery")


def pass_second_factor(client, user):
    """Let the session of ``client`` have passed a second factor."""
    session = client.session
    record_authentication(SimpleNamespace(session=session), user, "mfa", type="totp")
    session.save()
