"""Why a file is not taken: as a whole in one sentence, or with a list of errors and their places."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from guidelines.library.exceptions import Refused


@dataclass(frozen=True)
class Problem:
    """One error, and where it stands: a sheet, row and column, or a path in JSON."""

    place: str
    message: object

    def __str__(self):
        return f"{self.place}: {self.message}" if self.place else str(self.message)


def first_of_each_place(problems):
    """Return the problems without those that only follow from an earlier one at the same place."""
    found = {}
    for number, problem in enumerate(problems):
        found.setdefault(problem.place or number, problem)
    return list(found.values())


class Unreadable(Refused):
    """Nothing in the file can be used; the sentence says why."""


class FileRefused(Refused):
    """The file was read and has errors; ``problems`` are they. Nothing was changed."""

    SHOWN = 100

    def __init__(self, problems):
        self.problems = problems
        super().__init__(_("The file has errors. Nothing was changed."), code="file-refused")

    def __str__(self):
        """Return as many of the errors as one sentence on a page can carry; a list has room for ``SHOWN``."""
        return " ".join(str(problem) for problem in self.problems[:3])


class OtherEdition(Refused):
    """A file of one edition was given to another."""

    def __init__(self, code, year):
        super().__init__(
            _("This file is of edition %(year)s of %(set)s, not of this one. Nothing was changed."),
            params={"year": year, "set": code},
            code="other-edition",
        )


class OtherFile(Refused):
    """A translators' file of another edition or language than the one that it was given to."""


class TouchedSince(Refused):
    """Somebody wrote in the edition after the preview, or after the import that is to be undone."""

    def __init__(self):
        super().__init__(
            _("The edition has been changed since. Nothing was overwritten."),
            code="touched-since",
        )


class AlreadyImported(Refused):
    def __init__(self):
        super().__init__(_("This import has already been made or undone."), code="already-imported")
