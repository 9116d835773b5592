"""What ``prepare_database`` puts in, and what it leaves alone."""

import json

import pytest
from django.conf import settings
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from portal.content import reference
from portal.content.models import HelpPage, HomePage
from portal.content.texts import texts
from portal.languages import CODES
from tests.portal.content.conftest import LANGUAGES, PATHS


def shape(entry):
    """The structure of a page's text: paragraphs and lists, so that segments pair one to one."""
    return [[len(part) if isinstance(part, list) else 0 for part in text] for _heading, text in entry["sections"]]


@pytest.mark.parametrize("code", [code for code in CODES if code != "en"])
def test_every_language_says_the_same_in_as_many_pieces(code):
    folder = settings.BASE_DIR / "portal" / "content" / "texts"
    ours = json.loads((folder / f"{code}.json").read_text())
    english = json.loads((folder / "en.json").read_text())
    assert list(ours) == list(english)
    for path, entry in english.items():
        assert set(entry) == set(ours[path])
        if "sections" in entry:
            assert shape(ours[path]) == shape(entry), path


@pytest.mark.parametrize("code", [code for code in CODES if code != "en"])
def test_no_sentence_of_a_reference_text_is_left_in_english(code):
    assert not sentences(code) & sentences("en")


def sentences(code):
    said = set()
    for page in texts(code).values():
        said |= {*page.fields.values(), *(text for block in page.stream for text in block.values())}
    return said


def test_each_language_has_its_home_at_its_own_address(pages):
    assert {home.locale.language_code: home.url_path for home in HomePage.objects.live()} == {
        code: f"/{code}/" for code in LANGUAGES
    }
    assert {page.url for page in HomePage.objects.all()} == {f"/{code}/" for code in LANGUAGES}
    site = Site.objects.get()
    assert (site.root_page.url_path, site.root_url) == ("/en/", settings.SITE_URL)
    assert not Page.objects.filter(slug="home").exists()  # Wagtail's own first page is gone


def test_a_help_page_has_the_same_identifier_in_every_language(pages):
    addresses = set(HelpPage.objects.live().values_list("url_path", flat=True))
    assert addresses == {
        f"/{code}/{path}/" for code in LANGUAGES for path in ("help", "help/getting-started", "privacy")
    }
    assert {page.slug for page in HelpPage.objects.filter(url_path__endswith="/privacy/")} == {"privacy"}


def test_the_tree_is_sound(pages):
    assert Page.find_problems() == ([], [], [], [], [])


def test_editors_find_every_segment_translated(pages):
    for translation in Translation.objects.all():
        assert translation.get_progress()[0] == translation.get_progress()[1]
    french = Locale.objects.get(language_code="fr")
    contact = StringTranslation.objects.get(locale=french, translation_of__data="Ask for an account")
    assert contact.data == "Demander un compte"
    assert not StringTranslation.objects.filter(has_error=True).exists()
    assert StringSegment.objects.exists()


def test_the_text_of_every_page_is_that_of_its_file(all_pages):
    for code in CODES:
        for path, text in texts(code).items():
            page = Page.objects.get(url_path=f"/{code}/{path}/" if path else f"/{code}/").specific
            assert page.title == text.fields["title"]
            stream = page.body if path else page.steps
            headings = [block.value["heading" if path else "title"] for block in stream]
            assert headings == [value["heading" if path else "title"] for value in text.stream]
            for block, value in zip(stream, text.stream, strict=True):
                ours = block.value["text"].source if path else block.value["text"]
                assert ours == value["text"], (code, path)


def test_what_an_editor_changed_stays(pages):
    page = HelpPage.objects.get(url_path="/fr/privacy/")
    page.title = "Vos données"
    page.save_revision().publish()
    HelpPage.objects.get(url_path="/ar/privacy/").delete()
    before = Page.objects.count()
    reference.load(PATHS, LANGUAGES)
    assert HelpPage.objects.get(url_path="/fr/privacy/").title == "Vos données"
    assert not HelpPage.objects.filter(url_path="/ar/privacy/").exists()
    assert Page.objects.count() == before
