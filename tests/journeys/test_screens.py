"""Every screen that people of each role meet, in three languages and two widths: accessible, nothing overflows."""

import json
import re

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
#: What leads about or is pressed: of no use on paper.
BARS = {".topbar__sections", ".topbar details", ".breadcrumb", ".button", ".save-bar", ".footer nav"}
MEMBER = ["my/", "my/assessments/", "account/profile/", "account/sessions/", "account/sign-ins/", "account/2fa/"]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(
    ("language", "scheme"),
    [
        *((language, "light") for language in ("en", "ar", "zh-hans")),
        *((language, "dark") for language in ("en", "ar")),
        pytest.param("zh-hans", "dark", marks=pytest.mark.nightly),
    ],
)
def test_what_a_visitor_sees(person, shot, language, width, scheme):
    visitor = person("visitor", width=width, locale=language, color_scheme=scheme)
    for path in VISITOR:
        visitor.opens(f"/{language}/{path}").finds_the_page_accessible().sees_no_sideways_scroll()
        name = path.strip("/").replace("/", "-") or "home"
        shot(visitor, f"visitor-{name}-{language}-{width}-{scheme}")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_what_a_coordinator_sees(person, shot, language, width):
    awa = person("Awa", width=width, locale=language).signs_in("coordinator", language)
    awa.opens(f"/{language}/my/")
    found = awa.page.locator("main a[href*='/my/']").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    own = sorted({path.split("#")[0].removeprefix(f"/{language}/") for path in found if path.startswith("/")})
    for path in [*MEMBER, *own]:
        awa.opens(f"/{language}/{path}").finds_the_page_accessible().sees_no_sideways_scroll()
        name = path.strip("/").replace("/", "-")[:80]
        shot(awa, f"coordinator-{name}-{language}-{width}")


@pytest.fixture
def awa(person):
    """Return a function: Awa at a browser, signed in, and the pages of her work by name."""

    def at_work(language, **options):
        awa = person("Awa", locale=language, **options).signs_in("coordinator", language)
        awa.opens(f"/{language}/my/")
        section = way(awa, r"/my/assessments/[0-9a-f-]{36}/sections/[0-9a-f-]{36}/$")
        people = way(awa, r"/my/institutions/[0-9a-f-]{36}/people/$")
        awa.opens(f"/{language}/my/assessments/")
        signed = way(awa, r"/my/assessments/[0-9a-f-]{36}/$", within="tr:has(.state--done)")
        return awa, {
            "home": f"/{language}/my/",
            "account": f"/{language}/account/profile/",
            "section": section,
            "overview": section.partition("sections/")[0],
            "report": f"{signed}report/",
            "people": people,
        }

    return at_work


def way(somebody, pattern, *, within="main"):
    """Return the first address on the page at hand that looks so."""
    links = somebody.page.locator(f"{within} a[href]").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return next(address for address in (link.partition("#")[0] for link in links) if re.search(pattern, address))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_a_member_works_with_can_be_read_in_the_dark(awa, shot, language):
    somebody, pages = awa(language, color_scheme="dark")
    for name, path in pages.items():
        somebody.opens(path).finds_the_page_accessible()
        dark = somebody.page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
        assert max(dark) < 80, f"{name} is not dark"
        shot(somebody, f"dark-{name}-{language}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("name", "own"), [("section", {".button", ".save-bar"}), ("report", set())])
def test_on_paper_a_page_has_its_text_and_no_bars(awa, shot, name, own, scheme):
    somebody, pages = awa("en", color_scheme=scheme)
    somebody.opens(pages[name])
    expect(somebody.page.locator("main h1")).to_be_visible()
    # A report has buttons as soon as its files are made: not before, and when that is depends on the worker.
    bars = {".topbar__sections", ".topbar details", ".breadcrumb", ".footer nav"} | own
    assert bars <= in_sight(somebody) <= bars | {".button"}
    somebody.page.emulate_media(media="print", color_scheme=scheme)
    expect(somebody.page.locator("main h1")).to_be_visible()
    assert in_sight(somebody) == set()
    # What was light on a dark screen is dark on paper; ticks and fields, too, are drawn as on a light one.
    paper, controls = somebody.page.evaluate(
        "[document.body, document.documentElement].map(it => getComputedStyle(it)).map(it => [it.backgroundColor, it.colorScheme])"
    )
    assert (paper[0], controls[1]) == ("rgb(255, 255, 255)", "light")
    somebody.finds_the_page_accessible()
    shot(somebody, f"paper-{name}-{scheme}")


def in_sight(somebody):
    """Return those of the bars that are to be seen."""
    return {bar for bar in BARS if somebody.page.locator(f"{bar} >> visible=true").count()}


@pytest.mark.parametrize("path", ["/en/", "/ar/guidelines/ict/e2026/15/"])
def test_the_first_key_leads_past_the_bar_to_the_content(person, path):
    visitor = person("visitor").opens(path)
    skip = visitor.page.locator(".skip")
    assert visitor.page.evaluate("document.querySelector('.skip').getBoundingClientRect().bottom") <= 0
    visitor.page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("main")).to_be_focused()
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_gallery(person, shot, language):
    ines = person("Ines").signs_in("administrator", language)
    ines.opens(f"/{language}/gallery/")
    # The gallery shows each component several times, with the landmarks that a page has once.
    ines.finds_the_page_accessible(without=["landmark-unique", "landmark-no-duplicate-main"])
    shot(ines, f"gallery-{language}")


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
