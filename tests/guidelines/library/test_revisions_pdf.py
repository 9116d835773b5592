"""Two revisions compared, as a file: asked for where they are compared, had by those who may read all of it."""

import pytest
from django.test import TestCase
from django.urls import reverse

from guidelines.library import actions, extract_pdf, extracts
from guidelines.library.models import Edition, Extract, Guideline, Section
from guidelines.library.revisions import differing, told
from portal.languages import CODES
from tests.factories import UserFactory
from tests.guidelines.library.conftest import MEMBER_WORD, approve, titled
from tests.guidelines.library.reading import body, text_of

pytestmark = [pytest.mark.one_database("postgresql"), pytest.mark.usefixtures("absent_variables")]


@pytest.fixture
def guideline(draft, editor):
    """A guideline in two revisions."""
    guideline = titled(draft, "Strategy 0")
    guideline.statement_en, guideline.statement_ar = "Strategy 0 is decided.", "تقرر الاستراتيجية."
    return actions.save_guideline(guideline, by=editor)


@pytest.fixture
def quick(monkeypatch):
    """Files that say nothing: they are made at once."""
    monkeypatch.setattr(extract_pdf, "render", lambda wanted: wanted.key.encode())


def address(obj, name="revisions_pdf", later=None):
    first, last = obj.revisions.order_by("pk").first(), obj.revisions.order_by("pk").last()
    args = [obj.pk, first.pk, later or last.pk]
    return reverse(f"wagtailsnippets_library_{obj._meta.model_name}:{name}", args=args)


