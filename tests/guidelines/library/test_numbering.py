from dataclasses import dataclass

import pytest

from guidelines.library.numbering import guideline_numbers, letters, section_codes


@dataclass
class Thing:
    pk: int
    position: int = 0
    parent_id: int | None = None
    section_id: int | None = None


@pytest.mark.parametrize(("index", "expected"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (51, "AZ"), (52, "BA")])
def test_parts_are_lettered_beyond_z(index, expected):
    assert letters(index) == expected


def test_sections_are_coded_within_their_part():
    sections = [Thing(1, 0), Thing(2, 1, parent_id=1), Thing(3, 2, parent_id=2), Thing(4, 3, parent_id=1), Thing(5, 4)]
    assert section_codes(sections) == {1: "A", 2: "A.1", 3: "A.1.1", 4: "A.2", 5: "B"}


def test_numbers_go_on_across_parts_whatever_the_order_of_rows():
    sections = [Thing(5, 4), Thing(2, 1, parent_id=1), Thing(1, 0)]
    guidelines = [Thing(30, 0, section_id=5), Thing(20, 1, section_id=2), Thing(10, 0, section_id=2)]
    assert guideline_numbers(sections, guidelines) == {10: 1, 20: 2, 30: 3}


def test_a_section_s_own_guidelines_come_before_those_of_its_sub_sections():
    sections = [Thing(1, 0), Thing(2, 1, parent_id=1)]
    assert guideline_numbers(sections, [Thing(7, 0, section_id=2), Thing(8, 0, section_id=1)]) == {8: 1, 7: 2}
