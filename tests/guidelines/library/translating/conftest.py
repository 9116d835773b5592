"""Two translators from outside, without any role: Lena into French, Omar into Arabic."""

import pytest

from guidelines.library import actions
from guidelines.library.enums import Duty
from portal.translations.models import TranslationState
from tests.factories import UserFactory


@pytest.fixture
def lena(draft, editor):
    user = UserFactory(name="Lena", email="lena@example.org")
    actions.assign(draft, user=user, duty=Duty.TRANSLATOR, language="fr", due_on="2027-03-01", by=editor)
    return user


@pytest.fixture
def omar(draft, editor):
    user = UserFactory(name="Omar", email="omar@example.org")
    actions.assign(draft, user=user, duty=Duty.TRANSLATOR, language="ar", by=editor)
    return user


def status(part, field, language):
    from portal.audit.record import name_of

    return TranslationState.objects.get(target=name_of(part), field=field, language=language).status
