"""The list of notices, each one, and the choice of letters."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.audit.models import Entry
from portal.notifications import actions
from portal.notifications.models import Choice, Habits, Notice, Rhythm
from tests.factories import UserFactory

LIST, SETTINGS = "/en/my/notices/", "/en/my/notices/settings/"


@pytest.fixture
def reader(client, rea):
    client.force_login(rea)
    return client


def words(answer):
    return answer.content.decode()


def test_an_empty_list_says_what_will_be_here(reader):
    assert "No notice yet" in words(reader.get(LIST))


def test_the_list_has_what_one_was_told_and_nothing_of_others(reader, told, rea):
    other = UserFactory()
    told("A door", rea)
    told("A treasure", other)
    page = words(reader.get(LIST))
    assert "A door was tried" in page
    assert "treasure" not in page
    assert reader.get(f"{LIST}{other.notices.get().uuid}/").status_code == 404


def test_opening_one_is_reading_it(reader, told, rea):
    [notice] = told("A door")
    assert "1 unread notice" in words(reader.get("/en/account/profile/"))
    page = words(reader.get(f"{LIST}{notice.uuid}/"))
    assert "It was A door, and this is its substance." in page
    assert 'href="/en/my/#A door"' in page
    assert "unread notice" not in words(reader.get("/en/account/profile/"))
    assert "Nothing unread" in words(reader.get(f"{LIST}?show=unread"))


def test_a_head_request_reads_nothing(reader, told, rea):
    [notice] = told()
    reader.head(f"{LIST}{notice.uuid}/")
    assert rea.notices.unread().count() == 1


def nothing(user, notices):
    return []


def test_what_one_may_no_longer_see_is_quoted_nowhere(reader, told, kinds):
    [notice] = told("A secret", kind=kinds(visible=nothing))
    for path in (LIST, f"{LIST}{notice.uuid}/"):
        page = words(reader.get(path))
        assert "This is no longer open to you" in page
        assert "secret" not in page


def test_what_is_done_by_now_stays_in_the_list(reader, told, kinds):
    told("A door", kind=kinds(holds=nothing))
    assert "A door was tried" in words(reader.get(LIST))


def test_the_list_is_narrowed_down_by_subject_and_by_what_is_unread(reader, told, kinds, rea):
    told("A door", kind=kinds("accounts.one"))
    told("A form", kind=kinds("assessment.one"))
    Notice.objects.filter(kind="assessment.one").update(read_at=Notice.objects.first().written_at)
    page = words(reader.get(f"{LIST}?about=assessment"))
    assert ("A form" in page, "A door" in page) == (True, False)
    page = words(reader.get(f"{LIST}?show=unread"))
    assert ("A form" in page, "A door" in page) == (False, True)
    assert "A door" in words(reader.get(f"{LIST}?about=nonsense&page=99"))


def test_all_are_marked_as_read(reader, told, rea):
    told("A door", occasion="1")
    told("A window", occasion="2")
    answer = reader.post(f"{LIST}read/", follow=True)
    assert "2 notices are marked as read." in words(answer)
    assert not rea.notices.unread().exists()


def test_only_those_of_the_list_are_marked_as_read(reader, told, kinds, rea):
    told("A door", kind=kinds("accounts.one"))
    told("A form", kind=kinds("assessment.one"))
    answer = reader.post(f"{LIST}read/", {"about": "assessment"}, follow=True)
    assert answer.redirect_chain == [(f"{LIST}?about=assessment", 302)]
    assert [notice.kind for notice in rea.notices.unread()] == ["accounts.one"]


def test_the_list_costs_the_same_for_one_and_for_many(reader, told, kinds):
    kind = kinds()
    told(kind=kind, occasion="first")
    reader.get(LIST)
    with CaptureQueriesContext(connection) as one:
        reader.get(LIST)
    for number in range(25):
        told(kind=kind, occasion=str(number))
    with CaptureQueriesContext(connection) as many:
        reader.get(LIST)
    assert len(many) == len(one)


def test_habits_and_rhythms_are_kept(reader, kinds, rea):
    kind = kinds()
    given = {
        "working_days": ["7", "1", "2", "3", "4"],
        "working_days_only": "on",
        "quiet_from": "20:00",
        "quiet_until": "07:00",
        f"kind-{kind.code}": "weekly",
    }
    assert reader.post(SETTINGS, given).status_code == 302
    habits = Habits.objects.get(user=rea)
    assert (habits.working_days, habits.working_days_only, f"{habits.quiet_from:%H}") == ("71234", True, "20")
    assert Choice.objects.get(user=rea).kind == kind.code
    assert set(Entry.objects.filter(actor=rea).values_list("verb", flat=True)) >= {
        "notifications.choose",
        "notifications.keep_habits",
    }
    page = words(reader.get(SETTINGS))
    assert '<option value="weekly" selected>' in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"working_days": []}, "Name at least one day."),
        ({"quiet_from": "20:00"}, "Say both when it begins and when it ends, or neither."),
        ({"quiet_from": "22:00", "quiet_until": "22:00"}, "Leave both empty for no quiet hours."),
        ({"quiet_from": "29:00", "quiet_until": "07:00"}, "quiet_from"),
    ],
)
def test_bad_entries_are_said_at_the_field_and_kept(reader, kinds, rea, given, said):
    kind = kinds()
    entries = {
        "working_days": ["1"],
        f"kind-{kind.code}": "weekly",
    }
    answer = reader.post(SETTINGS, entries | given)
    assert answer.status_code == 422
    assert said in words(answer)
    assert '<option value="weekly" selected>' in words(answer)
    assert not Habits.objects.exists()


def test_only_what_can_happen_to_somebody_is_asked(kinds, client_of, rea, anna):
    for who, asked in ((rea, False), (anna, True)):
        page = words(client_of(who).get(SETTINGS))
        assert ("A self-assessment is overdue" in page) == asked
        assert "I am given an edition to translate" not in page


def test_what_may_not_be_stopped_is_not_asked_and_not_taken(reader, kinds, rea):
    kind = kinds("accounts.alarm", may_stop=False)
    assert f"kind-{kind.code}" not in words(reader.get(SETTINGS))
    with pytest.raises(actions.CannotBeStopped):
        actions.choose(rea, {kind.code: Rhythm.OFF}, by=rea)


def test_every_text_is_shown_in_seven_languages_to_those_who_answer_for_it(reader, staff, client_of):
    assert reader.get("/en/my/notices/texts/").status_code == 403
    desk = client_of(staff("service_desk"))
    assert "My access to an institution has ended" in words(desk.get("/en/my/notices/texts/"))
    page = words(desk.get("/en/my/notices/texts/institutions.access_ended/"))
    for lang in ("en", "fr", "es", "de", "ar", "ru", "zh-Hans"):
        assert f'<div class="row__body stack" lang="{lang}"' in page
    assert "Your access to National Pension Fund has ended" in page
    assert desk.get("/en/my/notices/texts/nothing.here/").status_code == 404
