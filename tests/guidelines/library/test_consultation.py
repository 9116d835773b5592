"""While all members are consulted on a draft, they read it and say what should change; nobody else does, and no longer."""

from datetime import datetime, time, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from crm.institutions.enums import PortalRole
from crm.institutions.models import Affiliation
from guidelines.library import actions
from guidelines.library.exceptions import NotCommentedNow, NotYourText
from guidelines.library.models import Comment, Edition
from portal import clock
from tests.factories import UserFactory, affiliate
from tests.guidelines.library.conftest import FRENCH_WORD, MEMBER_WORD, MEMBERS, say, write
from tests.guidelines.library.reading import read

EDITION = "/en/guidelines/gov/e2026/"
GUIDELINE = f"{EDITION}1/"
FIRST = f"{EDITION}1/comments/"
LIST = f"{EDITION}comments/"
SETS = "/en/guidelines/"


@pytest.fixture
def open_now(draft, editor):
    actions.review_edition(draft, by=editor)
    return actions.consult_edition(draft, ends_on=clock.today() + timedelta(days=30), by=editor)


@pytest.mark.parametrize("permission", ["library.view_edition", "library.comment_edition", "library.change_edition"])
def test_members_read_and_comment_and_write_nothing(permission, everybody, open_now):
    may = {name for name, user in everybody.items() if user.has_perm(permission, open_now)}
    staff = {"guideline_editor"} | ({"translator"} if permission == "library.view_edition" else set())
    assert may == staff | (set() if permission == "library.change_edition" else MEMBERS)


@pytest.mark.parametrize("moves", [[], ["conclude"], ["conclude", "finalise", "approve"]])
def test_lists_and_pages_agree_before_and_after_the_end(moves, everybody, open_now, editor):
    edition = actions.go_through(open_now, *moves, by=editor)
    for name, user in everybody.items():
        listed = Edition.objects.visible_to(user).contains(edition)
        assert listed == user.has_perm("library.view_edition", edition), name
        assert listed == (name in {"guideline_editor", "translator"} | (set() if moves else MEMBERS)), name


@pytest.mark.parametrize("moves", [[], ["review"]])
def test_before_it_opens_no_member_reads_a_draft(moves, client_of, anna, draft, editor):
    actions.go_through(draft, *moves, by=editor)
    for path in (EDITION, GUIDELINE, FIRST, LIST):
        read(client_of(anna), path, 404)


def test_a_visitor_and_a_former_colleague_read_nothing_of_it(client, client_of, otto, open_now):
    for path in (EDITION, GUIDELINE):
        read(client, path, 404)
        read(client_of(otto), path, 404)
    for reader in (client, client_of(otto)):
        assert "Open for consultation" not in read(reader, SETS)


def test_a_member_reads_the_english_draft_with_its_blocks_and_until_when(client_of, carl, open_now):
    page = read(client_of(carl), GUIDELINE)
    assert MEMBER_WORD in page
    assert "All member institutions are consulted on edition 2026 until" in page
    assert "Only those who work on it" not in page
    assert f"is stated. {FRENCH_WORD}" not in read(client_of(carl), GUIDELINE.replace("/en/", "/fr/"))


def test_a_member_is_led_to_it_and_comments(client_of, carl, anna, open_now):
    client = client_of(carl)
    assert f'href="{EDITION}"' in read(client, SETS)
    assert "nothing said yet" in read(client, "/en/my/")
    assert f'href="{FIRST}"' in read(client, GUIDELINE)
    assert "No other institution does." in read(client, FIRST)
    client.post(FIRST, {"about": "", "text": "Say who decides.", "lang": "en"})
    assert [(comment.by, comment.phase) for comment in Comment.objects.all()] == [(carl, "consultation")]
    assert "1 comment of ours" in read(client_of(anna), "/en/my/")


def test_whoever_works_on_it_reads_all_that_was_said(client_of, cleo, editor, open_now):
    say(open_now, cleo, "A word from elsewhere.")
    page = read(client_of(editor), FIRST)
    assert "A word from elsewhere." in page
    assert "Everybody who writes or reviews this edition reads it." in page


