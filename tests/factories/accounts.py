import factory
from factory.django import DjangoModelFactory

from portal.accounts.models import User


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person-{n}@example.org")
    password = factory.django.Password("correct horse battery")
