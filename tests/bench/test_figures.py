"""The bench prints no figure that it has not measured, and says the rows it was measured on."""

import pytest

from tests.bench.__main__ import asked_for
from tests.bench.figures import Figure, enough, heading
from tests.bench.measuring import Sizes, papers


@pytest.mark.parametrize(("rows", "is_enough"), [(["a", "b"], True), (["a", "a"], False), ([], False)])
def test_the_same_row_twice_is_one_row(rows, is_enough):
    assert enough(rows, 2) is is_enough


def test_what_is_not_measured_has_no_figure():
    line = Figure.not_measured("page", "12 addresses, 200 are needed").line()
    assert line.split(maxsplit=1) == ["page", "not measured: 12 addresses, 200 are needed"]


def test_a_figure_names_both_sides_and_their_ratio():
    line = Figure("page", 50.0, "/s", 200.0, 0.25, "200 addresses").line()
    assert line.split() == ["page", "50.00", "/s", "200.00", "/s", "0.250", "200", "addresses"]
    assert heading().index("measured on") == line.index("200 addresses")


@pytest.mark.parametrize(("guidelines", "measured"), [(30, [True, True]), (29, [False, False])])
def test_the_pdf_of_a_shorter_set_is_not_called_that_of_the_set(guidelines, measured):
    found = {"ours": 3.0, "plain": 2.0, "tagged": 3.0, "beside_plain": 1.5, "beside_tagged": 1.0}
    figures = papers(found | {"guidelines": guidelines}, Sizes(guidelines=30))
    assert ["not measured" not in figure.line() for figure in figures] == measured


def test_the_environment_asks_for_more_rows():
    assert asked_for({"BENCH_SETS": "16", "BENCH_ASSESSMENTS": "60", "HOME": "/"}) == Sizes(sets=16, assessments=60)
