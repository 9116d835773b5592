"""PDFs of a part, of two languages side by side, and of two states compared: what one holds, its key, who gets which.

The parts of an edition are made with the PDF of the whole set, when a
language is released. There are too many sections, pairs of languages and pairs of editions to
make them all in advance: whoever is signed in asks for one, the worker makes
it once, and from then on everybody who may read its text may have it. A
visitor asks for nothing, so that nobody without a name can keep the worker
busy or fill the disk.

What differs between two revisions of a record, and between a draft and the
edition in force, are working papers for those who may read all of it: one is
known by what it tells (``mark``), since the texts behind it may still change.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Revision

from guidelines.library.models import Edition, Erratum, Extract, Section
from portal import clock
from portal.languages import CODES, SOURCE, current

#: A request that has not been met by then may be made again.
PATIENCE = timedelta(minutes=30)


@dataclass(frozen=True)
class Wanted:
    """What an extract holds.

    Without a section the whole edition, in two languages or compared with the
    edition ``since``; or one record of it in two ``revisions``.
    """

    edition: Edition
    section: Section | None
    language: str
    beside: str
    for_members: bool
    since: Edition | None = None
    mark: str = ""  # of a working paper
    revisions: tuple[Revision, ...] = ()  # the earlier one and the later one

    @classmethod
    def of(cls, row, edition):
        """Return what a row of the books asks for. ``edition``: its edition, read for reading."""
        revisions = (row.earlier, row.later) if row.earlier else ()
        return cls(
            edition, row.section, row.language, row.beside, row.for_members, row.since, row.mark, revisions=revisions
        )

    @property
    def kind(self):
        """Return part, beside, changes or revisions; the template has this name."""
        if self.revisions:
            return "revisions"
        return "changes" if self.since else "beside" if self.beside else "part"

    @property
    def key(self):
        """Return the one name of this file: the same content has the same key, another content another."""
        return f"{self.subject}:{self._revision}"

    @property
    def subject(self):
        """Return what a file is about, whatever its texts say today."""
        copy = "member" if self.for_members else "public"
        return ":".join((str(self.edition.uuid), self._part, self.language, self.beside or "-", copy))

    @property
    def _part(self):
        if self.revisions:
            return "revisions-{}-{}".format(*(one.pk for one in self.revisions))
        if self.since:
            return f"since-{self.since.uuid}"
        return str(self.section.key) if self.section else "whole"

    @property
    def _revision(self):
        if self.mark:
            return f"mark-{self.mark}"
        if not self.since:
            return revision(self.edition, self.languages, self.section)
        # Read in English where the old edition has not this language.
        common = self.language if self.language in self.since.released_languages() else SOURCE
        return "+".join([common, *(revision(one, {common, SOURCE}) for one in (self.edition, self.since))])

    @property
    def languages(self):
        return [code for code in (self.language, self.beside) if code]

    @property
    def filename(self):
        place = f"-{self.section.code}" if self.section else f"-since-{self.since.year}" if self.since else ""
        if self.revisions:
            place = f"-{self._part}"
        elif self.mark:
            place += "-draft"
        return f"{self.edition.set.code}-{self.edition.year}{place}-{'-'.join(self.languages)}.pdf"

    @property
    def url(self):
        if self.revisions:
            return self._address_of_revisions()
        if self.mark:
            return reverse("library_desk:changes_pdf", args=[self.edition.uuid])
        edition = [self.edition.set.slug, self.edition.year]
        if self.since:
            return reverse("library:changes_pdf", args=[*edition, self.since.year, self.language])
        if self.section is None:
            return reverse("library:extract_whole", args=[*edition, self.language, self.beside])
        if self.beside:
            return reverse("library:extract_beside", args=[*edition, self.section.code, self.language, self.beside])
        return reverse("library:extract", args=[*edition, self.section.code, self.language])

    def _address_of_revisions(self):
        earlier, later = self.revisions
        model = ContentType.objects.get_for_id(earlier.content_type_id).model
        args = [earlier.object_id, earlier.pk, later.pk]
        return reverse(f"wagtailsnippets_library_{model}:revisions_pdf", args=args)


def revision(edition, languages, section=None):
    """Return which state of the text is meant: it is frozen at publication, and each erratum makes another of it.

    For a section, of those errata that stand in it, and of those that stand in every part: scale and blocks.
    """
    known = edition.__dict__
    if "_errata" not in known:
        rows = Erratum.objects.filter(edition=edition)
        known["_errata"] = list(rows.values_list("number", "language", "section", "guideline__section"))
    numbers = (
        number
        for number, language, *places in known["_errata"]
        if language in languages and (section is None or _stands_in(section, places, edition))
    )
    return f"{edition.published_at:%Y%m%dT%H%M%S}.{max(numbers, default=0)}"


def _stands_in(section, places, edition):
    place = next((pk for pk in places if pk), None)
    if place is None:
        return True
    known = edition.__dict__
    if "_parents" not in known:
        known["_parents"] = dict(Section.objects.filter(edition=edition).values_list("pk", "parent"))
    while place is not None and place != section.pk:
        place = known["_parents"].get(place)
    return place is not None


@dataclass(frozen=True)
class Paper:
    """An extract as a page offers it to one reader."""

    wanted: Wanted
    row: Extract | None
    may_ask: bool

    @property
    def url(self):
        return self.wanted.url

    @property
    def is_ready(self):
        return self.row is not None and bool(self.row.file)

    @property
    def is_being_made(self):
        return is_being_made(self.row)

    @property
    def size(self):
        """Return the octets, or None when the file is not where the books say."""
        try:
            return self.row.file.size
        except FileNotFoundError:
            return None


def is_being_made(row):
    return row is not None and not row.file and row.asked_at > clock.now() - PATIENCE


def offered(user, reading, heading, language, beside=""):
    """Return the extract that a page offers, or None where there can be none; one query."""
    edition = reading.edition
    if not edition.is_public or not {language, beside} - {""} <= set(reading.released):
        return None
    section = heading.section if heading else None
    return offered_as(user, Wanted(edition, section, language, beside, reading.reads_blocks))


def of_changes(before, reading, language):
    """Return the extract that compares two editions, in the copy of a reader of both; None in a language not released."""
    if not (before.edition.is_public and reading.edition.is_public and language in reading.released):
        return None
    for_members = reading.reads_blocks and before.reads_blocks
    return Wanted(reading.edition, None, language, "", for_members, before.edition)


def of_draft(before, reading, changes):
    """Return the extract that tells what a draft changes, as it stands, in the language and the copy of a reader of both."""
    for_members = reading.reads_blocks and before.reads_blocks
    mark = mark_of(changes.told)
    return Wanted(reading.edition, None, reading.language, "", for_members, before.edition, mark)


def of_revisions(edition, revisions, told, languages):
    """Return the extract that compares two revisions of a record of ``edition``, in the person's own language.

    ``told``: revisions.told. None where nothing differs, and for whoever may not read every language.
    """
    if not told or not set(CODES) <= set(languages):
        return None
    return Wanted(edition, None, current(), "", for_members=True, mark=mark_of(told), revisions=revisions)


def mark_of(told):
    """Return by what one working paper is told from another: sixteen signs, others when anything that is told differs."""
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def offered_of_draft(user, before, reading, changes):
    """Return that extract as the desk offers it; one query."""
    return offered_as(user, of_draft(before, reading, changes))


def offered_of_changes(user, before, reading, language):
    """Return that extract as a page offers it, or None where there can be none; at most two queries."""
    wanted = of_changes(before, reading, language)
    return wanted and offered_as(user, wanted)


def offered_as(user, wanted):
    """Return one extract as a page offers it, or None for a visitor while there is none; one query."""
    paper = Paper(wanted, Extract.objects.filter(key=wanted.key).first(), user.is_authenticated)
    return paper if paper.is_ready or paper.is_being_made or paper.may_ask else None
