"""Editors at work in Wagtail's admin."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Page

from portal.content.models import HelpPage


@pytest.fixture
def editor(staff, pages):
    return staff("administrator")


@pytest.fixture
def desk(client_of, editor):
    return client_of(editor)


def test_an_administrator_may_edit_pages_and_a_reader_may_not(editor, ben, pages):
    page = Page.objects.get(url_path="/en/help/")
    assert page.permissions_for_user(editor).can_edit()
    assert page.permissions_for_user(editor).can_publish()
    assert not page.permissions_for_user(ben).can_edit()


def test_the_menu_leads_nowhere_outside(desk):
    answer = desk.get(reverse("wagtailadmin_home"), follow=True)
    assert answer.status_code == 200
    assert not re.search(rb"https?://[^\s\"]*wagtail\.(org|io)", answer.content)


def test_a_copy_cannot_take_an_address_of_ours(desk):
    page = Page.objects.get(url_path="/en/help/")
    entered = {"new_title": "Copy", "new_slug": "guidelines", "new_parent_page": page.get_parent().pk}
    answer = desk.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), entered)
    assert answer.status_code == 302
    assert not Page.objects.filter(slug="guidelines").exists()


def test_the_form_of_a_page_opens_in_each_language(desk):
    for address in ("/en/help/", "/fr/help/", "/ar/"):
        page = Page.objects.get(url_path=address)
        assert desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_a_preview_speaks_the_language_of_the_page(rf, pages):
    page = HelpPage.objects.get(url_path="/fr/privacy/")
    answer = page.make_preview_request(preview_mode="")
    assert b'<html lang="fr"' in answer.content