def test_an_institution_reads_its_own_comments_and_no_other_does(client_of, carl, anna, cleo, open_now):
    say(open_now, carl, "Our words.")
    say(open_now, cleo, "Their words.")
    for path in (FIRST, LIST):
        ours, theirs = read(client_of(anna), path), read(client_of(cleo), path)
        assert ("Our words." in ours, "Their words." in ours) == (True, False)
        assert ("Our words." in theirs, "Their words." in theirs) == (False, True)
    assert "1 comment<" in read(client_of(anna), GUIDELINE).replace("\n", "")
    taken = client_of(anna).get(f"{LIST}?format=xlsx")
    rows = list(load_workbook(BytesIO(taken.content)).active.iter_rows(min_row=2, values_only=True))
    assert [row[3] for row in rows] == ["Our words."]


@pytest.mark.parametrize("count", [1, 30])
def test_whoever_works_on_it_reads_which_institution_spoke(
    count, client_of, carl, cleo, fund, editor, open_now, django_assert_num_queries
):
    for number in range(count):
        say(open_now, cleo, f"Their words {number}.")
        say(open_now, carl, f"Our words {number}.")
    later = clock.today() + timedelta(days=3)
    Affiliation.objects.filter(person__user=carl).update(ends_on=later)
    client = client_of(editor)
    client.get(LIST)
    with django_assert_num_queries(14):
        page = read(client, LIST)
    assert [name in page for name in ("National Fund", "Other Fund")] == [True, True]
    taken = client.get(f"{LIST}?format=xlsx")
    heads, *rows = load_workbook(BytesIO(taken.content)).active.iter_rows(values_only=True)
    assert heads[4:7] == ("By", "Institution", "Country")
    country = fund.country.name_en
    assert {(row[4], row[5]) for row in rows} == {("Carl", "National Fund"), ("Cleo", "Other Fund")}
    assert country in {row[6] for row in rows}
    assert "National Fund" in client.get(f"{LIST}?format=csv").content.decode("utf-8-sig")


def test_a_member_is_not_told_where_else_a_colleague_belongs(client_of, anna, carl, elsewhere, open_now):
    say(open_now, carl, "Our words.")
    affiliate(carl, elsewhere, PortalRole.READER)
    page = read(client_of(anna), LIST)
    assert ("Our words." in page, "Other Fund" in page) == (True, False)


def test_what_was_said_stays_with_the_institution_and_goes_nowhere_with_the_person(
    client_of, carl, anna, cleo, fund, elsewhere, open_now, monkeypatch
):
    say(open_now, carl, "Our words.")
    later = clock.today() + timedelta(days=3)
    Affiliation.objects.filter(person__user=carl, institution=fund).update(ends_on=later)
    affiliate(carl, elsewhere, PortalRole.CONTRIBUTOR, starts_on=later)
    monkeypatch.setattr(clock, "today", lambda: later + timedelta(days=1))
    assert "Our words." in read(client_of(anna), LIST)
    assert "Our words." not in read(client_of(cleo), LIST)


def test_what_an_invited_reviewer_said_is_not_for_the_colleagues(client_of, anna, carl, draft, editor):
    actions.assign(draft, user=carl, duty="reviewer", by=editor)
    edition = actions.review_edition(draft, by=editor)
    say(edition, carl, "As an expert.")
    actions.consult_edition(edition, ends_on=clock.today() + timedelta(days=30), by=editor)
    assert "As an expert." in read(client_of(carl), LIST)
    assert "As an expert." not in read(client_of(anna), LIST)


