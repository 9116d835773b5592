"""The time zones that people choose from: each place once, named in the reader's language."""

import pytest
from django.utils import translation

from portal.accounts.forms import ProfileForm
from portal.accounts.zones import time_zones, usual


def test_each_place_stands_there_once():
    labels = [label for _name, label in time_zones()]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("en", "UTC+05:30 Kolkata, India"),
        ("fr", "UTC+05:30 Calcutta, Inde"),
        ("ar", "UTC+05:30 كالكتا، الهند"),
        ("zh-hans", "UTC+05:30 加尔各答、印度"),
    ],
)
def test_a_place_has_its_name_and_country(language, label):
    with translation.override(language):
        assert dict(time_zones())["Asia/Kolkata"] == label


@pytest.mark.parametrize("language", ["ar", "ru", "zh-hans"])
def test_hardly_a_place_is_left_in_english(language):
    with translation.override("en"):
        english = dict(time_zones())
    with translation.override(language):
        same = [name for name, label in time_zones() if label == english[name] and name != "UTC"]
    assert same == ["America/Coyhaique"]  # a zone of 2025 that CLDR does not name yet


def test_who_chose_a_place_under_its_old_name_finds_it_chosen(anna):
    anna.time_zone = "Asia/Calcutta"
    assert usual(anna.time_zone) == "Asia/Kolkata"
    assert '<option value="Asia/Kolkata" selected>' in str(ProfileForm(instance=anna)["time_zone"])
