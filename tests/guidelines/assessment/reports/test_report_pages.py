"""The page of a report and its files: who gets them, and what they cost."""

from datetime import UTC, datetime

import pytest
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import translation

from crm.institutions.actions import add_unit
from guidelines.assessment import snapshot
from guidelines.assessment.enums import ReportFormat, State
from guidelines.assessment.models import Assessment, DraftFile
from guidelines.assessment.reports import actions, rendering, tasks
from guidelines.assessment.reports.rendering import Snapshot
from portal import clock
from tests.factories import AnswerFactory, AssessmentFactory, GuidelineFactory
from tests.guidelines.assessment.reports.common import SIGNED, close, text_of


@pytest.mark.parametrize("name", ["anna", "carl", "ben", "ada"])
def test_everybody_of_the_institution_reads_the_report(people, answered, client_of, name):
    client = client_of(people[name])
    assert client.get(reverse("assessment:report", args=[answered.uuid])).status_code == 200
    answer = client.get(reverse("assessment:report_file", args=[answered.uuid, "fr", "xlsx"]))
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'attachment; filename="ICT 2026 NF draft fr.xlsx"'
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", ["cleo", "otto"])
def test_nobody_else_learns_that_there_is_one(people, answered, client_of, name):
    client = client_of(people[name])
    for address in (
        reverse("assessment:report", args=[answered.uuid]),
        reverse("assessment:report_files", args=[answered.uuid]),
        reverse("assessment:report_file", args=[answered.uuid, "en", "json"]),
    ):
        assert client.get(address).status_code == 404
    assert client.post(reverse("assessment:report_file", args=[answered.uuid, "en", "pdf"])).status_code == 404
    assert not DraftFile.objects.exists()


@pytest.mark.parametrize("ending", ["en.exe", "xx.pdf", "en.html"])
def test_unknown_files_are_not_found(answered, ben, client_of, ending):
    address = reverse("assessment:report", args=[answered.uuid])
    assert client_of(ben).get(f"{address}{ending}").status_code == 404


def test_a_draft_pdf_is_made_on_request_and_then_given(answered, ben, client_of, run_tasks, quick_pdf):
    client = client_of(ben)
    address = reverse("assessment:report_file", args=[answered.uuid, "fr", "pdf"])
    report = reverse("assessment:report", args=[answered.uuid])
    assert client.get(address).status_code == 302  # not there yet
    for _twice in range(2):
        assert client.post(address)["Location"] == f"{report}#files"
    assert DraftFile.objects.get().is_being_made
    assert run_tasks().count("guidelines.assessment.reports.tasks.render_draft") == 1
    answer = client.get(address)
    assert answer.getvalue().startswith(b"%PDF fr")
    close(answer)
    draft = DraftFile.objects.get()
    assert not draft.is_being_made
    client.post(address)
    run_tasks()
    assert not storages["private"].exists(draft.file.name)


def test_a_draft_is_no_longer_made_once_the_assessment_is_signed(stored, answered, ben, client_of):
    client_of(ben).post(reverse("assessment:report_file", args=[answered.uuid, "en", "pdf"]))
    assert not DraftFile.objects.exists()


def test_drafts_go_once_the_report_is_stored(answered, ada, run_tasks, quick_pdf):
    actions.ask_for_draft(answered, language="fr", by=ada)
    run_tasks()
    path = DraftFile.objects.get().file.name
    answered.signed_off_at, answered.signed_off_by = SIGNED, ada
    answered.save()
    snapshot.store_report(answered, by=ada)
    run_tasks()
    assert not DraftFile.objects.exists()
    assert not storages["private"].exists(path)


def test_only_the_pdf_is_asked_for(answered, ben, client_of):
    assert client_of(ben).post(reverse("assessment:report_file", args=[answered.uuid, "en", "xlsx"])).status_code == 405


def test_a_damaged_page_is_not_served(stored, answered, ben, client_of, run_tasks, quick_pdf, caplog):
    run_tasks()
    row = stored.files.get(language="en", format=ReportFormat.HTML)
    with row.file.open("wb") as kept:
        kept.write(b"<h1>Forged</h1>")
    with translation.override("en"):
        page = client_of(ben).get(reverse("assessment:report", args=[answered.uuid])).content.decode()
    assert "Forged" not in page
    assert "reports.damaged" in caplog.text


