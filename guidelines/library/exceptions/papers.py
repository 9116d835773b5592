"""Which PDFs are not made."""

from django.utils.translation import gettext_lazy as _

from guidelines.library.exceptions.refused import Refused
from portal.formats import language_name


class LanguageNotReleased(Refused):
    """Only what the public may read is printed."""

    def __init__(self, language):
        self.language = language
        super().__init__(
            _("%(language)s is not released."),
            params={"language": language_name(language)},
            code="language-not-released",
        )


class NotCompared(Refused):
    """No published mapping leads from that edition to this one."""

    def __init__(self, old):
        super().__init__(
            _("This edition is not compared with edition %(year)s."), params={"year": old.year}, code="not-compared"
        )


class TooManyPapers(Refused):
    """One person has so many PDFs made in a day; those that are there may be had by everybody."""

    def __init__(self, most):
        super().__init__(
            _("You have asked for %(most)s PDFs since yesterday. More can be made tomorrow."),
            params={"most": most},
            code="too-many-papers",
        )
