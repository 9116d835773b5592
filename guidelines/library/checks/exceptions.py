"""What a language that is to be released is refused for."""

from django.utils.translation import ngettext_lazy

from guidelines.library.exceptions import Refused
from portal.formats import language_name


class LanguageUnconfirmed(Refused):
    """Some texts are out of date or by machine: nobody has vouched for them."""

    def __init__(self, language, names):
        self.language, self.names = language, names
        super().__init__(
            ngettext_lazy(
                "%(count)d text in %(language)s is out of date or made by a machine. Confirm or change it first.",
                "%(count)d texts in %(language)s are out of date or made by a machine. Confirm or change them first.",
                len(names),
            ),
            params={"count": len(names), "language": language_name(language)},
            code="language-unconfirmed",
        )


class ChecksFailed(Refused):
    """The checks found what must be mended before the public reads it; ``names`` says what and where."""

    def __init__(self, language, names):
        self.language, self.names = language, names
        super().__init__(
            ngettext_lazy(
                "The checks found %(count)d thing in %(language)s that must be mended before it is released.",
                "The checks found %(count)d things in %(language)s that must be mended before it is released.",
                len(names),
            ),
            params={"count": len(names), "language": language_name(language)},
            code="checks-failed",
        )


class WarningsUnseen(Refused):
    """What looks wrong may be right, but somebody must have looked at it as it is now."""

    def __init__(self, language, names):
        self.language, self.names = language, names
        super().__init__(
            ngettext_lazy(
                "Look first at the %(count)d thing that the checks found in %(language)s, and say that it is right.",
                "Look first at the %(count)d things that the checks found in %(language)s, and say that they are right.",
                len(names),
            ),
            params={"count": len(names), "language": language_name(language)},
            code="warnings-unseen",
        )
