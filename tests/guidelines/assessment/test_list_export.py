"""The list of assessments taken along: the same rows in the same order, by those who see the page."""

import pytest
from django.test import Client

from crm.institutions.enums import UnitKind
from guidelines.assessment.enums import State
from portal import clock
from tests.factories import AssessmentFactory, EditionFactory
from tests.tables_read import rows_of

LIST = "/en/my/assessments/"
FORMATS = pytest.mark.parametrize("format", ["csv", "xlsx"])


@pytest.fixture
def several(fund, edition):
    """Thirty of the fund, more than a page holds."""
    for number in range(30):
        unit = fund.units.create(kind=UnitKind.BRANCH, name_en=f"Branch {number:02}")
        state = State.ARCHIVED if number % 2 else State.DRAFT
        AssessmentFactory(institution=fund, edition=edition, unit=unit, title=f"T{number:02}", state=state)


@FORMATS
@pytest.mark.parametrize("query", ["?", "?sort=title", "?show=open&sort=-title", "?show=finished&sort=due"])
def test_a_file_holds_the_rows_of_all_pages_in_their_order(client_of, ben, several, format, query):
    client = client_of(ben)
    pages = client.get(LIST + query).context["page"].paginator.page_range
    shown = [line.title.value for n in pages for line in client.get(f"{LIST}{query}&page={n}").context["lines"]]
    assert len(shown) == (15 if "show" in query else 30)
    assert [row[0] for row in rows_of(client.get(f"{LIST}{query}&page=2&format={format}"))[1:]] == shown


@FORMATS
def test_a_file_says_what_the_page_says(client_of, anna, carl, answer, assessment, edition, format):
    answer(carl, 3, target=4)
    answer(carl, guideline=edition.guidelines.get(number=2), is_not_applicable=True)
    head, row = rows_of(client_of(anna).get(f"{LIST}?format={format}"))
    today = clock.today().isoformat()
    assert dict(zip(head, row, strict=True)) == {
        "Title": "ICT 2026",
        "Set of guidelines": "Information technology",
        "Edition": str(edition.year),
        "Scope": "whole institution",
        "Institution": "National Fund",
        "State": "In progress",
        "Guidelines": "3",
        "Answered": "2",
        "Not applicable": "1",
        "Level": "3.0" if format == "csv" else "3",
        "Target": "4.0" if format == "csv" else "4",
        "Earlier level": "",
        "Due": "",
        "Moved last": today,
        "By": "Carl",
    }


@FORMATS
def test_a_file_is_in_the_reader_s_language(client_of, ben, assessment, format):
    head, row = rows_of(client_of(ben).get(f"/fr/my/assessments/?format={format}"))
    assert (head[0], row[4], row[5]) == ("Titre", "Caisse nationale", "Brouillon")


@FORMATS
def test_a_title_like_a_formula_stays_text(client_of, ben, fund, edition, format):
    AssessmentFactory(institution=fund, edition=edition, title="=1+1")
    reply = client_of(ben).get(f"{LIST}?format={format}")
    assert rows_of(reply)[1][0] == {"csv": "'=1+1", "xlsx": "=1+1"}[format]
    assert b"<f>" not in reply.content


@FORMATS
def test_nobody_takes_another_institution_s_along(people, client_of, assessment, format):
    assert {name: len(rows_of(client_of(user).get(f"{LIST}?format={format}"))) - 1 for name, user in people.items()} == {
        "anna": 1, "carl": 1, "ben": 1, "ada": 1, "cleo": 0, "otto": 0, "rita": 0,
    }  # fmt: skip
    assert Client().get(f"{LIST}?format={format}").status_code == 302


@FORMATS
def test_an_empty_list_is_a_file_of_heads(client_of, ben, format):
    assert len(rows_of(client_of(ben).get(f"{LIST}?format={format}"))) == 1


def test_another_format_is_not_there(client_of, ben):
    assert client_of(ben).get(f"{LIST}?format=pdf").status_code == 404


@FORMATS
@pytest.mark.parametrize("number", [1, 30])
def test_a_file_costs_the_same_for_any_length(client_of, anna, fund, number, format, django_assert_num_queries):
    for edition in EditionFactory.create_batch(number, published=True):
        AssessmentFactory(institution=fund, edition=edition)
    client = client_of(anna)
    client.get(f"{LIST}?format={format}")
    with django_assert_num_queries(6):
        assert len(rows_of(client.get(f"{LIST}?format={format}"))) == number + 1
