"""Editorial pages in the reader's language: each once, in English where a translation is missing."""

from django.utils.html import conditional_escape
from wagtail.models import Page

from portal.languages import SOURCE, Text


def in_language(pages, language):
    """Return each live page once, in ``language`` or else in English, in the order of the English tree.

    Each has ``label``, marked up when it is not in the page's language, and
    ``address``, which stays in the reader's language.
    """
    rows = pages.live().filter(locale__language_code__in={language, SOURCE}).select_related("locale").order_by("path")
    subjects = {}
    for page in sorted(rows, key=lambda page: page.locale.language_code != SOURCE):
        subjects[page.translation_key] = page
    for page in subjects.values():
        code = page.locale.language_code
        page.label = conditional_escape(Text(page.title, code, language))
        page.address = f"/{language}/{page.url_path.removeprefix(f'/{code}/')}"
    return list(subjects.values())


def links_to(pages, language):
    """Return label and address of each page, as menus and breadcrumbs print them."""
    return [(page.label, page.address) for page in in_language(pages, language)]


def tree_paths(paths):
    """Return the places in the tree of these pages and of all above them."""
    step = Page.steplen
    return {path[:end] for path in paths for end in range(step, len(path) + 1, step)}
