"""A person at a browser, in the words of a story."""

import re

from playwright.sync_api import expect

from tests.journeys.codes import fresh_code

#: Milliseconds after which something will not come any more: on two slow cores four browsers share with four servers.
PATIENCE = 180_000
#: The rules of WCAG 2.2 A and AA, and axe's own best practices.
AXE_OPTIONS = {"resultTypes": ["violations"]}


class Person:
    """One browser context: one set of cookies, one language, one size of window."""

    def __init__(self, name, page, portal, axe_source):
        self.name, self.page, self.portal = name, page, portal
        self._axe = axe_source
        self.complaints = []
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))

    def _listen(self, message):
        text = message.text
        if "Content Security Policy" in text or "violates the following" in text:
            self.complaints.append(text)

    def opens(self, path):
        self.page.goto(f"{self.portal.address}{path}")
        return self

    def signs_in(self, role, language="en"):
        row = next(row for row in self.portal.sign_ins() if row["role"] == role)
        return self.signs_in_as(row["email"], row["password"], language, totp_secret=row["totp_secret"])

    def signs_in_as(self, email, password, language="en", *, totp_secret=""):
        self.opens(f"/{language}/account/login/")
        self.page.locator("input[name=login]").fill(email)
        self.page.locator("input[name=password]").fill(password)
        self._goes_on_from("/account/login")
        if totp_secret:
            self.page.locator("input[name=code]").fill(fresh_code(totp_secret))
            self._goes_on_from("/authenticate")
        return self

    def _goes_on_from(self, part):
        """Send the form of the page at this ``part`` of an address, and be told at once when it is refused."""
        with self.page.expect_navigation():
            self.page.locator("main form button[type=submit]").first.click()
        assert part not in self.page.url, self.page.locator("main .field__error, main .notice").all_inner_texts()

    def presses(self, name):
        self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name)).first.click()
        return self

    def reads(self, text):
        expect(self.page.locator("main")).to_contain_text(
            text if isinstance(text, re.Pattern) else re.compile(re.escape(text))
        )
        return self

    def finds_the_page_accessible(self, *, without=()):
        """Run axe; no violation, and no complaint about the content policy so far."""
        self.page.evaluate(self._axe)
        options = {**AXE_OPTIONS, "rules": {rule: {"enabled": False} for rule in without}}
        found = self.page.evaluate("options => axe.run(document, options)", options)
        violations = [
            f"{v['id']}: {v['help']}: {[node['target'] for node in v['nodes']][:5]}" for v in found["violations"]
        ]
        assert violations == [], f"{self.page.url}\n" + "\n".join(violations)
        assert self.complaints == [], f"{self.page.url}\n" + "\n".join(self.complaints)
        return self

    def sees_no_sideways_scroll(self):
        width = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width <= 0, f"{self.page.url} scrolls sideways by {width} px"
        return self
