"""Terms marked at the word on the readers' pages: the first time each occurs in a guideline, as a link to the glossary.

The definition stands beside the text, on the same page, and describes the
link to those who hear it; no script is needed to reach it.
"""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from guidelines.library.glossary.matching import Entry, matcher
from guidelines.library.models import Term
from portal.languages import Text, localized
from portal.page_cache import known


@dataclass(frozen=True)
class Used:
    """A term that occurs on a page, as the page explains it."""

    anchor: str
    name: Text
    definition: Text
    url: str

    @property
    def described(self):
        """Return the name of the element that holds the definition."""
        return f"{self.anchor}-definition"

    def link(self, word):
        """Return a word of the text as a link, described by the definition where there is one."""
        described = format_html(' aria-describedby="{}"', self.described) if self.definition else ""
        return format_html('<a class="term" href="{}"{}>{}</a>', self.url, described, word)


@dataclass(frozen=True)
class Marked(Text):
    """A text whose terms are links. ``value`` is the text as it is; only ``html`` has the links."""

    linked: str = ""
    parts: tuple = ()
    marks: tuple = ()

    @property
    def html(self):
        return mark_safe(self.linked)

    def paragraphs(self):
        return list(self.parts)


def terms_of(guideline_set):
    """Return key → term; what a set says of its own comes before what is said in general."""
    terms = sorted(Term.objects.for_set(guideline_set).order_by("pk"), key=lambda term: term.set_id is None)
    return {str(term.uuid): term for term in terms}


class Glossary:
    """The terms of the texts of one set. ``used`` are those that were marked, as they came."""

    def __init__(self, guideline_set, language):
        self._terms = known(("terms", guideline_set and guideline_set.pk), lambda: terms_of(guideline_set))
        self._language = language
        self._used, self._matchers = {}, {}

    @property
    def used(self):
        return list(self._used.values())

    def matcher(self, language):
        if language not in self._matchers:
            words = ((key, tuple(term.words(language))) for key, term in self._terms.items())
            self._matchers[language] = matcher(tuple(Entry(key, found) for key, found in words if found), language)
        return self._matchers[language]

    def term(self, key):
        return self._terms[key]

    def mark(self, passage):
        """Return a guideline whose terms are marked, each where it is read first."""
        seen = set()

        def marked(text):
            return self._mark(text, seen)

        return replace(
            passage,
            statement=marked(passage.statement),
            rationale=marked(passage.rationale),
            blocks=[replace(block, points=[marked(point) for point in block.points]) for block in passage.blocks],
        )

    def _mark(self, text, seen):
        parts = tuple(Marked(part.value, part.lang, part.asked, self._html(part, seen)) for part in text.paragraphs())
        return Marked(text.value, text.lang, text.asked, "\n\n".join(part.linked for part in parts), parts, text.marks)

    def _html(self, text, seen):
        """Return the text as HTML, put together from escaped pieces."""
        found = []
        for piece in self.matcher(text.lang).pieces(text.value):
            if not piece.key or piece.key in seen:
                found.append(escape(piece.text))
                continue
            seen.add(piece.key)
            found.append(self._use(piece.key).link(piece.text))
        return "".join(found)

    def _use(self, key):
        if key not in self._used:
            term = self._terms[key]
            self._used[key] = Used(
                anchor=term.anchor,
                name=localized(term, "name", language=self._language),
                definition=localized(term, "definition", language=self._language),
                url=f"{reverse('library:glossary')}#{term.anchor}",
            )
        return self._used[key]
