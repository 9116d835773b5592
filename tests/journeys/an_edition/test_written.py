"""An editor brings a set of guidelines in, arranges it by hand and gives it to the reviewers; in English and Arabic."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.an_edition.edition_file import EditionFile
from tests.journeys.an_edition.steps import go_on

pytestmark = pytest.mark.journey

#: The set that each story is about: announced by the demo, or begun by the file.
SETS = {"en": "CCC", "ar": "CCX"}
#: What axe finds in the frame that Wagtail itself puts around a form: its bar of breadcrumbs stands for a heading.
WAGTAILS_OWN = ["page-has-heading-one"]


def lines(somebody):
    """Return (code, title) of each guideline in the tree at hand."""
    rows = somebody.page.locator("[data-tree] [data-kind=guideline]")
    return rows.evaluate_all(
        "all => all.map(row => [row.querySelector('.tree__code').textContent, row.querySelector('.tree__title').textContent])"
    )


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_editor_brings_a_set_in_and_arranges_it_by_hand(editor, looks, language):
    code = SETS[language]
    tilda = editor(language)
    page = tilda.page

    # The file is shown before anything is changed, and then taken.
    tilda.opens("/admin/library/files/")
    assert page.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")
    looks(tilda, f"files-{language}")
    content = EditionFile(code).content()
    page.locator("input[type=file]").set_input_files(
        {"name": f"{code}.json", "mimeType": "application/json", "buffer": content}
    )
    go_on(tilda, "form:has(input[type=file]) button")
    page.wait_for_url(re.compile(r"/imports/"))
    looks(tilda, f"rehearsal-{language}")
    go_on(tilda, "form[action$='/take/'] button")
    page.wait_for_url(re.compile(r"/admin/library/editions/[0-9a-f-]{36}/$"))
    desk = page.url.removeprefix(tilda.portal.address)
    looks(tilda, f"desk-{language}")

    # A guideline goes one down by keyboard: the numbers follow, the words stay with it.
    tilda.opens(f"{desk}tree/")
    before = lines(tilda)
    assert [number for number, _title in before] == [f"{code}-{number}" for number in range(1, 36)]
    looks(tilda, f"tree-{language}")
    row = page.locator("[data-tree] [data-kind=guideline]").first
    key = row.get_attribute("data-key")
    row.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("[data-tree] [data-kind=guideline]").nth(1)).to_have_attribute("data-key", key)
    expect(page.locator(f"[data-key='{key}']")).to_be_focused()
    moved = lines(tilda)
    assert [title for _number, title in moved[:3]] == [before[1][1], before[0][1], before[2][1]]
    assert [number for number, _title in moved] == [number for number, _title in before]

    # One becomes two, then two others become one.
    go_on(tilda, f"a[href$='{key}/split/']")
    looks(tilda, f"split-{language}")
    page.locator("input[name=title]").fill("Gaps in the law are reported with a draft that closes them")
    page.locator("input[name=points]").last.check()
    go_on(tilda, "form:has(input[name=points]) button.button")
    split = lines(tilda)
    assert split[2] == [f"{code}-3", "Gaps in the law are reported with a draft that closes them"]
    assert len(split) == 36
    last = page.locator("[data-tree] [data-kind=guideline]").nth(34).get_attribute("data-key")
    go_on(tilda, f"a[href$='{last}/merge/']")
    looks(tilda, f"merge-{language}")
    go_on(tilda, ".desk form button.button")
    assert [title for _number, title in lines(tilda)] == [title for _number, title in split[:35]]

    # What the new one lacks is written in the form, and the edition goes to the reviewers.
    go_on(tilda, "[data-tree] [data-kind=guideline] >> nth=2 >> a.tree__title")
    looks(tilda, f"guideline-{language}", without=WAGTAILS_OWN)
    page.locator("[name=statement_en]").fill("The institution reports each gap to the ministry, with a draft.")
    page.locator("[name=rationale_en]").fill("A gap that nobody reports stays open for years.")
    go_on(tilda, "footer button[type=submit], button.action-save")
    expect(page).to_have_url(f"{tilda.portal.address}{desk}")
    for move in ("draft", "review"):
        go_on(tilda, f"form[action$='/moves/{move}/'] button")
    expect(page.locator("form[action$='/moves/consult/']")).to_be_visible()
    looks(tilda, f"in-review-{language}")
