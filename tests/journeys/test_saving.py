"""Saving never lies: the line is cut, the server stops, the session ends, two people write at once, without script."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

SAVED = re.compile(r"Saved \d\d:\d\d")


@pytest.fixture
def section(person):
    """Return the address of a section that can be answered, and a coordinator who is at it."""
    awa = person("Awa").signs_in("coordinator")
    awa.opens("/en/my/assessments/?show=open")
    links = awa.page.locator("main tbody tr:has(.state--open) th a")
    awa.page.goto(awa.portal.address + links.first.get_attribute("href"))
    link = awa.page.locator("main tbody a[href*='/sections/']").last.get_attribute("href")
    awa.opens(link.split("#")[0])
    awa.page.locator("[data-ready]").wait_for(state="attached")
    return awa, link.split("#")[0]


def at(person, path):
    person.opens(path)
    person.page.locator("[data-ready]").wait_for(state="attached")
    return person


def item(person, number=0):
    return person.page.locator("[data-item]").nth(number)


def choose(person, level, number=0):
    item(person, number).locator(f"input[name=level][value='{level}']").check()


def comment(person, text, number=0):
    item(person, number).locator("textarea").fill(text)


def bar(person):
    return person.page.locator(".save-bar__status")


def expect_saved(person):
    expect(bar(person)).to_contain_text(SAVED)
    expect(person.page.locator(".save-bar__waiting")).to_have_count(0)


def another(level):
    return "3" if level != "3" else "2"


def chosen(person, number=0):
    checked = item(person, number).locator("input[name=level]:checked")
    return checked.get_attribute("value") if checked.count() else ""


def test_the_bar_says_saved_in_the_server_s_word_and_the_page_agrees_after_reloading(section):
    awa, path = section
    level = another(chosen(awa))
    choose(awa, level)
    comment(awa, "First <b>words</b>.\nSecond line.")
    expect(bar(awa)).to_contain_text("Not saved yet")
    expect_saved(awa)
    at(awa, path)
    assert chosen(awa) == level
    expect(item(awa).locator("textarea")).to_have_value("First <b>words</b>.\nSecond line.")


def test_the_keyboard_answers_what_is_in_view_before_anything_has_focus(section):
    awa, _path = section
    level = another(chosen(awa))
    awa.page.keyboard.press(level)
    expect(item(awa).locator(f"[name=level][value='{level}']")).to_be_checked()
    expect(item(awa).locator(f"[name=level][value='{level}']")).to_be_focused()
    expect_saved(awa)


def test_the_keyboard_answers_and_goes_on(section):
    awa, _path = section
    item(awa, 1).locator("input[name=level]").first.focus()
    awa.page.keyboard.press("4")
    expect(item(awa, 1).locator("[name=level][value='4']")).to_be_checked()
    awa.page.keyboard.press("ArrowDown")
    awa.page.keyboard.press("n")
    expect(item(awa, 2).locator("[name=level][value='n']")).to_be_checked()
    expect(item(awa, 2).locator("[data-part=reason]")).to_be_visible()
    awa.page.keyboard.press("ArrowUp")
    awa.page.keyboard.press("0")
    expect(item(awa, 1).locator("[name=level][value='0']")).to_be_checked()
    expect_saved(awa)
    # Digits in a comment stay in the comment.
    item(awa, 1).locator("textarea").click()
    awa.page.keyboard.type("4n")
    expect(item(awa, 1).locator("[name=level][value='0']")).to_be_checked()


def test_a_cut_line_is_said_and_what_waits_is_sent_when_it_is_back(section):
    awa, path = section
    awa.page.context.set_offline(True)
    level = another(chosen(awa))
    choose(awa, level)
    comment(awa, "Entered without a line.", 1)
    expect(bar(awa)).to_contain_text("2 answers waiting")
    expect(bar(awa)).to_contain_text("Kept on this computer for you")
    awa.page.context.set_offline(False)
    expect_saved(awa)
    at(awa, path)
    assert chosen(awa) == level
    expect(item(awa, 1).locator("textarea")).to_have_value("Entered without a line.")


def test_an_acknowledgement_lost_on_the_way_back_makes_no_second_change_and_no_conflict(section):
    awa, path = section
    lost = []

    def lose_the_first(route):
        if not lost:
            lost.append(route.fetch())  # the server has saved; nobody hears of it
            route.abort()
        else:
            route.continue_()

    awa.page.route("**/answers/**", lose_the_first)
    comment(awa, "Heard once.")
    expect(bar(awa)).to_contain_text("1 answer waiting")
    comment(awa, "Heard once. And more.")
    expect_saved(awa)
    expect(awa.page.locator(".conflict")).to_have_count(0)
    assert lost[0].ok
    awa.opens(item(awa).locator("[data-answer]").get_attribute("action"))
    text = awa.page.locator("main .timeline").inner_text()
    assert text.count("Heard once.\n") + text.count("Heard once. And more.") == 2


def test_a_stopped_server_is_not_called_saved(section, portal):
    awa, path = section
    portal.stop("web")
    try:
        comment(awa, "Entered while the server stood still.")
        expect(bar(awa)).to_contain_text("1 answer waiting")
        awa.page.wait_for_timeout(1500)
        expect(bar(awa)).to_contain_text("1 answer waiting")
    finally:
        portal.start("web")
    expect_saved(awa)
    at(awa, path)
    expect(item(awa).locator("textarea")).to_have_value("Entered while the server stood still.")


def test_an_ended_session_asks_to_sign_in_and_keeps_the_text(section):
    awa, path = section
    awa.page.context.clear_cookies()
    comment(awa, "Entered after the session had ended.")
    expect(bar(awa)).to_contain_text("You are signed out")
    expect(item(awa).locator("textarea")).to_have_value("Entered after the session had ended.")
    # She signs in again in another tab, which changes the token too; this page goes on by itself.
    other = awa.page.context.new_page()
    first, awa.page = awa.page, other
    awa.signs_in("coordinator")
    other.close()
    awa.page = first
    awa.page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect_saved(awa)
    at(awa, path)
    expect(item(awa).locator("textarea")).to_have_value("Entered after the session had ended.")


def test_a_draft_is_offered_to_its_writer_alone(section):
    awa, path = section
    mine = "Only for me, not sent."
    awa.page.route("**/answers/**", lambda route: route.abort())
    comment(awa, mine)
    expect(bar(awa)).to_contain_text("1 answer waiting")
    store = awa.page.evaluate("JSON.stringify(localStorage)")
    assert "answers:" in store
    assert "Only for me" not in store, "what is kept is encrypted"
    awa.page.unroute("**/answers/**")
    # A colleague signs in at the same browser: nothing is shown, sent or deleted.
    awa.page.on("dialog", lambda dialog: dialog.accept())
    awa.page.context.clear_cookies()
    colleague = awa.signs_in("contributor")
    at(colleague, path)
    expect(colleague.page.locator("[data-draft-words]")).to_have_count(0)
    colleague.page.wait_for_timeout(1500)
    assert mine not in colleague.page.content()
    assert colleague.page.evaluate("JSON.stringify(localStorage)") == store
    expect(item(colleague).locator("textarea")).not_to_have_value(mine)
    # The writer comes back: offered, taken, saved.
    awa.page.context.clear_cookies()
    at(awa.signs_in("coordinator"), path)
    expect(item(awa).locator("[data-draft-words]")).to_contain_text(mine)
    expect(bar(awa)).to_contain_text("1 answer waiting")
    item(awa).locator("[data-take]").click()
    expect_saved(awa)
    expect(item(awa).locator("textarea")).to_have_value(mine)
    at(awa, path)
    expect(awa.page.locator("[data-draft-words]")).to_have_count(0)


def test_two_people_in_one_answer_choose_field_by_field(section, person, shot):
    awa, path = section
    ibrahima = person("Ibrahima", locale="en").signs_in("contributor")
    at(ibrahima, path)
    mine, theirs = "2", "3"
    choose(awa, "1")
    comment(awa, "Before.")
    expect_saved(awa)
    at(ibrahima, path)
    choose(ibrahima, theirs)
    comment(ibrahima, "His words.")
    expect_saved(ibrahima)
    choose(awa, mine)
    comment(awa, "Her words.")
    conflict = awa.page.locator(".conflict")
    expect(conflict).to_contain_text("both changed this answer")
    expect(conflict).to_contain_text("His words.")
    expect(conflict).to_contain_text("Her words.")
    expect(bar(awa)).to_contain_text("1 answer waiting")
    awa.finds_the_page_accessible()
    shot(awa, "conflict-en-1280")
    conflict.locator("input[name=take_level][value=mine]").check()
    conflict.locator("input[name=take_comment][value=theirs]").check()
    conflict.locator("button").click()
    expect(awa.page.locator(".conflict")).to_have_count(0)
    expect_saved(awa)
    at(awa, path)
    assert chosen(awa) == mine
    expect(item(awa).locator("textarea")).to_have_value("His words.")


def test_two_tabs_of_one_person_agree(section):
    awa, path = section
    other = awa.page.context.new_page()
    other.goto(awa.portal.address + path)
    other.locator("[data-ready]").wait_for(state="attached")
    level = another(chosen(awa))
    choose(awa, level)
    expect_saved(awa)
    expect(other.locator("[data-item]").first.locator(f"input[name=level][value='{level}']")).to_be_checked()
    other.locator("[data-item]").first.locator("textarea").fill("From the other tab.")
    expect(other.locator(".save-bar__status")).to_contain_text(SAVED)
    expect(other.locator(".conflict")).to_have_count(0)
    expect(item(awa).locator("textarea")).to_have_value("From the other tab.")


def test_leaving_is_held_up_only_while_something_waits(section):
    awa, _path = section
    asked = []
    awa.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    comment(awa, "Saved before leaving.")
    expect_saved(awa)
    awa.opens("/en/my/")
    assert asked == []


def test_without_script_each_answer_has_its_button(section, chromium):
    awa, path = section
    context = chromium.new_context(java_script_enabled=False, storage_state=awa.page.context.storage_state())
    page = context.new_page()
    page.goto(awa.portal.address + path)
    first = page.locator("[data-item]").first
    first.locator("input[name=level][value='2']").check()
    first.locator("textarea").fill("Without script.")
    first.locator("[data-part=save]").click()
    expect(page).to_have_url(re.compile(r"#g\d+$"))
    expect(page.locator("[data-item]").first.locator("textarea")).to_have_value("Without script.")
    # The session ends while she writes: the words stand on the page that says so.
    page.locator("[data-item]").first.locator("textarea").fill("Words that must not be lost.")
    context.clear_cookies(name="sessionid")
    page.locator("[data-item]").first.locator("[data-part=save]").click()
    expect(page.locator("main")).to_contain_text("You are signed out")
    kept = [page.locator("main textarea").nth(n).input_value() for n in range(page.locator("main textarea").count())]
    assert "Words that must not be lost." in kept
    context.close()
