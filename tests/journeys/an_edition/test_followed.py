"""The next edition is begun, written and published once it is said what became of each guideline; in English and Arabic."""

import pytest
from playwright.sync_api import expect

from tests.journeys.an_edition.steps import go_on, moves_on, publishes

pytestmark = pytest.mark.journey

SETS = {"en": "CFA", "ar": "CFX"}
REWORDED = "The institution keeps one register of employers and proves every month that it is complete."


@pytest.mark.parametrize("language", ["en", pytest.param("ar", marks=pytest.mark.nightly)])
def test_the_next_edition_says_what_became_of_each_guideline(person, editor, stage, looks_once, language):
    old = stage(SETS[language], state="published")
    tilda = editor(language)
    page = tilda.page

    # It begins as a copy: nothing is lost, and each guideline stands beside what it was.
    tilda.opens(old.desk)
    page.locator("form[action$='/follow/'] input[name=year]").fill("2029")
    go_on(tilda, "form[action$='/follow/'] button")
    desk = page.url.removeprefix(tilda.portal.address)
    assert desk != old.desk
    expect(page.locator(".desk__lines > li")).to_have_count(35)

    # One guideline is reworded, another one dropped.
    go_on(tilda, ".desk__lines > li >> nth=1 >> a >> nth=0")
    page.locator("[name=statement_en]").fill(REWORDED)
    go_on(tilda, "footer button[type=submit], button.action-save")
    tilda.opens(desk)
    dropped = page.locator(".desk__lines > li").nth(30)  # no other refers to it
    with page.expect_navigation():
        dropped.locator("a[href$='/remove/']").click()
    looks_once(tilda, "remove", language)
    go_on(tilda, "main form button.no")
    expect(page.locator(".desk__lines > li")).to_have_count(34)

    # It is not published before a person said what became of every guideline.
    moves_on(tilda, desk, "draft", "review", "finalise", "approve")
    expect(page.locator("a[href$='/publish/']")).to_have_count(0)
    expect(page.locator(".desk__hindered dd")).to_have_count(1)
    tilda.opens(f"{desk}mapping/")
    looks_once(tilda, "mapping", language)
    go_on(tilda, "form[action$='/propose/'] button")
    go_on(tilda, "form[action$='/confirm/'] button")
    still_open = page.locator("form[action*='/mapping-rows/'] button")
    expect(still_open).to_have_count(2)
    go_on(tilda, "tbody tr:has(form) a[href*='/mapping-rows/']")
    looks_once(tilda, "mapping-row", language)
    for _row in range(2):
        tilda.opens(f"{desk}mapping/")
        go_on(tilda, "form[action*='/mapping-rows/'] button")
    expect(still_open).to_have_count(0)
    publishes(tilda, desk, lambda: looks_once(tilda, "publish", language))
    expect(page.locator("a[href$='/publish/']")).to_have_count(0)

    # Readers are told what changed; the edition before stays where it was, with a word about its successor.
    visitor = person("Noor", locale=language)
    visitor.opens(old.page("en", "2/", year=2029)).reads(REWORDED)
    visitor.opens(old.page(language, "changes/", year=2029)).reads(f"{old.code}-31")
    expect(visitor.page.locator("main article")).to_have_count(2)
    looks_once(visitor, "changes", language)
    visitor.opens(old.page(language, "31/"))
    expect(visitor.page.locator(f"main .notice a[href='{old.page(language, year=2029)}']")).to_be_visible()
    looks_once(visitor, "superseded", language)