@pytest.mark.parametrize("count", [3, 30])
def test_the_report_costs_the_same_for_any_number_of_guidelines(
    answered, edition, ben, client_of, count, django_assert_max_num_queries
):
    section = edition.sections.last()
    for number in range(4, count + 1):
        AnswerFactory(assessment=answered, guideline=GuidelineFactory(section=section, number=number))
    client = client_of(ben)
    client.get(reverse("assessment:report", args=[answered.uuid]))
    with django_assert_max_num_queries(24):
        page = client.get(reverse("assessment:report", args=[answered.uuid]))
    assert page.status_code == 200


def test_a_stored_report_asks_for_no_answers(stored, answered, ben, client_of, run_tasks, quick_pdf, monkeypatch):
    run_tasks()
    monkeypatch.setattr(rendering, "content_of", None)
    page = client_of(ben).get(reverse("assessment:report", args=[answered.uuid]))
    assert page.status_code == 200
    assert Assessment.objects.get().state == State.SIGNED_OFF


def test_the_clock_of_a_draft_is_the_portal_s(answered):
    with clock.set_to(datetime(2026, 11, 22, 10, 42, tzinfo=UTC)):
        assert "22 November 2026, 10:42 UTC" in text_of(answered)


def test_a_draft_that_was_waiting_is_not_stored_after_the_signature(answered, ada, quick_pdf):
    row = actions.ask_for_draft(answered, language="fr", by=ada)
    asked = str(answered.uuid), "fr", row.asked_at.isoformat()
    answered.signed_off_at, answered.signed_off_by = SIGNED, ada
    answered.save()
    tasks.render_draft.func(*asked)
    row.refresh_from_db()
    assert (row.file.name, row.made_at) == ("", None)
    assert not storages["private"].exists(f"assessment/drafts/{answered.uuid}")
    Assessment.objects.update(signed_off_at=None, signed_off_by=None)
    tasks.render_draft.func(*asked)
    row.refresh_from_db()
    assert storages["private"].exists(row.file.name), "the same request is met as long as nobody has signed"


@pytest.mark.parametrize("made", [False, True])
@pytest.mark.parametrize("count", [3, 30])
def test_a_stored_report_costs_the_same_for_any_number_of_guidelines(
    answered, edition, ada, ben, client_of, run_tasks, quick_pdf, count, made, django_assert_num_queries
):
    section = edition.sections.last()
    for number in range(4, count + 1):
        AnswerFactory(assessment=answered, guideline=GuidelineFactory(section=section, number=number))
    answered.state, answered.signed_off_at, answered.signed_off_by = State.SIGNED_OFF, SIGNED, ada
    answered.save()
    snapshot.store_report(answered, by=ada)
    if made:
        run_tasks()
    client, address = client_of(ben), reverse("assessment:report", args=[answered.uuid])
    client.get(address)
    with django_assert_num_queries(11):
        page = client.get(address)
    assert f"ICT-{count}" in page.content.decode()


def test_the_mean_of_few_targets_says_how_few(answered, client_of, anna):
    page = " ".join(client_of(anna).get(reverse("assessment:report", args=[answered.uuid])).content.decode().split())
    assert 'data-label="Target"><span>4.0 (1 of 2)</span>' in page


def test_files_of_two_parts_have_two_names(answered, edition, fund, anna, client_of):
    unit = add_unit(fund, kind="branch", names={"en": "Pensions"}, by=anna)
    other = AssessmentFactory(institution=fund, edition=edition, unit=unit, title="ICT 2026")
    address = reverse("assessment:report_file", args=[other.uuid, "en", "xlsx"])
    answer = client_of(anna).get(address)
    assert answer["Content-Disposition"] == 'attachment; filename="ICT 2026 NF Pensions draft en.xlsx"'


def test_the_file_of_a_signed_one_bears_its_day(stored):
    report = Snapshot.of_stored(stored).report("fr")
    assert rendering.filename(report, ReportFormat.PDF) == "ICT 2026 NF 2026-11-21 fr.pdf"  # her day, not Greenwich's
