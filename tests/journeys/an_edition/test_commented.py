"""A draft is commented on by those who are asked, each comment is answered, and the edition is approved; in English and Arabic."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.an_edition.stage import PASSWORD
from tests.journeys.an_edition.steps import go_on, is_sent_away, meets_nothing, moves_on

pytestmark = pytest.mark.journey

SETS = {"en": "CDA", "ar": "CDX"}
PEOPLE = {"member": "Nomvula Adebayo", "reviewer": "Tomás Villaseñor"}
#: How many lines of text an empty box shows.
LINES = """box => {
    const style = getComputedStyle(box);
    return (box.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom)) / parseFloat(style.lineHeight);
}"""
SAID = {
    "member": "The date is missing: from when does the period count?",
    "reviewer": "Name the office that does it, or nobody will.",
    "institution": "Small institutions have no such register; let them keep a list.",
}


@pytest.mark.parametrize("language", ["en", pytest.param("ar", marks=pytest.mark.nightly)])
def test_a_draft_is_commented_on_answered_and_approved(person, editor, stage, looks_once, language):
    draft = stage(SETS[language], state="in-review", people=PEOPLE, duties=[("member", "commission-member")])
    tilda = editor(language)

    # The editor invites an expert; no member institution reads a word of it yet.
    awa = person("Awa", locale=language).signs_in("coordinator", language)
    meets_nothing(awa, draft.page(language), draft.page(language, "comments/"))
    tilda.opens(draft.desk)
    form = tilda.page.locator("form[action$='/assignments/']")
    form.locator("[name=email]").fill(draft.people["reviewer"])
    form.locator("[name=duty]").select_option("reviewer")
    go_on(tilda, "form[action$='/assignments/'] button")

    # A member of the commission comments on a guideline, the expert on a single point of another.
    nomvula = person("Nomvula", locale=language).signs_in_as(draft.people["member"], PASSWORD, language)
    nomvula.opens(draft.page(language, "3/"))
    go_on(nomvula, f"a[href='{draft.page(language, '3/comments/')}']")
    says(nomvula, SAID["member"])
    tomas = person("Tomás", locale=language).signs_in_as(draft.people["reviewer"], PASSWORD, language)
    tomas.opens(draft.page(language, "5/comments/"))
    looks_once(tomas, "to-comment", language)
    assert lines_shown(tomas.page.locator("textarea[name=text]")) >= 4
    tomas.page.locator("select[name=about]").select_option(index=1)
    says(tomas, SAID["reviewer"])
    expect(tomas.page.locator("main blockquote").first).to_be_visible()

    # The editor answers the one, and opens the consultation for four weeks; from now on the text stands still.
    answers(tilda, draft, language, SAID["member"], "taken", "")
    tilda.opens(draft.desk)
    ends = date.today() + timedelta(days=28)  # the day of the browser
    tilda.page.locator("input[name=ends_on]").first.fill(ends.isoformat())
    moves_on(tilda, draft.desk, "consult")
    expect(tilda.page.locator("form[action$='/moves/conclude/']")).to_be_visible()

    # Every member institution is consulted: it finds the draft at home, comments, and sees nothing of the desk.
    awa.opens(f"/{language}/my/")
    looks_once(awa, "consulted", language)
    go_on(
        awa,
        f"[aria-labelledby=consultations] a[href='{draft.page(language)}']",
    )
    looks_once(awa, "draft", language)
    awa.opens(draft.page(language, "8/"))
    go_on(awa, f"a[href='{draft.page(language, '8/comments/')}']")
    says(awa, SAID["institution"])
    is_sent_away(awa, draft.desk)

    # Nothing is approved before everybody has an answer.
    moves_on(tilda, draft.desk, "conclude", "finalise")
    expect(tilda.page.locator("form[action$='/moves/approve/']")).to_have_count(0)
    expect(tilda.page.locator(".desk__hindered dd")).to_have_count(1)
    looks_once(tilda, "hindered", language)
    answers(tilda, draft, language, SAID["reviewer"], "taken-in-part", "The office is named; its address is not.")
    looks_once(tilda, "answered", language)
    answers(tilda, draft, language, SAID["institution"], "not-taken", "A list is a register, and it is said so.")
    tilda.opens(draft.page(language, "comments/?show=unanswered"))
    expect(tilda.page.locator("main table")).to_have_count(0)
    moves_on(tilda, draft.desk, "approve")
    expect(tilda.page.locator("form[action$='/moves/translate/']")).to_be_visible()

    # Whoever commented reads what became of it; there is nothing more to say.
    tomas.opens(draft.page(language, "5/comments/")).reads("The office is named; its address is not.")
    expect(tomas.page.locator("textarea[name=text]")).to_have_count(0)
    awa.opens(draft.page(language, "comments/")).reads("A list is a register, and it is said so.")
    expect(awa.page.locator("main tbody tr")).to_have_count(1)
    looks_once(awa, "comments", language)
    meets_nothing(awa, draft.page(language))
    awa.opens(draft.page(language, "8/comments/"))
    expect(awa.page).to_have_url(f"{awa.portal.address}{draft.page(language, 'comments/')}")


def says(somebody, text):
    somebody.page.locator("textarea[name=text]").fill(text)
    somebody.page.locator("select[name=lang]").select_option("en")
    go_on(somebody, "form:has(textarea[name=text]) .button--main")
    somebody.reads(text)


def answers(editor, draft, language, text, disposition, why):
    editor.opens(draft.page(language, "comments/?show=unanswered"))
    with editor.page.expect_navigation():
        editor.page.locator("main tbody tr", has_text=text).locator("a[href*='/comments/']").first.click()
    editor.page.locator(f"input[name=disposition][value={disposition}]").check()
    editor.page.locator("textarea[name=answer]").fill(why)
    editor.page.locator("select[name=lang]").select_option("en")
    go_on(editor, "form:has(textarea[name=answer]) .button--main")


def lines_shown(box):
    return round(box.evaluate(LINES), 2)
