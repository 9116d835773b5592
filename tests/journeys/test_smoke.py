"""The shortest story that touches everything: on SQLite it is the only one."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey


def test_smoke_a_visitor_reads_and_a_member_answers(person):
    visitor = person("visitor", width=360, locale="ar")
    visitor.opens("/ar/").finds_the_page_accessible().sees_no_sideways_scroll()
    visitor.opens("/ar/guidelines/ict/e2026/20/").finds_the_page_accessible()
    assert visitor.page.evaluate("document.documentElement.dir") == "rtl"

    awa = person("Awa").signs_in("coordinator")
    awa.opens("/en/my/").finds_the_page_accessible()
    awa.page.locator("a.button--main").first.click()
    item = awa.page.locator("[data-item]").first
    item.locator('input[name=level][value="3"]').check()
    expect(item.locator("[data-part=state] .state--done")).to_be_visible()
    awa.page.reload()
    expect(awa.page.locator("[data-item]").first.locator('input[name=level][value="3"]')).to_be_checked()


def test_smoke_staff_pass_the_second_factor(person):
    rita = person("Rita").signs_in("administrator")
    rita.opens("/admin/tasks/")
    expect(rita.page.locator("main")).to_be_visible()
    assert "/admin/tasks/" in rita.page.url
