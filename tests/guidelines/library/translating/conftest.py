"""Two translators from outside, without any role: Lena into French, Omar into Arabic."""

import pytest

from guidelines.library import actions
from guidelines.library.enums import Duty
from tests.factories import UserFactory
from tests.guidelines.library.conftest import titled


@pytest.fixture
def guideline(draft):
    return titled(draft, "Strategy 0")


@pytest.fixture
def strategy(draft):
    return draft.sections.get(title_en="Strategy")


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
