"""What the glossary refuses."""

from django.utils.translation import gettext_lazy as _

from guidelines.library.exceptions import Refused
from portal.formats import language_name


class TermKnown(Refused):
    """A notion stands in the glossary once."""

    def __init__(self, name):
        super().__init__(_("“%(name)s” already stands in the glossary."), params={"name": name}, code="term-known")


class TermRetired(Refused):
    def __init__(self):
        super().__init__(
            _("This term is no longer used. Take it back into use before you change it."), code="term-retired"
        )


class TermContradicts(Refused):
    """A word cannot be wanted and unwanted at once."""

    def __init__(self, word, language):
        super().__init__(
            _("“%(word)s” (%(language)s) is both the term or a form of it and a word not to be used."),
            params={"word": word, "language": language_name(language)},
            code="term-contradicts",
        )
