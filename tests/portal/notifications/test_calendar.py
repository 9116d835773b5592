"""The calendar of due dates: a file that other programs read, by a link that is its owner's alone."""

from datetime import date, timedelta

import pytest
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext
from icalendar import Calendar

from crm.institutions.enums import PortalRole
from guidelines.assessment.enums import State
from portal import clock, doors
from portal.audit.models import Entry
from portal.myissa.todo import Todo
from portal.notifications.calendar import links
from portal.notifications.calendar.actions import renew_calendar
from portal.notifications.calendar.feed import uid_of
from tests.factories import AssessmentFactory, UserFactory, affiliate

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 24)
PAGE, RENEW = "/en/my/notices/calendar/", "/en/my/notices/calendar/renew/"
ARABIC = "راجِع التقييم الذاتي للصندوق الوطني للضمان الاجتماعي وأرسِله قبل نهاية الدورة الثلاثية القادمة، من فضلك " * 2
CHINESE = "请在三年期结束之前完成国家社会保障基金关于信息和通信技术指南的自我评估并提交审核" * 4


def path_of(user):
    return links.url(user).removeprefix("http://testserver")


def get(user, **headers):
    return Client().get(path_of(user), headers=headers)


def events(reply):
    return Calendar.from_ical(reply.content).walk("VEVENT")


@pytest.fixture
def waits(monkeypatch):
    """Return a function: these to-dos wait for everybody."""

    def offer(*todos):
        monkeypatch.setattr(doors, "todos", [lambda user: todos])

    return offer