def test_what_became_of_it_is_read_after_the_end_and_the_draft_is_not(client_of, carl, ben, cleo, editor, open_now):
    comment = say(open_now, carl)
    actions.conclude_edition(open_now, by=editor)
    actions.answer_comment(comment, disposition="not-taken", answer="It is said in GOV-2.", lang="en", by=editor)
    for colleague in (carl, ben):
        page = read(client_of(colleague), LIST)
        assert "It is said in GOV-2." in page
        assert f'href="{EDITION}"' not in page
        assert client_of(colleague).get(FIRST).headers["Location"] == LIST
        read(client_of(colleague), GUIDELINE, 404)
        home = read(client_of(colleague), "/en/my/")
        assert f'href="{LIST}"' in home
        assert "1 of 1 comment answered" in home
    read(client_of(cleo), LIST, 404)
    read(client_of(cleo), FIRST, 404)
    assert LIST not in read(client_of(cleo), "/en/my/")


def test_nobody_comments_after_the_end_nor_from_outside(open_now, carl, otto, asma, editor):
    for stranger in (otto, asma, UserFactory()):
        with pytest.raises(NotYourText):
            say(open_now, stranger)
    edition = actions.conclude_edition(open_now, by=editor)
    with pytest.raises(NotCommentedNow):
        say(edition, carl)


@pytest.fixture
def after_the_last_day(open_now):
    """Half an hour after midnight in Zurich; nobody closed the consultation."""
    night = datetime.combine(open_now.consultation_ends_on + timedelta(days=1), time(0, 30), ZoneInfo("Europe/Zurich"))
    with clock.set_to(night):
        yield open_now


def test_it_lasts_through_its_last_day(open_now, client_of, carl):
    evening = datetime.combine(open_now.consultation_ends_on, time(23, 30), ZoneInfo("Europe/Zurich"))
    with clock.set_to(evening):
        read(client_of(carl), GUIDELINE)
        say(open_now, carl)


def test_after_its_last_day_it_is_over_whether_it_was_closed_or_not(after_the_last_day, client_of, everybody, editor):
    edition = after_the_last_day
    for name, user in everybody.items():
        listed = Edition.objects.visible_to(user).contains(edition)
        assert listed == user.has_perm("library.view_edition", edition), name
        assert listed == (name in {"guideline_editor", "translator"}), name
    assert not Edition.objects.consulted_on(everybody["anna"]).exists()
    with pytest.raises(NotYourText):
        say(edition, everybody["carl"])
    desk = client_of(editor).get(reverse("library_desk:edition", args=[edition.uuid]))
    assert "That day has passed" in desk.content.decode()


def test_what_a_member_wrote_too_late_is_handed_back(after_the_last_day, client_of, carl, otto, client):
    given = {"text": "Say <who> decides.", "lang": "en", "about": ""}
    answer = client_of(carl).post(FIRST, given)
    assert answer.status_code == 409
    assert "Say &lt;who&gt; decides." in answer.content.decode()
    assert not Comment.objects.exists()
    assert client_of(otto).post(FIRST, given).status_code == 404
    assert client.post(FIRST, given).status_code == 302


def test_so_it_is_when_an_editor_closed_it_meanwhile(open_now, client_of, carl, editor):
    actions.conclude_edition(open_now, by=editor)
    answer = client_of(carl).post(FIRST, {"text": "Say who decides.", "lang": "en", "about": ""})
    assert (answer.status_code, "Say who decides." in answer.content.decode()) == (409, True)


def test_a_member_says_nothing_of_what_became_of_a_comment(client_of, anna, carl, open_now):
    comment = say(open_now, carl)
    address = reverse("library:comment_answer", args=["gov", 2026, comment.uuid])
    assert client_of(anna).get(address).status_code == 403
    assert address not in read(client_of(anna), LIST)


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_and_the_panel_cost_the_same_for_any_number(
    number, client_of, carl, editor, open_now, django_assert_num_queries
):
    for _each in range(number):
        say(open_now, carl)
    for place in range(2 if number > 1 else 0):
        other = actions.review_edition(write(editor, code=f"SQ{place}"), by=editor)
        actions.consult_edition(other, ends_on=clock.today() + timedelta(days=9), by=editor)
    client = client_of(carl)
    client.get(LIST)
    with django_assert_num_queries(14):
        read(client, LIST)
    client.get("/en/my/")
    with django_assert_num_queries(18):
        read(client, "/en/my/")
    with django_assert_num_queries(10):
        read(client, SETS)
