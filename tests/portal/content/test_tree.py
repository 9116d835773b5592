"""wagtail-localize's "include subtree" spoils the tree (its issue 773); the guard mends it."""

import pytest
from wagtail.models import Locale, Page, Site
from wagtail.signals import page_published
from wagtail_localize.operations import TranslationCreator, translate_page_subtree

from portal.content.models import HelpPage, HomePage
from portal.content.tree import mend


@pytest.fixture
def english(db):
    """An English tree: home, a parent, its child; French is there and empty."""
    source = Locale.objects.get(language_code="en")
    home = HomePage(title="Home", claim="c", lead="l", steps_title="s", locale=source)
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.update(root_page=home)
    parent = home.add_child(instance=HelpPage(title="Parent", slug="parent", lead="l", locale=source))
    parent.add_child(instance=HelpPage(title="Child", slug="child", lead="l", locale=source))
    return home


def submit_with_subtree(home, run_on_commit):
    """What the editor's "translate, include subtree" does, in the one transaction it opens."""
    french = Locale.objects.get_or_create(language_code="fr")[0]
    with run_on_commit(execute=True):
        TranslationCreator(None, [french]).create_translations(home)
        translate_page_subtree(home.pk, [french], None, None)


def test_without_the_guard_the_children_are_lost(english, client, django_capture_on_commit_callbacks):
    """The fault itself: should this fail, the library has been mended and the guard can go."""
    page_published.disconnect(dispatch_uid="content.mend_tree")
    try:
        submit_with_subtree(english, django_capture_on_commit_callbacks)
    finally:
        page_published.connect(mend, dispatch_uid="content.mend_tree")
    assert Page.find_problems() != ([], [], [], [], [])
    assert Page.objects.get(url_path="/fr/").numchild == 0
    assert not Page.objects.filter(url_path="/fr/parent/").exists()


def test_translating_a_subtree_leaves_the_tree_sound(english, client, django_capture_on_commit_callbacks):
    submit_with_subtree(english, django_capture_on_commit_callbacks)
    assert Page.find_problems() == ([], [], [], [], [])
    assert Page.objects.get(url_path="/fr/parent/").get_children().get().url_path == "/fr/parent/child/"
    assert client.get("/fr/parent/child/").status_code == 200


def test_addresses_follow_a_parent_that_was_renamed(english, client, django_capture_on_commit_callbacks):
    submit_with_subtree(english, django_capture_on_commit_callbacks)
    parent = HelpPage.objects.get(url_path="/fr/parent/")
    parent.slug = "renamed"
    parent.save()
    assert HelpPage.objects.get(slug="child", locale__language_code="fr").url_path == "/fr/renamed/child/"


def test_deleting_a_translated_parent_takes_its_children_along(english, django_capture_on_commit_callbacks):
    submit_with_subtree(english, django_capture_on_commit_callbacks)
    Page.objects.get(url_path="/fr/parent/").delete()
    assert not Page.objects.filter(url_path__startswith="/fr/parent/").exists()
