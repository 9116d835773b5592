"""How a visitor meets the editorial pages."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import get_resolver
from django.utils import translation
from wagtail.models import Page

from portal.content import footer
from portal.content.addresses import reserved
from portal.content.models import HelpPage, HomePage
from tests.portal.content.conftest import LANGUAGES
from tests.portal.same_text import untranslated

HELP = "/{}/help/getting-started/"


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def test_a_visitor_is_led_to_the_home_page_in_the_language_of_the_browser(client, pages):
    answer = client.get("/", headers={"accept-language": "zh-CN,zh;q=0.9"})
    assert (answer.status_code, answer.url) == (302, "/zh-hans/")


@pytest.mark.parametrize("address", ["/{}/", "/{}/help/", "/{}/help/getting-started/", "/{}/privacy/"])
def test_no_text_of_a_page_is_left_in_english(client, pages, address):
    english = client.get(address.format("en"))
    for code in LANGUAGES[1:]:
        translated = client.get(address.format(code))
        assert translated.status_code == 200
        assert untranslated(english, translated) == [], (code, address)


def test_the_comparison_finds_what_nobody_translated(client, pages):
    page = HelpPage.objects.get(url_path="/fr/privacy/")
    page.title = "Privacy"
    page.save()
    assert "Privacy" in untranslated(client.get("/en/privacy/"), client.get("/fr/privacy/"))


def test_changing_the_language_leads_to_the_same_page(client, pages):
    page = soup(client.get(HELP.format("en")))
    links = {link["hreflang"]: link["href"] for link in page.select(".topbar a[hreflang]")}
    assert links["ar"] == HELP.format("ar")
    assert soup(client.get(links["ar"])).html["dir"] == "rtl"


def test_alternates_name_only_translations_that_are_there(client, pages):
    HelpPage.objects.get(url_path=HELP.format("fr")).unpublish()
    page = soup(client.get(HELP.format("en")))
    assert {link["hreflang"] for link in page.select("link[rel=alternate]")} == {"en", "ar"}


def test_a_page_missing_in_french_is_shown_in_english_and_says_so(client, pages):
    HelpPage.objects.get(url_path=HELP.format("fr")).unpublish()
    page = soup(client.get(HELP.format("fr")))
    assert page.html["lang"] == "fr"
    assert page.h1.find(lang="en").text == "Getting started"
    assert page.select_one(".deep__main [lang=en] h2").text == "What is open to everybody"
    assert page.select_one(".notice--language") is not None
    assert page.select_one("link[rel=canonical]")["href"].endswith(HELP.format("en"))


def test_the_help_index_lists_a_missing_page_in_english(client, pages):
    HelpPage.objects.get(url_path=HELP.format("fr")).unpublish()
    link = soup(client.get("/fr/help/")).select_one(f".listing a[href='{HELP.format('fr')}']")
    assert link.find(lang="en").text == "Getting started"


def test_an_address_that_is_nowhere_is_not_found(client, pages):
    assert client.get("/fr/help/nothing/").status_code == 404


def test_a_draft_is_not_shown(client, pages):
    for page in HelpPage.objects.filter(slug="privacy"):
        page.unpublish()
    assert client.get("/en/privacy/").status_code == 404
    assert client.get("/fr/privacy/").status_code == 404


def test_a_page_that_moves_leaves_a_redirect(client, pages, django_capture_on_commit_callbacks):
    page = HelpPage.objects.get(url_path="/fr/privacy/")
    with django_capture_on_commit_callbacks(execute=True):
        for each in HelpPage.objects.filter(slug="privacy"):
            each.slug = "data-protection"
            each.save()
    answer = client.get("/fr/privacy/")
    assert (answer.status_code, answer.url) == (301, "/fr/data-protection/")
    assert page.get_url() is not None


def test_english_at_an_old_french_address_gives_way_to_the_french_page(client, pages):
    page = HelpPage.objects.get(url_path="/fr/privacy/")
    page.slug = "donnees"
    page.save()
    assert client.get("/fr/privacy/").url == "/fr/donnees/"


def test_reserved_words_are_those_of_the_url_configuration():
    assert reserved() >= {"guidelines", "my", "account", "gallery", "admin", "health", "outbox", "static", "media"}
    firsts = {str(pattern.pattern).split("/")[0] for pattern in get_resolver().url_patterns[-1].url_patterns}
    assert reserved() >= firsts - {""}
    assert "help" not in reserved()


@pytest.mark.parametrize("slug", ["guidelines", "my", "account", "admin"])
def test_a_page_cannot_take_an_address_of_ours(pages, slug):
    home = HomePage.objects.get(slug="en")
    with pytest.raises(ValidationError, match="address of the portal itself"):
        home.add_child(instance=HelpPage(title="Mine", slug=slug, lead="…", locale=home.locale))


def test_home_pages_stand_at_the_top_and_help_pages_below():
    assert HomePage.allowed_parent_page_models() == [Page]
    assert set(HelpPage.allowed_parent_page_models()) == {HomePage, HelpPage}
    assert HomePage.allowed_subpage_models() == [HelpPage]


def test_a_home_page_is_named_after_its_language(pages):
    home = HomePage.objects.get(slug="fr")
    home.slug = "accueil"
    home.save()
    assert HomePage.objects.get(pk=home.pk).url_path == "/fr/"


def test_reading_sets_no_cookie(client, pages):
    for address in ("/en/", "/ar/help/", HELP.format("fr")):
        assert not client.get(address).cookies


def test_the_editors_bar_is_not_on_public_pages(client_of, staff, pages):
    answer = client_of(staff("administrator")).get("/en/help/")
    assert b"wagtail-userbar" not in answer.content


@pytest.mark.parametrize("more", [0, 20])
@pytest.mark.parametrize("address", ["/fr/", "/fr/help/", HELP.format("fr")])
def test_a_page_costs_the_same_with_many_pages(client, pages, address, more, django_assert_max_num_queries):
    help_page = HelpPage.objects.get(url_path="/fr/help/")
    for number in range(more):
        help_page.add_child(instance=HelpPage(title=f"Page {number}", lead="…", locale=help_page.locale))
    client.get(address)
    with django_assert_max_num_queries(12):
        assert client.get(address).status_code == 200


def test_the_footer_costs_one_query(pages, django_assert_num_queries):
    with translation.override("en"), django_assert_num_queries(1):
        assert footer.links() == [("Help", "/en/help/"), ("Privacy", "/en/privacy/")]


def test_the_robots_file_leads_to_both_maps(pages):
    text = Client().get("/robots.txt").content.decode()
    for name in ("sitemap.xml", "sitemap-guidelines.xml"):
        assert f"Sitemap: {settings.SITE_URL}/{name}" in text
        assert Client().get(f"/{name}").status_code == 200
