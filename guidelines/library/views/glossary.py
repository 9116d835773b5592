"""The glossary as everybody reads it: terms from A to Z in the reader's language, each with its words in the others."""

from dataclasses import dataclass
from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from guidelines.library.glossary.alphabet import initial
from guidelines.library.models import Term
from portal.languages import CODES, NAMES, Text, current, localized, value_in
from portal.page_cache import public_page


@dataclass(frozen=True)
class Line:
    """One term as the page prints it; ``others`` are (name of the language, the word in it)."""

    anchor: str
    name: Text
    definition: Text
    set_title: Text | None
    others: list

    @property
    def letter(self):
        return initial(self.name.value, self.name.lang)


@public_page
@login_not_required
@require_safe
def glossary(request):
    language = current()
    terms = Term.objects.in_use().select_related("set").in_order(language)
    lines = [_line(term, language) for term in terms]
    letters = [
        {"letter": letter, "anchor": f"letter-{number}", "lines": list(group)}
        for number, (letter, group) in enumerate(groupby(lines, key=lambda line: line.letter), start=1)
    ]
    return render(
        request,
        "library/glossary.html",
        {
            "letters": letters,
            "notice": _notice(lines),
            "trail": [(_("Guidelines"), reverse("library:set_list"))],
        },
    )


def _notice(lines):
    """Return a definition that says for the whole page that none is in the reader's language, else None."""
    definitions = [line.definition for line in lines if line.definition]
    return definitions[0] if definitions and all(one.is_fallback for one in definitions) else None


def _line(term, language):
    name = localized(term, "name", language=language)
    return Line(
        anchor=term.anchor,
        name=name,
        definition=localized(term, "definition", language=language),
        set_title=term.set and localized(term.set, "title", language=language),
        others=[
            (NAMES[code], Text(word, code, code))
            for code in CODES
            if code != name.lang and (word := value_in(term, "name", code))
        ],
    )
