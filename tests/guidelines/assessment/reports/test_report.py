"""What a report says, in each of its forms."""

import hashlib
import json
from importlib import resources
from io import BytesIO

import pytest
from openpyxl import load_workbook

from guidelines.assessment import snapshot
from guidelines.assessment.enums import ReportFormat
from guidelines.assessment.reports import pages
from guidelines.assessment.reports.rendering import Snapshot, render
from portal.languages import CODES
from tests.factories import AnswerFactory, AssessmentFactory
from tests.guidelines.assessment.reports.common import text_of
from tests.schema import problems


def report_of(assessment, language="en"):
    return Snapshot.of_draft(assessment).report(language)


def summary_of(assessment):
    return " ".join(pages.context_of(report_of(assessment))["summary"])


def test_the_summary_says_where_the_institution_stands(answered):
    assert summary_of(answered) == (
        "The institution stands at 3.0 of 4, “Largely in place”: the mean of 2 applicable answers. "
        "1 guideline is not applicable and counts nowhere. "
        "To reach its targets, whose mean is 4.0, the institution has to raise 1 answer. "
        "1 of them lies two levels or more below its target. "
        "A target is set for 1 of 2 guidelines that apply."
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
