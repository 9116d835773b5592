"""An edition is published in three languages and read; a mistake is found and corrected by an erratum; in English and Arabic."""

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.an_edition.edition_file import EditionFile
from tests.journeys.an_edition.stage import make_pdf
from tests.journeys.an_edition.steps import go_on, publishes

pytestmark = pytest.mark.journey

SETS = {"en": "CPA", "ar": "CPX"}
WRONG, RIGHT = "nineteen days", "ninety days"


@pytest.mark.parametrize("language", ["en", pytest.param("ar", marks=pytest.mark.nightly)])
def test_an_edition_is_published_read_and_corrected(person, editor, stage, portal, looks_once, language):
    languages = ("en", "fr", "es")
    ready = stage(
        SETS[language], state="in-translation", languages=languages, released=("fr", "es"), with_mistakes=True
    )
    visitor = person("Noor", locale=language)
    tilda = editor(language)
    answer = visitor.page.request.get(f"{portal.address}{ready.page('fr', '4/')}")
    assert answer.status == 404
    publishes(tilda, ready.desk)
    expect(tilda.page.locator("a[href$='/errata/']").first).to_be_visible()

    # Everybody reads it in three languages; in another one there is the English text, and a word about it.
    texts = EditionFile(SETS[language], languages=languages, with_mistakes=True).texts.texts("guidelines", "4", "title")
    for code in languages:
        visitor.opens(ready.page(code, "4/")).reads(texts[code])
        expect(visitor.page.locator(".notice--language")).to_have_count(0)
    visitor.opens(ready.page("ar", "4/")).reads(texts["en"])
    expect(visitor.page.locator(".notice--language")).to_be_visible()
    visitor.opens(ready.page(language))
    offered = visitor.page.locator("[aria-labelledby=in-languages] a")
    assert sorted(offered.evaluate_all("all => all.map(link => link.lang)")) == ["en", "es", "fr"]
    looks_once(visitor, "published", language)
    make_pdf(portal, ready, "en")
    assert WRONG in words_of(visitor, ready)

    # A number is wrong. The editor sees the correction before it is issued, and what became of the translations.
    guideline = ready.keys[3]
    tilda.opens(f"{ready.desk}errata/en/guideline/{guideline}/")
    looks_once(tilda, "erratum-texts", language)
    row = tilda.page.locator("tbody tr", has_text=WRONG)
    with tilda.page.expect_navigation():
        row.locator("a.button").click()
    after = tilda.page.locator("textarea[name=after]")
    after.fill(after.input_value().replace(WRONG, RIGHT))
    tilda.page.locator("textarea[name=reason]").fill("A figure was lost when the text was set.")
    tilda.page.locator("select[name=reason_lang]").select_option("en")
    go_on(tilda, "button[name=show]")
    looks_once(tilda, "erratum", language)
    go_on(tilda, "button[name=issue]")
    tilda.opens(f"{ready.desk}errata/")
    looks_once(tilda, "errata-desk", language)
    for code in ("fr", "es"):
        tilda.opens(f"{ready.desk}errata/{code}/guideline/{guideline}/")
        go_on(tilda, "button[name=confirm]")
    tilda.opens(f"{ready.desk}errata/")
    expect(tilda.page.locator(f"a[href$='/errata/fr/guideline/{guideline}/']")).to_have_count(
        1
    )  # no longer out of date

    # The visitor sees it at its place, in the list and in the next PDF; French readers see their own text unchanged.
    visitor.opens(ready.page("en", "4/")).reads(RIGHT)
    mark = visitor.page.locator("main a[href*='/errata/#']").first
    expect(mark).to_be_visible()
    looks_once(visitor, "corrected", language)
    with visitor.page.expect_navigation(url=re.compile("/errata/")):
        mark.click()
    expect(visitor.page.locator("main article")).to_have_count(1)
    visitor.opens(ready.page(language, "errata/")).reads("A figure was lost when the text was set.")
    looks_once(visitor, "errata", language)
    make_pdf(portal, ready, "en")
    printed = words_of(visitor, ready)
    assert RIGHT in printed
    assert "A figure was lost when the text was set." in printed


def words_of(visitor, ready):
    """Return the words of the PDF that a visitor downloads, in one line."""
    answer = visitor.page.request.get(f"{visitor.portal.address}{ready.page('en', 'en.pdf')}")
    assert answer.headers["content-type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.body())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
