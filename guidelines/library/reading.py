"""How one reader sees one edition: in which languages, and with which blocks."""

from dataclasses import dataclass, field

from guidelines.library import errata
from guidelines.library.models import Edition
from portal.audit.record import name_of
from portal.languages import CODES, Text, current, localized


@dataclass(frozen=True)
class Corrected(Text):
    """A text that errata have corrected; ``marks`` say so where it stands."""

    marks: tuple = ()


@dataclass(frozen=True)
class Reading:
    """Asked for once in a request; every text of the page is read through it."""

    edition: Edition
    languages: list
    released: list
    reads_blocks: bool
    language: str = field(default_factory=current)
    #: (name of the record, field, language) → marks of the errata that corrected this text.
    corrected: dict = field(default_factory=dict)

    @classmethod
    def of(cls, edition, user):
        return cls(
            edition=edition,
            languages=edition.readable_languages(user),
            released=edition.released_languages(),
            reads_blocks=user.has_perm("library.read_blocks", edition),
            corrected=errata.marks(edition),
        )

    @classmethod
    def printed(cls, edition, language, *, for_members):
        """Return how a copy is read that is printed for many: released languages alone, of a draft all."""
        released = edition.released_languages()
        return cls(
            edition=edition,
            languages=released if edition.is_public else list(CODES),
            released=released,
            reads_blocks=for_members,
            language=language,
            corrected=errata.marks(edition),
        )

    def text(self, obj, name) -> Text:
        found = localized(obj, name, language=self.language, readable=self.languages)
        if self.corrected and found and (marks := self.corrected.get((name_of(obj), name, found.lang))):
            return Corrected(found.value, found.lang, found.asked, marks)
        return found

    def may_read(self, block):
        return block.is_public or self.reads_blocks

    @property
    def is_unreleased(self):
        """Return whether this reader sees a language that the public does not see yet."""
        return self.language in self.languages and self.language not in self.released
