"""A translator in the house and one outside translate an approved edition, and its languages are released; in English and Arabic."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.an_edition.edition_file import EditionFile
from tests.journeys.an_edition.stage import PASSWORD
from tests.journeys.an_edition.steps import go_on, is_sent_away, meets_nothing, moves_on

pytestmark = pytest.mark.journey

SETS = {"en": "CTA", "ar": "CTX"}


@pytest.fixture
def translator(person):
    """Return a function: the house's translator; screens outside the administration speak the language of the address."""
    return lambda language: person("Aurélien", locale=language).signs_in("translator", language)


@pytest.mark.parametrize("language", ["en", pytest.param("ar", marks=pytest.mark.nightly)])
def test_an_edition_is_translated_inside_and_outside(person, editor, translator, stage, looks_once, language):
    approved = stage(SETS[language], state="approved", people={"outside": "Inés Calderón"})
    tilda = editor(language)

    # The editor gives French to the house and Spanish to somebody outside, each with a day.
    moves_on(tilda, approved.desk, "translate")
    tilda.opens(approved.translating(language))
    go_on(tilda, "main a[href$='/translators/']")
    gives(tilda, "fr", person=re.compile("Dumontel"))
    gives(tilda, "es", email=approved.people["outside"])
    expect(tilda.page.locator("main tbody tr")).to_have_count(2)
    looks_once(tilda, "translators", language)

    # Outside there is the work that was given, and nothing else.
    ines = person("Inés", locale=language).signs_in_as(approved.people["outside"], PASSWORD, language)
    ines.opens(f"/{language}/translate/")
    expect(ines.page.locator("main .listing > li")).to_have_count(1)
    looks_once(ines, "given", language)
    own = approved.translating(language, "es/")
    meets_nothing(
        ines,
        approved.page(language),
        approved.page(language, "1/"),
        approved.page(language, "comments/"),
        approved.translating(language, f"fr/guideline/{approved.keys[0]}/"),
        approved.translating(language, "fr/files/"),
        approved.translating(language, "de/before-release/"),
    )

    is_sent_away(ines, approved.desk)

    # Each translates one guideline by hand and the rest in a program of their own.
    ines.opens(approved.translating(language))
    looks_once(ines, "board", language)
    file = EditionFile(SETS[language])
    by_hand(ines, own, approved, file.known("es"))
    looks_once(ines, "by-hand", language)
    by_file(ines, own, "xliff", "spanish.xlf", lambda content: file.filled_xliff(content, "es"))
    looks_once(ines, "taken", language)
    aurelien = translator(language)
    own = approved.translating(language, "fr/")
    by_hand(aurelien, own, approved, file.known("fr"))
    by_file(aurelien, own, "xlsx", "french.xlsx", lambda content: file.filled(content, "fr"))

    # The editor looks at what the checks found and releases both languages; then nobody writes in them any more.
    for code in ("fr", "es"):
        tilda.opens(approved.translating(language, f"{code}/before-release/"))
        if code == "fr":
            looks_once(tilda, "before-release", language)
        looked = tilda.page.locator("input[name=looked]")
        if looked.count():
            looked.check()
        go_on(tilda, "form[action$='/release/'] button")
        tilda.page.wait_for_url(re.compile(f"{approved.desk}$"))
    assert tilda.page.locator("a[href*='before-release']").count() == 4  # German, Arabic, Russian, Chinese
    ines.opens(approved.translating(language, f"es/guideline/{approved.keys[0]}/"))
    expect(ines.page.locator("main textarea:enabled")).to_have_count(0)


def gives(editor, code, *, person=None, email=""):
    page = editor.page
    page.locator("select[name=language]").select_option(code)
    if person:
        option = page.locator("select[name=person] option", has_text=person)
        page.locator("select[name=person]").select_option(option.first.get_attribute("value"))
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=due_on]").fill((date.today() + timedelta(days=30)).isoformat())  # as the browser has it
    go_on(editor, "#give ~ * .button--main, section[aria-labelledby=give] .button--main")


def by_hand(translator, own, approved, known):
    """Write each text of the first guideline beside its English."""
    translator.opens(f"{own}guideline/{approved.keys[0]}/")
    for segment in translator.page.locator(".segment").all():
        english = segment.locator(".segment__source .segment__text").first.text_content()
        segment.locator("textarea").fill("\n\n".join(known[part] for part in english.split("\n\n")))
    go_on(translator, "main form .button--main")
    expect(translator.page.locator(".segment .state--done")).to_have_count(translator.page.locator(".segment").count())


def by_file(translator, own, format, name, fill):
    page = translator.page
    translator.opens(f"{own}files/")
    with page.expect_download() as download:
        page.locator(f"main a[href$='/files/{format}/']").click()
    content = fill(download.value.path().read_bytes())
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    go_on(translator, "form:has(input[type=file]) .button--main")
    page.wait_for_url(re.compile(r"/imports/"))
    go_on(translator, "form[action$='/take/'] button")
    expect(page.locator("form[action$='/undo/']")).to_be_visible()
