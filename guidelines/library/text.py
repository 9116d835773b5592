"""The text of guidelines as one reader may read it: nothing that is not his or hers ever reaches a template."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import prefetch_related_objects

from guidelines.library.models import BlockKind, CrossReference, Edition, Guideline, Point, Reference
from guidelines.library.models.guideline import SCHEMES
from guidelines.library.outline import Heading, Line, address
from portal.languages import SOURCE, Text, column
from portal.page_cache import known


@dataclass(frozen=True)
class Block:
    """One block of a guideline: its points, or for those who may not read them, how many there are."""

    code: str
    label: Text
    holds: Text
    count: int
    points: list
    is_open: bool

    @property
    def anchor(self):
        return f"block-{self.code}"


@dataclass(frozen=True)
class Link:
    """A cross-reference, in the permanent form."""

    code: str
    title: Text
    url: str
    is_near: bool  # in the same edition


@dataclass(frozen=True)
class Passage:
    """One guideline with everything this reader may read of it."""

    guideline: Guideline
    line: Line | None
    heading: Heading | None
    statement: Text
    rationale: Text
    blocks: list
    references: list
    links: list
    opens: list = field(default_factory=list)  # headings that begin before this guideline

    @property
    def locked(self):
        return [block for block in self.blocks if not block.is_open]


def passage(reading, outline, line, guideline=None):
    """Return one guideline; ``guideline`` is given by the preview, with children that are not saved."""
    stored = guideline or Guideline.objects.get(pk=line.guideline.pk)
    stored.edition = reading.edition
    if guideline is None:
        points = list(Point.objects.filter(guideline=stored))
        references = list(Reference.objects.filter(guideline=stored))
        crossings = _crossings(reading, guideline=stored)
    else:
        points, references = list(guideline.points.all()), list(guideline.references.all())
        crossings = list(guideline.cross_references.all())
    kinds = blocks_of(reading.edition)
    return _put_together(reading, outline, line, stored, kinds, points, references, crossings)


def blocks_of(edition):
    """Return the kinds of blocks of an edition, in their order."""
    return known(("blocks", edition.pk), lambda: list(BlockKind.objects.filter(edition=edition)))


def whole_text(reading, outline):
    """Return every guideline of an edition in order, in a fixed number of queries."""
    return passages(reading, outline, outline.lines)


def passages(reading, outline, lines):
    """Return some guidelines of an edition, in the order of ``lines``; as many queries for one as for all."""
    edition = reading.edition
    wanted = [line.guideline.pk for line in lines]
    kinds = blocks_of(edition)
    guidelines = Guideline.objects.in_bulk(wanted)
    points, references, crossings = defaultdict(list), defaultdict(list), defaultdict(list)
    for point in Point.objects.filter(guideline__in=wanted):
        points[point.guideline_id].append(point)
    for reference in Reference.objects.filter(guideline__in=wanted):
        references[reference.guideline_id].append(reference)
    for crossing in _crossings(reading, guideline__in=wanted):
        crossings[crossing.guideline_id].append(crossing)
    found_all, opened = [], set()
    for line in lines:
        guideline = guidelines[line.guideline.pk]
        guideline.edition = edition
        found = _put_together(
            reading,
            outline,
            line,
            guideline,
            kinds,
            points[line.guideline.pk],
            references[line.guideline.pk],
            crossings[line.guideline.pk],
        )
        found.opens.extend(_opening(outline.heading_of(line), opened))
        found_all.append(found)
    return found_all


def _crossings(reading, **where):
    """Return cross-references with what they lead to; only of other editions it is asked who may read them."""
    titles = {f"to__{column('title', code)}" for code in (reading.language, SOURCE)}
    crossings = CrossReference.objects.filter(**where).select_related("to__edition__set")
    crossings = list(crossings.only("guideline_id", "to__number", "to__edition", *titles))
    elsewhere = [crossing.to.edition for crossing in crossings if crossing.to.edition_id != reading.edition.pk]
    if elsewhere:
        prefetch_related_objects(elsewhere, "languages")
    return crossings


def _opening(heading, opened):
    """Return the headings above a guideline that were not printed yet, outermost first."""
    above = []
    while heading and heading.code not in opened:
        opened.add(heading.code)
        above.insert(0, heading)
        heading = heading.within
    return above


def _put_together(reading, outline, line, guideline, kinds, points, references, crossings):
    return Passage(
        guideline=guideline,
        line=line,
        heading=outline.heading_of(line) if line else None,
        statement=reading.text(guideline, "statement"),
        rationale=reading.text(guideline, "rationale"),
        blocks=[block for kind in kinds if (block := _block(reading, kind, points)).count],
        references=[(reading.text(reference, "text"), followed(reference.url)) for reference in references],
        links=[link for crossing in crossings if (link := _link(reading, outline, crossing.to))],
    )


def followed(url):
    """Return an address that may be a link; an older row may hold another scheme, which stays text."""
    return url if url.partition("://")[0].lower() in SCHEMES else ""


def _block(reading, kind, points):
    own = [point for point in points if point.block_id == kind.pk]
    is_open = reading.may_read(kind)
    return Block(
        code=kind.code,
        label=reading.text(kind, "label"),
        holds=reading.text(kind, "holds"),
        count=len(own),
        points=[reading.text(point, "text") for point in own] if is_open else [],
        is_open=is_open,
    )


def _link(reading, outline, target):
    """Return the link to another guideline, or None while nobody may read it under a number."""
    if target.edition_id == reading.edition.pk:
        line = outline.line_of(target.pk)
        return Link(line.code, line.title, line.url, is_near=True) if line else None
    if not target.edition.is_public:
        return None
    title = _title_elsewhere(reading, target)
    return Link(target.code, title, address(target.edition, target.number), is_near=False)


def _title_elsewhere(reading, target: Guideline):
    other: Edition = target.edition
    return type(reading)(
        edition=other, languages=other.released_languages(), released=[], reads_blocks=False, language=reading.language
    ).text(target, "title")
