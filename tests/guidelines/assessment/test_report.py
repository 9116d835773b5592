"""The report: rendered from a snapshot, stored once in seven languages, and never touched again."""

import errno
import hashlib
import json
import os
from datetime import UTC, datetime
from importlib import resources
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.files.storage import storages
from django.core.signals import request_finished
from django.db import close_old_connections
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from guidelines.assessment import snapshot
from guidelines.assessment.enums import ReportFormat, State
from guidelines.assessment.models import Assessment, DraftFile, ReportFile
from guidelines.assessment.reports import actions, pages, rendering, storing, tasks
from guidelines.assessment.reports.rendering import Snapshot, render
from portal import clock
from portal.background.models import QueuedTask, TaskState
from portal.languages import CODES
from tests.factories import AnswerFactory, AssessmentFactory, GuidelineFactory
from tests.schema import problems

SIGNED = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
LIGHT = [format for format in ReportFormat if format != ReportFormat.PDF]


@pytest.fixture
def answered(fund, edition, carl):
    """Level 2 with target 4 and a comment that looks like a formula; level 4; not applicable."""
    assessment = AssessmentFactory(institution=fund, edition=edition, title="Our ICT", handed_in=True)
    first, second, third = edition.guidelines.order_by("number")
    AnswerFactory(assessment=assessment, guideline=first, level=2, target=4, comment="=1+1 <b>", comment_lang="fr")
    AnswerFactory(assessment=assessment, guideline=second, level=4, answered_by=carl)
    AnswerFactory(assessment=assessment, guideline=third, level=None, is_not_applicable=True)
    return assessment


@pytest.fixture
def stored(answered, ada):
    ada.time_zone = "Asia/Tokyo"
    ada.save()
    answered.state, answered.signed_off_at, answered.signed_off_by = State.SIGNED_OFF, SIGNED, ada
    answered.save()
    return snapshot.store_report(answered, by=ada)


@pytest.fixture
def quick_pdf(monkeypatch):
    """The typesetter has tests of its own; here its pages are enough."""
    monkeypatch.setattr(
        "portal.reports.pdf.render",
        lambda html, *, language, title, css="": f"%PDF {language} {title}\n{html}".encode(),
    )


def text_of(assessment, language="en", format=ReportFormat.HTML):
    return render(Snapshot.of_draft(assessment), language, format).decode()


def report_of(assessment, language="en"):
    return Snapshot.of_draft(assessment).report(language)


def summary_of(assessment):
    return " ".join(pages.context_of(report_of(assessment))["summary"])


# What it says


def test_the_summary_says_where_the_institution_stands(answered):
    assert summary_of(answered) == (
        "The institution stands at 3.0 of 4, “Largely in place”: the mean of 2 applicable answers. "
        "1 guideline is not applicable and counts nowhere. "
        "To reach its targets, whose mean is 4.0, the institution has to raise 1 answer. "
        "1 of them lies two levels or more below its target."
    )


def test_without_any_answer_the_report_says_so(fund, edition):
    empty = AssessmentFactory(institution=fund, edition=edition)
    assert summary_of(empty) == "No guideline has been answered yet, so there is nothing to measure."
    page = text_of(empty)
    assert "Gaps appear once guidelines are answered with a level and a target." in page
    assert "No answer stands at level 3 or above yet." in page
    assert "No section has a level yet" not in page  # the picture is left out with its title


def test_when_everything_is_not_applicable_no_level_is_given(fund, edition):
    assessment = AssessmentFactory(institution=fund, edition=edition)
    for guideline in edition.guidelines.all():
        AnswerFactory(assessment=assessment, guideline=guideline, level=None, is_not_applicable=True)
    assert summary_of(assessment) == "Every guideline is marked as not applicable, so no level can be given."


def test_without_targets_gaps_are_explained(fund, edition):
    assessment = AssessmentFactory(institution=fund, edition=edition)
    AnswerFactory(assessment=assessment, guideline=edition.guidelines.first(), level=3)
    assert "No targets have been set, so the report shows no gaps." in summary_of(assessment)


