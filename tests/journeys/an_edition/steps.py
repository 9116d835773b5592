"""What people do in each of these stories."""


def go_on(somebody, selector):
    """Press or follow something that leads to another page."""
    with somebody.page.expect_navigation():
        somebody.page.locator(selector).first.click()


def speak(somebody, language):
    """Choose the language in which the administration speaks to this account."""
    somebody.opens("/en/account/profile/")
    somebody.page.locator("select[name=language]").select_option(language)
    with somebody.page.expect_navigation():
        somebody.page.locator("main form:has(select[name=language]) button[type=submit]").first.click()


def meets_nothing(somebody, *paths):
    """Each of these addresses says to this person that there is no such page."""
    for path in paths:
        answer = somebody.page.request.get(f"{somebody.portal.address}{path}")
        assert answer.status == 404, f"{path}: {answer.status}, {answer.url}"


def is_sent_away(somebody, path):
    """Whoever has nothing to do in the administration lands on the own page and is told."""
    somebody.opens(path)
    assert "/admin/" not in somebody.page.url


def moves_on(editor, desk, *moves):
    for move in moves:
        editor.opens(desk) if not editor.page.url.endswith(desk) else None
        go_on(editor, f"form[action$='/moves/{move}/'] button")


def publishes(editor, desk, looks=None):
    """Publish, by way of the page that says what will happen; ``looks`` is called while it asks."""
    editor.opens(desk) if not editor.page.url.endswith(desk) else None
    go_on(editor, "a[href$='/publish/']")
    if looks:
        looks()
    go_on(editor, "main form button.button")
