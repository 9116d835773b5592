"""What is not corrected by an erratum."""

from django.utils.translation import gettext_lazy as _

from guidelines.library.exceptions.refused import Refused
from portal.formats import language_name


class NotYetRead(Refused):
    """Errata tell readers what was wrong in what they have read."""

    def __init__(self):
        super().__init__(
            _("This edition is not published: nobody has read it yet, so there is nothing to correct by an erratum."),
            code="not-yet-read",
        )


class StillEdited(Refused):
    """What is not released is simply written."""

    def __init__(self, language):
        self.language = language
        super().__init__(
            _("%(language)s is not released: its texts are edited, not corrected by an erratum."),
            params={"language": language_name(language)},
            code="still-edited",
        )


class NotOfThisEdition(Refused):
    """The text to correct is none of this edition's."""

    def __init__(self):
        super().__init__(_("This text does not belong to the edition."), code="not-of-this-edition")


class NothingCorrected(Refused):
    def __init__(self):
        super().__init__(_("This is the text that stands. Change what is wrong in it."), code="nothing-corrected")


class TextNeeded(Refused):
    """A text that readers need is corrected, not taken away."""

    def __init__(self):
        super().__init__(_("This text cannot be left empty."), code="text-needed")


class ReasonNeeded(Refused):
    def __init__(self):
        super().__init__(_("Say in a sentence what was wrong."), code="reason-needed")


class NoLongerStands(Refused):
    """The text was corrected by another erratum between this person's reading and issuing; ``text`` stands now."""

    def __init__(self, text):
        self.text = text
        super().__init__(
            _("Somebody else corrected this text while you were writing. What you wrote is still here; compare."),
            code="no-longer-stands",
        )
