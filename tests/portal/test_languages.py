"""``localized()``: which text a reader gets, in which language it says it is, and how it is marked on the page."""

from uuid import uuid4

import pytest
from django.template import engines
from django.utils import translation

from crm.governance.models import Commission
from guidelines.library.models import Point
from portal.audit.record import name_of
from portal.languages import Text, localized
from portal.translations import states
from portal.translations.models import Status, TranslationState
from tests.factories import EditionFactory, GuidelineFactory, SectionFactory

BOTH = {"en": "Board", "ar": "مجلس"}
ALL = ("en", "ar", "fr")


def commission(texts):
    return Commission(code="X", **{f"name_{code}": text for code, text in texts.items()})


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (2, "شيئان"),
        (3, "3 أشياء"),
        (10, "10 أشياء"),
        (11, "11 شيئًا"),
        (99, "99 شيئًا"),
        (100, "100 شيء"),
        (103, "103 أشياء"),
    ],
)
def test_arabic_counts_with_its_own_plurals(count, said):
    with translation.override("ar"):
        words = translation.ngettext("%(count)s thing waits for you", "%(count)s things wait for you", count)
    assert said in words % {"count": count}


@pytest.mark.parametrize(
    ("texts", "asked", "readable", "value", "lang", "is_fallback"),
    [
        (BOTH, "ar", None, "مجلس", "ar", False),  # there is one
        (BOTH, "en", None, "Board", "en", False),
        (BOTH, "fr", None, "Board", "en", True),  # there is none
        ({"en": "Board", "fr": ""}, "fr", None, "Board", "en", True),
        ({"en": "Board", "fr": None}, "fr", None, "Board", "en", True),
        (BOTH, "ar", ALL, "مجلس", "ar", False),  # this reader may read it
        (BOTH, "ar", ("en",), "Board", "en", True),  # and this one may not
        (BOTH, "ar", (), "", "ar", False),  # nor English either
        ({"ar": "مجلس"}, "fr", None, "", "fr", False),  # nothing but a third language: never that one
        ({}, "ar", None, "", "ar", False),
    ],
)
def test_a_reader_gets_her_own_language_or_english(texts, asked, readable, value, lang, is_fallback):
    text = localized(commission(texts), "name", language=asked, readable=readable)
    assert (text.value, text.lang, text.asked, text.is_fallback) == (value, lang, asked, is_fallback)
    assert (str(text), bool(text)) == (value, bool(value))


@pytest.mark.parametrize(("active", "value"), [("ar", "مجلس"), ("en", "Board"), ("fr", "Board"), ("pt", "Board")])
def test_without_a_language_the_page_s_own_is_meant(active, value):
    with translation.override(active):
        assert localized(commission(BOTH), "name").value == value


@pytest.mark.django_db
def test_a_translation_whose_source_has_moved_on_is_still_shown():
    """That it is out of date is told to those who translate; a reader is better served by it than by English."""
    guideline = GuidelineFactory(section=SectionFactory(edition=EditionFactory(published=True)), with_points=0)
    point = Point(key=uuid4(), guideline=guideline, position=0, text_en="Old.", text_fr="Ancien.")
    point.block = guideline.edition.blocks.first()
    point.save()
    states.keep([point], changed={(name_of(point), "text", "fr")})
    point.text_en = "New."
    states.keep([point], changed={(name_of(point), "text", "en")})
    assert TranslationState.objects.get(target=name_of(point), language="fr").status == Status.STALE
    assert localized(point, "text", language="fr") == Text("Ancien.", "fr", "fr")


@pytest.mark.parametrize(
    ("active", "text", "html"),
    [
        ("en", Text("A & B", "en", "en"), "A &amp; B"),
        ("ar", Text("A & B", "en", "ar"), '<span lang="en" dir="ltr">A &amp; B</span>'),
        ("en", Text("مجلس", "ar", "ar"), '<span lang="ar" dir="rtl">مجلس</span>'),
        ("en", Text("理事会", "zh-hans", "zh-hans"), '<span lang="zh-Hans" dir="ltr">理事会</span>'),
        ("ar", Text("", "en", "ar"), ""),
    ],
)
def test_a_text_marks_itself_where_its_language_is_not_the_page_s(active, text, html):
    with translation.override(active):
        assert engines["django"].from_string("{{ text.marked }}").render({"text": text}) == html


def test_paragraphs_keep_their_language():
    assert Text("A\n\n B \n\n", "en", "ar").paragraphs() == [Text("A", "en", "ar"), Text("B", "en", "ar")]
