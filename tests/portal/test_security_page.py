"""docs/security.md answers every requirement of the standard once, and names nothing that is not there."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`([^`\n]+)`", PAGE)
#: ASVS 5.0.0: how many requirements of levels 1 and 2 each section has; those of level 3 come last in a section.
COUNTS = """
1.1:2 1.2:9 1.3:11 1.4:3 1.5:2  2.1:3 2.2:3 2.3:4 2.4:1  3.2:2 3.3:4 3.4:6 3.5:5 3.7:2  4.1:3 4.2:1 4.3:2 4.4:4
5.1:1 5.2:3 5.3:2 5.4:3  6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4  7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2
8.1:2 8.2:3 8.3:1 8.4:1  9.1:3 9.2:4  10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3
11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1  12.1:3 12.2:2 12.3:4  13.1:1 13.2:5 13.3:2 13.4:5
14.1:2 14.2:4 14.3:3  15.1:3 15.2:3 15.3:7  16.1:1 16.2:5 16.3:4 16.4:3 16.5:3  17.1:1 17.2:4 17.3:2
"""
ANSWERS = ("Yes", "In part", "Not yet", "No such thing", "Whoever runs")


def asked():
    pairs = (word.split(":") for word in COUNTS.split())
    return [f"{section}.{number}" for section, count in pairs for number in range(1, int(count) + 1)]


def rows():
    return [line.strip("| ").split(" | ") for line in PAGE.splitlines() if re.match(r"\| \d+\.\d+\.\d+ ", line)]


def test_every_requirement_of_level_two_is_answered_once_in_its_order():
    assert [row[0] for row in rows()] == asked()
    assert len(rows()) == 253


def test_every_answer_begins_with_one_of_the_words_that_are_explained():
    odd = [row[0] for row in rows() if len(row) != 4 or row[1] not in "12" or not row[3].startswith(ANSWERS)]
    assert odd == []


def paths():
    return sorted({name for name in NAMED if "/" in name and " " not in name and not name.startswith("/")})


@pytest.mark.parametrize("name", paths())
def test_every_file_and_test_that_is_named_is_there(name):
    path, _colons, test = name.partition("::")
    assert (ROOT / path).exists(), f"{path} is named in docs/security.md and is not there"
    if test:
        assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), f"{path} has no test called {test}"


def test_every_setting_that_is_named_is_one():
    """Those in capitals are settings of Django or variables of docs/operations.md."""
    capitals = {name for name in NAMED if re.fullmatch(r"[A-Z][A-Z_]+", name)}
    variables = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert [name for name in sorted(capitals) if not hasattr(settings, name) and f"`{name}`" not in variables] == []


def test_what_is_answered_by_a_yes_has_evidence_or_a_reason():
    bare = [row[0] for row in rows() if row[3].strip() in ANSWERS[:2]]
    assert bare == []
