"""Every letter that we write, and those of people's names, is drawn by a font of ours."""

import re

import pytest
from fontTools.ttLib import TTFont

from portal.frontend import fonts

CSS = (fonts.ROOT / "portal/frontend/css/fonts.css").read_text()


def letters_of(path):
    return set(map(chr, TTFont(path).getBestCmap()))


@pytest.mark.parametrize("weight", fonts.WEIGHTS)
def test_the_chinese_that_we_write_is_in_the_file_that_each_page_fetches(weight):
    missing = fonts.own_letters() - letters_of(fonts.WEB / f"plex-sc-{weight}.woff2")
    assert missing == set()


@pytest.mark.parametrize("weight", fonts.WEIGHTS)
@pytest.mark.parametrize("name", ["小明", "沈若曦", "堃", "魏靖宇", "龚钰"])
def test_a_name_is_drawn_whole_in_text_and_bold(weight, name):
    drawn = set().union(*(letters_of(path) for path in fonts.WEB.glob(f"plex-sc-{weight}*.woff2")))
    assert set(name) - drawn == set()


def test_each_slice_is_fetched_for_the_characters_that_it_holds():
    ranges = dict(re.findall(r"plex-sc-600-rest-(\w)\.woff2.*?unicode-range: U\+([0-9A-F-]+);", CSS, re.S))
    assert ranges == {name: f"{first:X}-{last:X}" for name, (first, last) in fonts.REST.items()}
    faces = re.findall(r"plex-sc-\d00(-rest-\w)?\.woff2", CSS)
    # Of faces that overlap a browser asks the last first: it must be the file that every page has.
    assert faces[-1] == ""
    assert len(faces) == 2 * (len(fonts.REST) + 1)