def test_what_is_due_is_a_whole_day_that_leaves_its_reader_free(ben, waits):
    waits(Todo("Answer “ICT”", "/en/my/x/", due_on=DAY, detail="3 of 22"), Todo("Some day", "/en/my/y/"))
    reply = get(ben)
    assert reply["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = events(reply)
    assert event["DTSTART"].dt == DAY and event["DTSTART"].params == {"VALUE": "DATE"}
    assert (event["SUMMARY"], event["TRANSP"]) == ("Answer “ICT”", "TRANSPARENT")
    assert event["DESCRIPTION"] == "3 of 22\nhttp://testserver/en/my/x/"
    assert event["URL"] == "http://testserver/en/my/x/"
    assert event.walk("VALARM") == []
    head = reply.content.partition(b"BEGIN:VEVENT")[0].decode().split("\r\n")
    name = "Due dates\\, Social Security Portal"
    assert {"VERSION:2.0", f"NAME:{name}", f"X-WR-CALNAME:{name}"} <= set(head)
    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H"} <= set(head)


@pytest.mark.parametrize("text", [ARABIC, CHINESE], ids=["Arabic", "Chinese"])
def test_long_lines_are_folded_between_characters_and_read_back_whole(ben, waits, text):
    waits(Todo(text, "/en/my/x/", due_on=DAY, detail=text))
    reply = get(ben)
    lines = reply.content.split(b"\r\n")
    assert max(map(len, lines)) <= 75 and len(lines) > 10
    for line in lines:
        line.decode()  # no character is cut in two
    (event,) = events(reply)
    assert event["SUMMARY"] == text.strip()
    assert event["DESCRIPTION"] == f"{text.strip()}\nhttp://testserver/en/my/x/"


def test_a_title_brings_no_line_of_its_own(ben, waits):
    title = "One; two, three \\n\r\nBEGIN:VALARM\r\nATTENDEE:mailto:x@example.org\x07 \u202edrow"
    waits(Todo(title, "/en/my/x/", due_on=DAY))
    (event,) = events(get(ben))
    assert event["SUMMARY"] == "One; two, three \\n BEGIN:VALARM ATTENDEE:mailto:x@example.org drow"
    assert event.subcomponents == [] and "ATTENDEE" not in event


def test_it_speaks_the_language_of_the_account_whoever_asks(monkeypatch):
    reader = UserFactory(language="ar")
    monkeypatch.setattr(doors, "todos", [lambda user: [Todo(gettext("Yes"), reverse("myissa:home"), due_on=DAY)]])
    (event,) = events(get(reader, **{"Accept-Language": "fr"}))
    assert (event["SUMMARY"], event["URL"]) == ("نعم", "http://testserver/ar/my/")


def test_a_member_finds_the_due_assessments_in_her_language_and_staff_none(anna, cleo, rita, otto, fund):
    anna.language = "de"
    anna.save()
    AssessmentFactory(institution=fund, in_progress=True, due_on=DAY, title="ICT 2026")
    AssessmentFactory(institution=fund, in_progress=True, title="No date")
    (event,) = events(get(anna))
    assert "ICT 2026" in event["SUMMARY"] and "/de/my/assessments/" in event["URL"]
    for other in (cleo, rita, otto):
        assert events(get(other)) == [], other.name


def test_the_name_of_an_event_stays_through_states_and_languages_and_is_its_readers_own(anna, ben):
    key = "what-it-is-about"
    first = uid_of(Todo("Answer", "/en/my/x/1/", due_on=DAY, kind="a", key=key), anna)
    later = uid_of(Todo("Abgeben", "/de/my/x/1/hand-in/", due_on=DAY, kind="b", key=key), anna)
    assert first == later != uid_of(Todo("Answer", "/en/my/x/1/", key=key), ben)
    assert anna.uuid.hex not in first and key not in first
    # Without a key, what it is and where it leads name it.
    assert uid_of(Todo("A", "/en/x/", kind="a"), anna) == uid_of(Todo("B", "/fr/x/", kind="a"), anna)
    assert uid_of(Todo("A", "/en/x/", kind="a"), anna) != uid_of(Todo("A", "/en/y/", kind="a"), anna)


def test_a_line_is_one_event_in_each_state_of_an_assessment(fund):
    mona = UserFactory()
    affiliate(mona, fund, PortalRole.COORDINATOR, PortalRole.APPROVER)
    assessment = AssessmentFactory(institution=fund, in_progress=True, due_on=DAY)
    (before,) = events(get(mona))
    assessment.state, assessment.handed_in_at, assessment.handed_in_by = State.IN_REVIEW, clock.now(), mona
    assessment.save()
    (after,) = events(get(mona))
    assert before["SUMMARY"] != after["SUMMARY"] and before["UID"] == after["UID"]


def test_asked_again_it_says_that_nothing_changed(ben, waits):
    waits(Todo("One", "/en/x/", due_on=DAY))
    first = get(ben)
    assert first["Cache-Control"] == "private, no-cache" and first["X-Robots-Tag"] == "noindex, nofollow"
    with clock.set_to(clock.now() + timedelta(days=3)):
        again = get(ben, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Cache-Control"] == "private, no-cache"
    waits(Todo("One", "/en/x/", due_on=DAY + timedelta(days=1)))
    assert get(ben, **{"If-None-Match": first["ETag"]}).status_code == 200


def test_a_renewed_link_opens_nothing_under_its_old_form(ben, client_of):
    old = path_of(ben)
    assert Client().get(old).status_code == 200
    client = client_of(ben)
    assert old in client.get(PAGE).content.decode()
    asked = client.get(RENEW).content.decode()
    assert "stand still" in asked and Client().get(old).status_code == 200
    assert client.post(RENEW)["Location"] == PAGE
    assert Client().get(old).status_code == 404
    page = client.get(PAGE).content.decode()
    assert old not in page and path_of(ben) in page and Client().get(path_of(ben)).status_code == 200
    entry = Entry.objects.get(verb="notifications.renew_calendar")
    assert (entry.actor, entry.scope) == (ben, ben.audit_scope)
    assert (entry.before, entry.after) == ({"version": 1}, {"version": 2})


def test_versions_go_up_and_never_come_back(ben):
    seen = {path_of(ben)}
    for _time in range(3):
        renew_calendar(ben, by=ben)
        assert path_of(ben) not in seen
        seen.add(path_of(ben))
    assert [Client().get(path).status_code for path in sorted(seen)].count(200) == 1


def test_a_closed_account_a_wrong_and_a_foreign_link_find_the_same_nothing(ben, anna):
    good = path_of(ben)
    value = good.removeprefix("/calendar/").removesuffix(".ics").rpartition(".")[0]
    wrong = [
        good.replace(value, value[:-1] + "2"),
        good.replace(ben.uuid.hex, anna.uuid.hex),
        f"/calendar/{Signer(salt='other', sep='.').sign(value)}.ics",
        f"/calendar/{value}.ics",
        "/calendar/x.ics",
    ]
    assert [Client().get(path).status_code for path in wrong] == [404] * len(wrong)
    ben.is_active = False
    ben.save()
    assert Client().get(good).status_code == 404


def test_an_older_key_of_the_portal_keeps_links_alive(ben, settings):
    old = path_of(ben)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key" * 8
    assert Client().get(old).status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert Client().get(old).status_code == 404


def test_it_is_read_and_never_written(ben):
    assert Client().head(path_of(ben)).status_code == 200
    assert Client().post(path_of(ben)).status_code == 405


def test_googles_calendar_may_fetch_it(client):
    """Its robots keep to robots.txt, also for a feed that its owner gave them."""
    assert "calendar" not in client.get("/robots.txt").content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_the_feed_costs_the_same_for_any_number_of_days(anna, fund, count, django_assert_num_queries):
    AssessmentFactory.create_batch(count, institution=fund, in_progress=True, due_on=DAY)
    path = path_of(anna)
    with django_assert_num_queries(6):
        reply = Client().get(path)
    assert len(events(reply)) == count


def test_the_page_is_for_those_who_sign_in_and_says_how(ben, client_of):
    assert Client().get(PAGE).status_code == 302
    page = client_of(ben).get(PAGE).content.decode()
    for words in ("Google Calendar", "Thunderbird", 'data-module="copy"', "webcal://testserver/calendar/"):
        assert words in page
    assert PAGE in client_of(ben).get("/en/my/").content.decode()
