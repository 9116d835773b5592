"""Letters about notices: one for each or one for all, never twice, never about what is no longer to be told."""

from datetime import timedelta

import pytest

from portal.notifications import actions, tasks
from portal.notifications.models import Mailing, Notice, Rhythm, UndeliverableAddress


@pytest.fixture
def letters(run_tasks, mailoutbox):
    def arriving():
        mailoutbox.clear()
        run_tasks()
        return list(mailoutbox)

    return arriving


def test_a_letter_carries_the_substance_and_both_ways_to_stop(told, letters, rea):
    told("A window")
    [letter] = letters()
    assert letter.subject == "A window was tried"
    assert "It was A window, and this is its substance." in letter.body
    assert "/en/my/#A window" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = letter.extra_headers["List-Unsubscribe"].strip("<>")
    assert address in letter.body
    assert rea.notices.get().mailing == Mailing.SENT


def test_what_cannot_be_stopped_offers_no_way_to(told, kinds, letters):
    told(kind=kinds(may_stop=False))
    [letter] = letters()
    assert "List-Unsubscribe" not in letter.extra_headers


def test_in_arabic_the_letter_runs_from_the_right(told, letters, rea):
    rea.language = "ar"
    rea.save()
    told()
    [letter] = letters()
    assert '<html lang="ar" dir="rtl">' in letter.alternatives[0][0]
    assert letter.extra_headers["Content-Language"] == "ar"


def test_a_task_that_runs_twice_sends_once(told, letters, rea):
    told()
    assert len(letters()) == 1
    notice = rea.notices.get()
    Notice.objects.update(mailing=Mailing.WAITING, mailed_at=None)  # the worker died before it could settle this
    tasks.mail_one.func(notice.key)
    assert letters() == []
    assert rea.notices.get().mailing == Mailing.SENT


def nothing(user, notices):
    return []


@pytest.mark.parametrize("sieve", ["visible", "holds"])
def test_what_may_no_longer_be_told_is_passed_over(told, kinds, letters, rea, sieve):
    told(kind=kinds(**{sieve: nothing}))
    assert letters() == []
    assert rea.notices.get().mailing == Mailing.PASSED_OVER


def test_an_account_that_was_closed_meanwhile_gets_nothing(told, letters, rea):
    told()
    rea.is_active = False
    rea.save()
    assert letters() == []


@pytest.mark.parametrize(("may_stop", "arriving"), [(True, 0), (False, 1)])
def test_where_letters_come_back_from_only_the_safety_of_the_account_is_written(
    told, kinds, letters, rea, may_stop, arriving
):
    UndeliverableAddress.objects.create(email=rea.email, since=rea.date_joined, status="5.1.1")
    told(kind=kinds(may_stop=may_stop))
    assert len(letters()) == arriving
    assert rea.notices.get().mailing == Mailing.PASSED_OVER  # what went out in spite of the mark is not held for sent


def test_who_stops_a_kind_gets_no_letter_that_waits(told, kinds, letters, rea):
    kind = kinds()
    told(kind=kind)
    actions.choose(rea, {kind.code: Rhythm.OFF}, by=rea)
    assert letters() == []


def test_what_waited_for_the_day_comes_at_once_when_that_is_chosen(told, daily, letters, rea):
    told(kind=daily)
    assert letters() == []
    actions.choose(rea, {daily.code: Rhythm.AT_ONCE}, by=rea)
    assert len(letters()) == 1
    assert letters() == []


def test_what_came_at_once_waits_for_the_day_when_that_is_chosen(told, kinds, letters, rea, frozen):
    frozen("2026-11-26T05:00:00+00:00")
    kind = kinds()
    told(kind=kind)
    actions.choose(rea, {kind.code: Rhythm.DAILY}, by=rea)
    assert letters() == []
    frozen("2026-11-26T06:00:00+00:00")
    tasks.promise_together.func()
    assert len(letters()) == 1


def test_together_they_make_one_letter_on_the_day(told, daily, letters, rea, frozen):
    frozen("2026-11-26T05:00:00+00:00")
    told("A door", kind=daily, occasion="1")
    told("A window", kind=daily, occasion="2")
    tasks.promise_together.func()
    assert letters() == []  # six in the morning in Zurich
    frozen("2026-11-26T06:00:00+00:00")
    tasks.promise_together.func()
    tasks.promise_together.func()
    [letter] = letters()
    assert letter.subject == "2 notices, first: A door was tried"
    assert letter.body.index("It was A door") < letter.body.index("It was A window")
    assert set(rea.notices.values_list("mailing", flat=True)) == {Mailing.SENT}


def test_what_is_told_after_the_letter_of_the_day_waits_for_the_next(told, daily, letters, frozen):
    moment = frozen("2026-11-26T06:00:00+00:00")
    told("A door", kind=daily, occasion="1")
    tasks.promise_together.func()
    assert len(letters()) == 1
    frozen((moment + timedelta(hours=2)).isoformat())
    told("A window", kind=daily, occasion="2")
    tasks.promise_together.func()
    assert letters() == []
    frozen((moment + timedelta(days=1)).isoformat())
    tasks.promise_together.func()
    [letter] = letters()
    assert "A door" not in letter.body


def test_nothing_that_is_hidden_by_now_is_quoted_in_a_letter_of_the_day(told, kinds, letters, rea, frozen):
    frozen("2026-11-26T06:00:00+00:00")
    told("A secret", kind=kinds("accounts.hidden", rhythm=Rhythm.DAILY, visible=nothing))
    told("A door", kind=kinds("accounts.open", rhythm=Rhythm.DAILY))
    tasks.promise_together.func()
    [letter] = letters()
    assert "secret" not in letter.subject + letter.body + letter.alternatives[0][0]
    assert letter.subject == "1 notice: A door was tried"
    assert dict(rea.notices.values_list("kind", "mailing")) == {
        "accounts.hidden": Mailing.PASSED_OVER,
        "accounts.open": Mailing.SENT,
    }


def test_a_weekly_letter_comes_on_the_first_day_of_the_persons_week(told, kinds, letters, rea, frozen):
    rea.time_zone = "Asia/Riyadh"
    rea.save()
    frozen("2026-11-26T09:00:00+00:00")  # Thursday
    told(kind=kinds(rhythm=Rhythm.WEEKLY))
    for day, arriving in ((27, 0), (28, 0), (29, 1), (30, 0)):
        frozen(f"2026-11-{day}T09:00:00+00:00")
        tasks.promise_together.func()
        assert len(letters()) == arriving, day


def test_what_was_told_long_ago_is_forgotten(told, letters, rea, frozen):
    told()
    letters()
    Notice.objects.update(written_at=Notice.objects.get().written_at - tasks.KEEP - timedelta(days=1))
    tasks.forget_notices.func()
    assert not rea.notices.exists()
