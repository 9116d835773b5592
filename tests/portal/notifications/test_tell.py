"""Telling people something: once for each occasion, in the reader's language, and not whoever did it."""

import pytest
from django.utils.translation import get_language

from portal.background.models import OutboxRow
from portal.notifications import actions
from portal.notifications.models import Mailing, Notice, Rhythm
from tests.factories import UserFactory


def test_the_same_occasion_is_told_once(told, rea):
    assert len(told(occasion="tuesday")) == 1
    assert len(told(occasion="tuesday")) == 1
    assert len(told(occasion="wednesday")) == 2


def test_whoever_did_it_and_whoever_cannot_sign_in_are_not_told(told, rea):
    closed, other = UserFactory(is_active=False), UserFactory()
    told("A door", rea, closed, other, by=rea)
    assert list(Notice.objects.values_list("recipient", flat=True)) == [other.pk]


def test_the_facts_are_in_the_readers_language(kinds, rea):
    rea.language = "ar"
    rea.save()
    code = kinds().code
    actions.tell(code, [rea], about=rea, facts=lambda user: {"what": get_language()})
    assert rea.notices.get().facts == {"what": "ar"}


def test_the_letter_is_promised_with_the_notice_and_for_when_it_may_come(told, rea, frozen):
    actions.keep_habits(rea, working_days="12345", working_days_only=True, quiet_from=None, quiet_until=None, by=rea)
    frozen("2026-11-28T09:00:00+00:00")  # a Saturday
    told()
    assert f"{OutboxRow.objects.get().run_after:%a %H:%M}" == "Sun 23:00"  # Monday, 0:00 in Zurich


def test_what_presses_waits_for_no_morning(told, kinds, rea, frozen):
    actions.keep_habits(rea, working_days="12345", working_days_only=True, quiet_from=None, quiet_until=None, by=rea)
    moment = frozen("2026-11-28T09:00:00+00:00")
    told(kind=kinds("accounts.alarm", presses=True))
    assert OutboxRow.objects.get().run_after == moment


@pytest.mark.parametrize("rhythm", [Rhythm.DAILY, Rhythm.WEEKLY, Rhythm.OFF])
def test_only_what_comes_at_once_is_promised_alone(told, kinds, rea, rhythm):
    told(kind=kinds(rhythm=rhythm))
    assert not OutboxRow.objects.exists()
    assert rea.notices.get().mailing == (Mailing.PASSED_OVER if rhythm == Rhythm.OFF else Mailing.WAITING)


def test_telling_many_costs_the_queries_of_one_but_for_the_promises(kinds, rea, django_assert_num_queries):
    code = kinds(rhythm=Rhythm.DAILY).code
    people = UserFactory.create_batch(20)
    facts = {"what": "x"}
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as one:
        actions.tell(code, people[:1], about=rea, facts=lambda user: facts)
    with django_assert_num_queries(len(one)):
        actions.tell(code, people[1:], about=rea, facts=lambda user: facts)
