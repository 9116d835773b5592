"""Are the words of the glossary used?"""

from django.utils.translation import gettext as _

from guidelines.library.checks.findings import warning


def check(wanted):
    """``wanted``: what ``glossary.wanted`` says of the terms of a text and its translation."""
    for term in wanted:
        named = {"source": term.source, "target": term.target}
        if term.is_missing:
            yield warning("term", _("“%(source)s” is called “%(target)s” in the glossary.") % named)
        for word in term.avoided:
            yield warning("avoided", _("“%(word)s” is not to be used for “%(source)s”.") % (named | {"word": word}))
