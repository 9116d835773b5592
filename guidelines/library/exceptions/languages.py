"""What keeps a language from being translated, or from being released."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from guidelines.library.exceptions.refused import Refused
from portal.formats import language_name


class LanguageFrozen(Refused):
    """A released language stands as it was released."""

    def __init__(self, language):
        self.language = language
        super().__init__(
            _("%(language)s has been released and can no longer be changed."),
            params={"language": language_name(language)},
            code="language-frozen",
        )


class LanguageIncomplete(Refused):
    """Something has no text in this language; ``gaps`` says what."""

    SHOWN = 10

    def __init__(self, language, gaps):
        self.language, self.gaps = language, gaps
        super().__init__(
            ngettext_lazy(
                "%(count)d text is missing in %(language)s: %(names)s.",
                "%(count)d texts are missing in %(language)s: %(names)s.",
                len(gaps),
            ),
            params={
                "count": len(gaps),
                "language": language_name(language),
                "names": "; ".join(str(gap) for gap in gaps[: self.SHOWN]) + ("; …" if len(gaps) > self.SHOWN else ""),
            },
            code="language-incomplete",
        )


class EnglishNotSettled(Refused):
    """A translation of a text that may still change is not released."""

    def __init__(self):
        super().__init__(
            _("A language can be released once the edition is approved; until then the English text may change."),
            code="english-not-settled",
        )


class AlreadyReleased(Refused):
    def __init__(self, language):
        self.language = language
        super().__init__(
            _("%(language)s has already been released."),
            params={"language": language_name(language)},
            code="already-released",
        )


class NoEngine(Refused):
    """No address of an engine is set; no page offers one then."""

    def __init__(self):
        super().__init__(_("There is no engine for machine translation here."), code="no-engine")
