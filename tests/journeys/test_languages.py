"""The pages of the demo association, in each language beside English: what is alike was not translated."""

import re

import pytest

from crm.institutions.demo_data.people import PEOPLE
from tests.journeys.test_screens import MEMBER, VISITOR
from tests.portal.same_text import texts, untranslated_between

pytestmark = pytest.mark.journey

#: Programs that keep a calendar, by their makers' names.
CALENDARS = {"Google Calendar", "Outlook", "Apple", "Thunderbird"}
NAMES = {row[0] for rows in PEOPLE.values() for row in rows} | CALENDARS | {"ICT 2026"}
#: Numbers of guidelines, files with their size, and the title of an assessment, which its writer gave.
CODE = re.compile(r"[A-Z]{2,4}-\d+|(PDF|XLSX|JSON), [\d.,]+ [kM]B|EN 301 549.*|Code \d+")
#: Words that a language spells as English does.
ALIKE = {
    "fr": {"Introduction", "Structure", "Institutions", "Section", "Message", "Invitations"},
    "es": {"Senegal"},
    "de": {"Name", "Browser", "Passkeys", "Domain", "Senegal", ", in"},
}
LANGUAGES = ["fr", "es", "de", "ar", "ru", "zh-hans"]
SIGNED_OUT = ["account/login/code/", "account/password/reset/"]
DESK = ["account/password/change/", "account/email/", "my/assessments/create/"]


@pytest.fixture
def read(person):
    """Return a function: the text of a page in a language, as its reader's browser gets it."""

    def reader(who, role=None):
        one = person(who)
        if role:
            one.signs_in(role)

        def page(language, path):
            answer = one.page.request.get(f"{one.portal.address}/{language}/{path}", headers={"Accept": "text/html"})
            assert answer.status in (200, 404), f"{language}/{path}: {answer.status}"
            return answer.text()

        return page

    return reader


@pytest.mark.parametrize("role", ["", "coordinator"])
def test_no_text_of_a_page_is_left_in_english(read, role):
    page = read("somebody", role)
    found = {}
    for path in [*VISITOR, *SIGNED_OUT] if not role else [*MEMBER, *DESK, *own_pages(page)]:
        english = page("en", path)
        assert len(texts(english)) >= 5, path
        for language in LANGUAGES:
            left = untranslated_between(english, page(language, path), names=NAMES)
            if left := [text for text in left if not is_alike(text, language)]:
                found[f"{language}/{path}"] = left
    assert found == {}


def own_pages(page):
    """Return the pages that My ISSA and the first assessments lead to, reports and forms among them."""
    found = set(re.findall(r'href="/en/(my/[^"#?]*)', page("en", "my/") + page("en", "my/assessments/")))
    for path in sorted(found):
        if re.fullmatch(r"my/(assessments|institutions)/[0-9a-f-]{36}/", path):
            found |= set(re.findall(r'href="/en/(my/[^"#?]*)', page("en", path)))
    return sorted(path for path in found if not re.search(r"\.(pdf|xlsx|json)$|/files/", path))


def is_alike(text, language):
    """Say whether a text is rightly the same: a code, a file's size, a list of names, a word spelt alike."""
    parts = {part.strip() for part in re.split("[,،、]", text)}
    word = text.removeprefix("· ").partition(":")[0]  # "Name: Deutsch" names a field and a language
    return bool(CODE.fullmatch(text)) or parts <= NAMES or {text, word} & ALIKE.get(language, set()) != set()