def test_targets_that_are_reached_leave_no_gap(fund, edition):
    assessment = AssessmentFactory(institution=fund, edition=edition)
    AnswerFactory(assessment=assessment, guideline=edition.guidelines.first(), level=3, target=2)
    assert "Every answer with a target has reached it." in summary_of(assessment)


def test_an_earlier_assessment_is_compared(stored, fund, edition):
    again = AssessmentFactory(institution=fund, edition=edition)
    for guideline in edition.guidelines.all():
        AnswerFactory(assessment=again, guideline=guideline, level=1)
    said = summary_of(again)
    assert "Since the earlier assessment, signed on 20 November 2026, it has fallen from 3.0 to 1.0." in said
    assert "“Strategy” lost most, from 3.0 to 1.0." in said


def test_gaps_stand_widest_first(fund, edition):
    assessment = AssessmentFactory(institution=fund, edition=edition)
    for guideline, level, target in zip(edition.guidelines.order_by("number"), (3, 1, 2), (4, 4, 4), strict=True):
        AnswerFactory(assessment=assessment, guideline=guideline, level=level, target=target)
    assert [(line.code, line.gap) for line in report_of(assessment).gaps] == [("ICT-2", 3), ("ICT-3", 2), ("ICT-1", 1)]


def test_completion_and_not_applicable_stand_beside_every_score(answered):
    page = text_of(answered)
    assert page.count('data-label="Answered"') == page.count('data-label="Not applicable"') == 4  # part, sections, set
    assert "3 of 3 guidelines answered (100%). 1 not applicable (33%)." in page


def test_the_trace_leads_down_to_the_answers(answered):
    page = text_of(answered)
    assert "6 ÷ 2" in page
    assert "ICT-1: 2" in page


def test_a_comment_is_escaped_and_marked_in_its_language(answered):
    page = text_of(answered)
    assert "=1+1 &lt;b&gt;" in page
    assert 'lang="fr"' in page


def test_a_language_that_is_not_released_gets_english_wording_marked_with_a_notice(answered):
    page = text_of(answered, "fr")
    assert "Caisse nationale" in page
    assert '<span lang="en" dir="ltr">Title of guideline 1</span>' in page
    assert "notice--language" in page
    assert "notice--language" not in text_of(answered, "en")


@pytest.mark.parametrize("language", CODES)
def test_no_form_of_the_report_leaves_a_hole_or_a_style(answered, quick_pdf, language):
    for format in (ReportFormat.HTML, ReportFormat.PDF):
        page = text_of(answered, language, format)
        assert "UNDEFINED(" not in page
        assert "{{" not in page
        assert " style=" not in page
        assert "<c-" not in page


def test_page_and_paper_show_the_same_picture(answered, quick_pdf):
    picture = text_of(answered, "en", ReportFormat.PARTS_SVG)
    assert picture.startswith("<svg xmlns=")
    assert picture in text_of(answered)
    assert picture in text_of(answered, "en", ReportFormat.PDF)


@pytest.mark.parametrize("format", [ReportFormat.HTML, ReportFormat.PDF])
def test_a_draft_says_so_everywhere(fund, edition, quick_pdf, format):
    assessment = AssessmentFactory(institution=fund, edition=edition)
    AnswerFactory(assessment=assessment, guideline=edition.guidelines.first())
    assert "Draft, 1 of 3 answered" in text_of(assessment, "en", format)


def test_a_draft_says_so_in_workbook_and_json(fund, edition):
    assessment = AssessmentFactory(institution=fund, edition=edition)
    AnswerFactory(assessment=assessment, guideline=edition.guidelines.first())
    book = load_workbook(BytesIO(render(Snapshot.of_draft(assessment), "en", ReportFormat.XLSX)))
    assert book["Summary"]["B2"].value == "Draft, 1 of 3 answered"
    assert {page.oddHeader.center.text for page in book} == {"Draft, 1 of 3 answered"}
    given = json.loads(text_of(assessment, "en", ReportFormat.JSON))
    assert given["draft"] == {"answered": 1, "guidelines": 3}
    assert given["signature"] is None


