"""The story that the portal exists for: read a guideline, assess with colleagues, sign, hold the report."""

import io
import re

import pytest
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import expect
from pypdf import PdfReader

pytestmark = pytest.mark.journey

#: Each language once on a desk and once on a telephone.
STORIES = [("en", 1280), ("fr", 360), ("ar", 1280), ("en", 360), ("fr", 1280), ("ar", 360)]


@pytest.mark.parametrize(("language", "width"), STORIES)
def test_an_institution_assesses_itself_and_its_head_signs(person, language, width, shot):
    words = Words(language)
    awa = person("Awa", width=width, locale=language)

    # She reads a guideline, first as a visitor and then, with its points, as a member.
    awa.opens(f"/{language}/guidelines/ict/e2026/15/").finds_the_page_accessible().sees_no_sideways_scroll()
    expect(awa.page.locator(".locked").first).to_be_visible()
    awa.signs_in("coordinator", language)
    awa.opens(f"/{language}/guidelines/ict/e2026/15/")
    expect(awa.page.locator(".locked")).to_have_count(0)

    # She starts a self-assessment of the northern region.
    awa.opens(f"/{language}/my/assessments/create/").finds_the_page_accessible()
    edition = awa.page.locator("select[name=edition] option", has_text="2026").first
    awa.page.locator("select[name=edition]").select_option(edition.get_attribute("value"))
    region = awa.page.locator("select[name=unit] option", has_text=words.region)
    awa.page.locator("select[name=unit]").select_option(region.get_attribute("value"))
    awa.page.locator("input[name=title]").fill(f"{words.region} {width}")
    awa.page.locator("main form .button--main").click()
    awa.page.wait_for_url(re.compile(r"/my/assessments/[0-9a-f-]{36}/$"))
    address = awa.page.url.removeprefix(awa.portal.address)
    awa.finds_the_page_accessible().sees_no_sideways_scroll()

    # Two colleagues and she answer every guideline of their sections; what is kept is said by the server.
    ibrahima = person("Ibrahima", width=1280, locale="fr").signs_in("contributor", "fr")
    mariama = person("Mariama", width=360, locale="ar").signs_in("contributor (Arabic)", "ar")
    sections = section_addresses(awa, address)
    assert len(sections) == 6
    for writer, own in ((awa, sections[:2]), (ibrahima, sections[2:4]), (mariama, sections[4:])):
        for path in own:
            answer_the_section(writer, in_language(path, writer))
    awa.opens(address)
    expect(awa.page.locator("main")).to_contain_text("22")
    shot(awa, f"overview-{language}-{width}")

    # She hands in; the head reads, each in his own language, and signs.
    awa.opens(f"{address}hand-in/").finds_the_page_accessible().sees_no_sideways_scroll()
    awa.page.locator("main form .button--main").click()
    awa.page.wait_for_url(re.compile(r"[0-9a-f-]{36}/$"))
    cheikh = person("Cheikh", width=1280, locale="fr").signs_in("approver", "fr")
    cheikh.opens(in_language(f"{address}sign-off/", cheikh)).finds_the_page_accessible()
    cheikh.page.locator("main form .button--main").click()
    cheikh.page.wait_for_url(re.compile(r"[0-9a-f-]{36}/(report/)?$"))

    # All of them hold the report, as a page and as a PDF, each in his own language.
    for reader, code, word in ((awa, language, words.report), (ibrahima, "fr", "Rapport"), (mariama, "ar", "تقرير")):
        reader.opens(f"/{code}{address[3:]}report/")
        reader.finds_the_page_accessible().sees_no_sideways_scroll()
        expect(reader.page.locator("main")).to_contain_text(word, ignore_case=True)
        shot(reader, f"report-{reader.name}-{language}-{width}")
        pages = PdfReader(io.BytesIO(the_pdf(reader, f"/{code}{address[3:]}report/{code}.pdf"))).pages
        assert len(pages) >= 4
        assert "ICT-15" in "".join(page.extract_text() for page in pages)


class Words:
    """What a reader of one language looks for."""

    REGIONS = {"en": "Northern region", "fr": "Région Nord", "ar": "المنطقة الشمالية"}

    def __init__(self, language):
        self.region = self.REGIONS[language]
        with translation.override(language):
            self.report = gettext("Assessment report")


def in_language(path, person):
    """Return the same address in the language of the person's browser."""
    locale = person.page.evaluate("document.documentElement.lang").lower()
    return f"/{locale}/{path.split('/', 2)[2]}"


def section_addresses(person, address):
    person.opens(address)
    links = person.page.locator(f'main a[href*="{address}sections/"]')
    found = [link.get_attribute("href").split("#")[0].split("?")[0] for link in links.all()]
    return sorted(set(found), key=found.index) if len(set(found)) == 6 else list(dict.fromkeys(found))


def answer_the_section(person, path):
    """Choose a level at each guideline, by keyboard where there is one, and wait for the server's word."""
    person.opens(path)
    items = person.page.locator("[data-item]")
    for number in range(items.count()):
        item = items.nth(number)
        item.locator(f'input[name=level][value="{(number % 4) + 1}"]').check()
        expect(item.locator("[data-part=state] .state--done")).to_be_visible()
    expect(person.page.locator(".save-bar__waiting")).to_have_count(0)
    person.finds_the_page_accessible().sees_no_sideways_scroll()


def the_pdf(person, path):
    """Ask until the worker, busy with the reports of the demo data, has stored this language's file."""
    for _try in range(300):
        answer = person.page.request.get(f"{person.portal.address}{path}")
        if answer.headers["content-type"] == "application/pdf":
            return answer.body()
        person.page.wait_for_timeout(1000)
    raise AssertionError(f"no PDF was made at {path}")