def settled(run_tasks):
    """Let the worker work, and what it does after its transactions happen."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        run_tasks()


def test_it_is_asked_for_where_the_two_are_compared_and_made_by_the_worker(desk, guideline, run_tasks):
    page, file = address(guideline, "revisions_compare"), address(guideline)
    assert desk.get(file).status_code == 404
    assert "Make a PDF of these changes" in desk.get(page).content.decode()
    assert desk.post(file).headers["Location"] == page
    assert "The file is being made" in desk.get(page).content.decode()
    run_tasks()
    assert f'href="{file}"' in desk.get(page).content.decode()
    text = text_of(body(desk.get(file)))
    assert "Strategy 0 is stated decided." in text
    assert "GOV-1 Strategy 0" in text
    assert "GOV, edition 2026, working paper" in text
    assert "العربية" in text


@pytest.mark.usefixtures("quick")
def test_what_differs_from_the_latest_is_the_same_file(desk, guideline, run_tasks):
    desk.post(address(guideline))
    run_tasks()
    page = address(guideline, "revisions_compare", later="latest")
    assert f'href="{address(guideline)}"' in desk.get(page).content.decode()


@pytest.mark.parametrize("model", [Section, Edition])
def test_sections_and_editions_have_it_too(model, desk, draft, editor, run_tasks):
    obj = model.objects.filter(pk=draft.pk).first() if model is Edition else draft.sections.first()
    obj.introduction_en = "Quite other words."
    {Section: actions.save_section, Edition: actions.save_edition}[model](obj, by=editor)
    desk.post(address(obj))
    run_tasks()
    assert "Quite other words." in text_of(body(desk.get(address(obj))))


def test_revisions_that_do_not_differ_have_no_file(desk, guideline):
    only = guideline.latest_revision_id
    same = reverse("wagtailsnippets_library_guideline:revisions_pdf", args=[guideline.pk, only, only])
    assert desk.post(same).status_code == 404
    assert "Make a PDF" not in desk.get(same.removesuffix("pdf/")).content.decode()


@pytest.mark.usefixtures("quick")
def test_asking_twice_makes_one_and_another_pair_another(desk, guideline, editor, run_tasks):
    first = address(guideline)
    for _time in range(2):
        desk.post(first)
    guideline.title_en = "Otherwise"
    actions.save_guideline(guideline, by=editor)
    desk.post(address(guideline))
    settled(run_tasks)
    assert Extract.objects.exclude(file="").count() == 2


def test_when_it_would_tell_something_else_the_paper_before_gives_way(desk, draft, guideline, editor, run_tasks):
    """The parts are called as the blocks are called today."""
    point = guideline.points.first()
    point.text_en = "Rewritten"
    guideline.points = [point, *guideline.points.all()[1:]]
    actions.save_guideline(guideline, by=editor)
    desk.post(address(guideline))
    settled(run_tasks)
    old = Extract.objects.get()
    blocks = list(draft.blocks.all())
    blocks[0].label_en = "Set-up"
    draft.blocks = blocks
    actions.save_edition(draft, by=editor)
    assert desk.get(address(guideline)).status_code == 404
    desk.post(address(guideline))
    settled(run_tasks)
    new = Extract.objects.get()
    assert new.pk != old.pk
    assert not old.file.storage.exists(old.file.name)
    assert "Set-up" in text_of(body(desk.get(address(guideline))))


@pytest.mark.usefixtures("quick")
def test_it_goes_with_the_publication_and_can_be_had_again(desk, draft, guideline, editor, run_tasks):
    desk.post(address(guideline))
    settled(run_tasks)
    old = Extract.objects.get()
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.publish_edition(approve(draft, by=editor), by=editor)
    assert not Extract.objects.exclude(mark="").exists()
    assert not old.file.storage.exists(old.file.name)
    desk.post(address(guideline))
    settled(run_tasks)
    assert body(desk.get(address(guideline)))


@pytest.mark.usefixtures("quick")
def test_it_goes_with_its_guideline(desk, guideline, editor, run_tasks):
    desk.post(address(guideline))
    settled(run_tasks)
    old = Extract.objects.get()
    with TestCase.captureOnCommitCallbacks(execute=True):
        actions.remove_guideline(Guideline.objects.get(pk=guideline.pk), by=editor)
    assert not Extract.objects.exists()
    assert not old.file.storage.exists(old.file.name)


def test_a_paper_that_was_dropped_before_the_worker_came_is_not_made(desk, guideline, editor, run_tasks):
    desk.post(address(guideline))
    actions.remove_guideline(Guideline.objects.get(pk=guideline.pk), by=editor)
    run_tasks()
    assert not Extract.objects.exists()


def test_revisions_of_another_record_are_not_there(desk, draft, guideline):
    theirs = titled(draft, "Strategy 1").latest_revision_id
    for answer in (desk.get(address(guideline, later=theirs)), desk.post(address(guideline, later=theirs))):
        assert answer.status_code == 404


@pytest.mark.usefixtures("quick")
def test_nobody_else_has_it_or_asks_for_it(desk, guideline, client, client_of, anna, staff, run_tasks):
    desk.post(address(guideline))
    run_tasks()
    for reader in (client, client_of(anna), client_of(staff("finance_officer"))):
        for answer in (reader.get(address(guideline)), reader.post(address(guideline))):
            assert answer.status_code == 302
            assert MEMBER_WORD not in answer.content.decode()
    assert Extract.objects.count() == 1


@pytest.mark.usefixtures("quick")
def test_whoever_does_not_read_all_languages_is_not_offered_it(desk, client_of, guideline, run_tasks):
    """All who have a duty here read every language; whoever runs the machine has none."""
    desk.post(address(guideline))
    run_tasks()
    stranger = client_of(UserFactory(is_superuser=True))
    page = stranger.get(address(guideline, "revisions_compare"))
    assert (page.status_code, page.context["paper"]) == (200, None)
    assert (stranger.get(address(guideline)).status_code, stranger.post(address(guideline)).status_code) == (404, 404)


def test_the_page_and_the_head_of_the_paper_are_in_the_person_s_language(guideline):
    earlier, later = guideline.revisions.order_by("pk")
    found = told(differing(earlier.as_object(), later.as_object()))
    in_french = extracts.Wanted(guideline.edition, None, "fr", "", True, mark="x", revisions=(earlier, later))
    assert extracts.of_revisions(guideline.edition, (earlier, later), found, CODES[:-1]) is None
    text = text_of(extract_pdf.render(in_french))
    assert "ajouté" in text or "modifié" in text
