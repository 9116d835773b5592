"""Our list of countries beside the shared one, where that is at hand."""

import csv
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("SHARED_DATA", ROOT.parent / "shared" / "data")) / "countries.csv"


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data are not on this machine")
def test_codes_agree_with_the_shared_list():
    with SHARED.open(encoding="utf-8") as file:
        shared = {row["iso2"]: row["iso3"] for row in csv.DictReader(file)}
    with (ROOT / "portal" / "countries" / "codes.csv").open(encoding="utf-8") as file:
        ours = {row["code"]: row["iso3"] for row in csv.DictReader(file)}
    assert {code: iso3 for code, iso3 in ours.items() if shared.get(code, iso3) != iso3} == {}
    assert len(ours.keys() & shared.keys()) >= 190
