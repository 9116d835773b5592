"""The frame of every page: languages, sections, the person's menu, and what a visitor's page must not hold."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from portal import doors, frame
from portal.doors import Door
from portal.languages import CODES

pytestmark = pytest.mark.django_db

PAGE = "errors/error.html"
CONTEXT = {"status": 404, "error_title": "Title", "error_lead": "Lead"}


@pytest.fixture
def page():
    """Return a function that draws a page as one person sees it in one language."""

    def draw(user=None, language="en", path="guidelines/", **extra):
        request = RequestFactory().get(f"/{language}/{path}", **extra)
        request.user = user or AnonymousUser()
        with translation.override(language):
            return render_to_string(PAGE, CONTEXT, request=request)

    return draw


def test_each_language_is_a_link_in_its_own_name(page):
    html = page(language="fr", QUERY_STRING="sort=-name")
    for code, name, lang, side in [
        ("en", "English", "en", "ltr"),
        ("ar", "العربية", "ar", "rtl"),
        ("zh-hans", "简体中文", "zh-Hans", "ltr"),
    ]:
        link = f'<a href="/{code}/guidelines/?sort=-name" lang="{lang}" hreflang="{lang}" dir="{side}">{name}</a>'
        assert link in html
    assert 'dir="ltr" aria-current="true">Français</a>' in html


@pytest.mark.parametrize("language", CODES)
def test_a_page_says_its_language_and_direction(page, language):
    html = page(language=language)
    expected = {"ar": '<html lang="ar" dir="rtl">', "zh-hans": '<html lang="zh-Hans" dir="ltr">'}
    assert expected.get(language, f'<html lang="{language}" dir="ltr">') in html


def test_a_page_with_addresses_of_its_own_names_them():
    request = RequestFactory().get("/en/help/")
    request.language_urls = {"fr": "/fr/aide/"}
    with translation.override("en"):
        entries = {entry["code"]: entry["url"] for entry in frame.frame(request)["languages"]}
    assert entries["fr"] == "/fr/aide/"
    assert entries["de"] == "/de/help/"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/en/guidelines/ict/", "guidelines/ict/"),
        ("/zh-hans/", ""),
        ("/outbox/", None),
        ("/", None),
        ("/english/x", None),
    ],
)
def test_the_language_of_a_path_is_told_from_the_rest(path, expected):
    assert frame.without_language(path) == expected


def test_the_section_of_the_page_is_marked(page, monkeypatch):
    navigation = Door("navigation")
    navigation.register(lambda request: frame.Entry("Guidelines", "/en/guidelines/", "guidelines/"))
    navigation.register(lambda request: frame.Entry("Academy", "/en/academy/", "academy/"))
    navigation.register(lambda request: None)
    monkeypatch.setattr(doors, "navigation", navigation)
    html = page(path="guidelines/ict/")
    assert '<a href="/en/guidelines/" aria-current="true">Guidelines</a>' in html
    assert '<a href="/en/academy/">Academy</a>' in html


def test_a_visitors_page_holds_nothing_that_belongs_to_one_person(page):
    html = page()
    assert "csrf" not in html.lower()
    assert "<script>" not in html
    assert not re.search(r"\son[a-z]+=", html)
    assert "Sign in" in html
    assert 'href="/en/account/login/?next=/en/guidelines/"' in html


def test_anna_sees_her_menu_and_what_waits_for_her(page, anna, monkeypatch):
    todos = Door("to-dos")
    todos.register(lambda user: ["one", "two"])
    todos.register(lambda user: iter(["three"]))
    monkeypatch.setattr(doors, "todos", todos)
    html = page(anna)
    assert "Anna" in html
    assert "3 things wait for you" in html
    assert '<form method="post" action="/en/account/logout/">' in html
    assert "Administration" not in html


def test_rita_finds_the_administration(page, rita):
    assert 'href="/admin/">Administration</a>' in page(rita)


def test_what_waits_is_counted_once_and_only_for_a_person(page, anna, monkeypatch):
    asked = []
    todos = Door("to-dos")
    todos.register(lambda user: asked.append(user) or [])
    monkeypatch.setattr(doors, "todos", todos)
    page()
    assert asked == []
    page(anna)
    assert asked == [anna]


def test_a_visitors_frame_costs_one_query(page, django_assert_num_queries):
    """The pages at the foot; nothing else is asked for."""
    with django_assert_num_queries(1):
        page()
