"""Every screen that people of each role meet, in three languages and two widths: accessible, nothing overflows."""

import json

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

VISITOR = [
    "",
    "help/",
    "privacy/",
    "guidelines/",
    "guidelines/ict/e2026/",
    "guidelines/ict/e2026/1/",
    "guidelines/ict/e2026/whole/",
    "account/login/",
    "account/request/",
    "nothing/here/",
]
MEMBER = ["my/", "my/assessments/", "account/profile/", "account/sessions/", "account/2fa/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_what_a_visitor_sees(person, shots, language, width, scheme):
    visitor = person("visitor", width=width, locale=language, color_scheme=scheme)
    for path in VISITOR:
        visitor.opens(f"/{language}/{path}").finds_the_page_accessible().sees_no_sideways_scroll()
        name = path.strip("/").replace("/", "-") or "home"
        visitor.page.screenshot(path=shots / f"visitor-{name}-{language}-{width}-{scheme}.png", full_page=True)


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_what_a_coordinator_sees(person, shots, language, width):
    awa = person("Awa", width=width, locale=language).signs_in("coordinator", language)
    awa.opens(f"/{language}/my/")
    found = awa.page.locator("main a[href*='/my/']").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    own = sorted({path.split("#")[0].removeprefix(f"/{language}/") for path in found if path.startswith("/")})
    for path in [*MEMBER, *own]:
        awa.opens(f"/{language}/{path}").finds_the_page_accessible().sees_no_sideways_scroll()
        name = path.strip("/").replace("/", "-")[:80]
        awa.page.screenshot(path=shots / f"coordinator-{name}-{language}-{width}.png", full_page=True)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_gallery(person, shots, language):
    ines = person("Ines").signs_in("administrator", language)
    ines.opens(f"/{language}/gallery/")
    # The gallery shows each component several times, with the landmarks that a page has once.
    ines.finds_the_page_accessible(without=["landmark-unique", "landmark-no-duplicate-main"])
    ines.page.screenshot(path=shots / f"gallery-{language}.png", full_page=True)


def test_reading_and_signing_in_need_no_script(portal, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{portal.address}/en/guidelines/ict/e2026/15/")
    expect(page.locator("main")).to_contain_text("The institution gives each person access only")
    row = next(row for row in json.loads((portal.folder / "sign-ins.json").read_text()) if row["role"] == "reader")
    page.goto(f"{portal.address}/en/account/login/")
    page.locator("input[name=login]").fill(row["email"])
    page.locator("input[name=password]").fill(row["password"])
    page.locator("main form button[type=submit]").first.click()
    expect(page).to_have_url(f"{portal.address}/en/my/")
    context.close()