def test_a_signed_report_bears_mark_signer_and_the_moment_where_he_signed(stored):
    page = render(Snapshot.of_stored(stored), "en", ReportFormat.HTML).decode()
    assert "Draft" not in page
    assert "Signed by Ada, 21 November 2026" in page
    assert "21 November 2026, 08:30 (Tokyo time)" in page
    assert pages.grouped(stored.content_sha256) in page


def test_the_workbook_keeps_a_formula_as_text(answered):
    book = load_workbook(BytesIO(render(Snapshot.of_draft(answered), "en", ReportFormat.XLSX)))
    cell = next(cell for row in book["Guidelines"] for cell in row if cell.value and "1+1" in str(cell.value))
    assert (cell.value, cell.data_type) == ("=1+1 <b>", "s")
    assert ",'=1+1 <b>," in text_of(answered, "en", ReportFormat.GUIDELINES_CSV)


def test_json_follows_the_schema_beside_it_and_gives_back_the_mark(stored):
    folder = resources.files("guidelines.assessment.reports")
    schema = json.loads(folder.joinpath("assessment-report-1.schema.json").read_text())
    made = render(Snapshot.of_stored(stored), "fr", ReportFormat.JSON)
    given = json.loads(made)
    assert problems(given, schema) == []
    assert given["format"] == snapshot.FORMAT == schema["$id"]
    assert hashlib.sha256(snapshot.canonical(given["content"]).encode()).hexdigest() == given["content_sha256"]
    assert made == render(Snapshot.of_stored(stored), "ar", ReportFormat.JSON)
    given["content"]["scores"]["nodes"][0]["level"] = 3.0
    assert problems(given, schema) == ["$.content.scores.nodes[0].level is not string or null"]


# Stored for ever


def close(answer):
    """Close the file behind an answer as the test client does: without closing the database as well."""
    request_finished.disconnect(close_old_connections)
    try:
        answer.close()
    finally:
        request_finished.connect(close_old_connections)


def served(client, uuid):
    """Return what a colleague is given: the stored part of the page in each language, and every file."""
    found = {}
    for language in CODES:
        with translation.override(language):
            page = client.get(reverse("assessment:report", args=[uuid])).content.decode()
        found[language] = page[page.index('<div class="report">') : page.index('id="files"')]
        for format in ReportFormat:
            if format != ReportFormat.HTML:
                answer = client.get(reverse("assessment:report_file", args=[uuid, language, format]))
                found[language, format] = answer.getvalue()
                close(answer)
    return found


def test_no_later_change_touches_a_byte_of_what_is_served(
    stored, answered, edition, fund, ada, ben, client_of, run_tasks, quick_pdf, monkeypatch, settings
):
    run_tasks()
    assert ReportFile.objects.count() == len(CODES) * len(ReportFormat)
    client, uuid = client_of(ben), answered.uuid
    before = served(client, uuid)

    fund.name_en = fund.name_fr = "Renamed"
    fund.save()
    edition.guidelines.update(title_en="Other words", title_fr="Autres mots")
    edition.levels.update(name_en="Other level")
    edition.set.title_en = "Other set"
    edition.set.save()
    ada.name, ada.time_zone = "Someone else", "America/Lima"
    ada.save()
    ben.time_zone = "America/Lima"
    ben.save()
    answered.answers.update(level=0, is_not_applicable=False)
    settings.TIME_ZONE = "America/Lima"
    monkeypatch.setattr("guidelines.assessment.scoring.by_mean_of_applicable", None)
    monkeypatch.setattr("guidelines.assessment.reports.rendering.render", lambda *args: b"rendered anew")
    monkeypatch.setattr("guidelines.assessment.reports.storing.render", lambda *args: b"rendered anew")
    for language in CODES:
        storing.store_language(stored, language)

    assert served(client, uuid) == before
    for row in ReportFile.objects.all():
        with row.file.open("rb") as kept:
            assert hashlib.sha256(kept.read()).hexdigest() == row.sha256


def test_the_real_typesetter_is_used_for_a_stored_file(stored, settings, tmp_path):
    settings.VAR = tmp_path
    assert render(Snapshot.of_stored(stored), "ar", ReportFormat.PDF).startswith(b"%PDF-")


def test_storing_twice_stores_once(stored, quick_pdf):
    storing.store_language(stored, "en")
    known = set(ReportFile.objects.values_list("pk", "file"))
    storing.store_language(stored, "en")
    assert set(ReportFile.objects.values_list("pk", "file")) == known


def test_the_second_of_two_workers_leaves_the_first_file_and_no_other(stored):
    storing.store(stored, "en", ReportFormat.JSON, b"first")
    storing.store(stored, "en", ReportFormat.JSON, b"second")
    kept = ReportFile.objects.get()
    with kept.file.open("rb") as content:
        assert content.read() == b"first"
    assert files_in(stored) == {kept.file.name.rpartition("/")[2]}


def files_in(stored):
    try:
        return set(storages["private"].listdir(storing.folder_of(stored))[1])
    except FileNotFoundError:
        return set()


@pytest.fixture
def full_disk(monkeypatch):
    """The first bytes are written, then the disk is full."""
    real = os.fdopen

    def opened(descriptor, mode="r", *args, **kwargs):
        file = real(descriptor, mode, 0)
        if "w" in mode:
            whole = file.write

            def write(content):
                whole(content[:10])
                raise OSError(errno.ENOSPC, "No space left on device")

            return SimpleNamespace(write=write, close=file.close)
        return file

    monkeypatch.setattr("django.core.files.storage.filesystem.os.fdopen", opened)


def test_a_full_disk_leaves_nothing_half_stored(stored, full_disk):
    with pytest.raises(OSError, match="No space"):
        storing.store(stored, "en", ReportFormat.JSON, b"x" * 1000)
    assert not ReportFile.objects.exists()
    assert files_in(stored) == set()


def test_after_a_full_disk_the_task_tries_again_and_the_page_says_so(
    stored, answered, ben, client_of, run_tasks, quick_pdf, monkeypatch
):
    with monkeypatch.context() as patch:
        patch.setattr("guidelines.assessment.reports.storing.write", _full)
        run_tasks(failing=True)
    assert QueuedTask.objects.filter(state=TaskState.WAITING, attempts=1).count() == 7
    page = client_of(ben).get(reverse("assessment:report", args=[answered.uuid])).content.decode()
    assert "The files are being made in all languages" in page
    assert "Our ICT" in page  # the report itself is there, from the snapshot
    run_tasks(later=True)
    assert ReportFile.objects.count() == len(CODES) * len(ReportFormat)


def _full(*args):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_file_that_reads_back_otherwise_is_not_stored(stored, monkeypatch):
    monkeypatch.setattr(storages["private"], "open", lambda *args: BytesIO(b"something else"))
    with pytest.raises(storing.NotWritten):
        storing.store(stored, "en", ReportFormat.JSON, b"content")
    assert not ReportFile.objects.exists()


def test_a_killed_worker_s_leavings_are_swept_once_all_is_stored(stored, run_tasks, quick_pdf):
    storing.write(storing.folder_of(stored), "en.pdf", b"half")  # written, then killed before the books
    run_tasks()
    assert len(files_in(stored)) == ReportFile.objects.count() == len(CODES) * len(ReportFormat)


def test_a_worker_killed_between_two_files_goes_on_where_it_was(stored, quick_pdf, monkeypatch):
    made, real = [], storing.render

    def killed(snapshot, language, format):
        if len(made) == 2:
            raise KeyboardInterrupt
        made.append(format)
        return real(snapshot, language, format)

    with monkeypatch.context() as patch:
        patch.setattr(storing, "render", killed)
        with pytest.raises(KeyboardInterrupt):
            storing.store_language(stored, "en")
    assert stored.files.count() == 2
    first = set(stored.files.values_list("file", flat=True))
    storing.store_language(stored, "en")
    assert stored.files.count() == len(ReportFormat)
    assert first < set(stored.files.values_list("file", flat=True))


# Pages and files


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
