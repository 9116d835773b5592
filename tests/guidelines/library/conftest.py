"""An edition written through the actions: one part, two sections, three guidelines, English complete, French too."""

import pytest
from django.contrib.auth.models import AnonymousUser

from guidelines.library import actions
from guidelines.library.following import Following, mapping_of
from guidelines.library.models import BlockKind, Edition, Guideline, GuidelineSet, Level, Point, Reference, Section
from portal.audit.record import name_of
from portal.languages import set_columns, value_in
from portal.roles import ROLES
from portal.translations.models import TranslationState

#: Planted where only members may read, and in a language that is not released.
MEMBER_WORD = "quincunx"
FRENCH_WORD = "chrysalide"
#: Of the cast, whoever has a role in an institution now.
MEMBERS = {"anna", "carl", "ben", "ada", "cleo"}


@pytest.fixture
def editor(staff):
    return staff("guideline_editor")


@pytest.fixture
def translator(staff):
    return staff("translator")


@pytest.fixture
def everybody(people, staff):
    """The cast, one person of each staff role (Rita among them, under hers) and a visitor, by name."""
    people.pop("rita")
    return {**people, **{role: staff(role) for role in ROLES}, "visitor": AnonymousUser()}


@pytest.fixture
def absent_variables(settings):
    """Let templates ask for variables that are not there, as those of Wagtail's admin do."""
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "OPTIONS": {**engine["OPTIONS"], "string_if_invalid": ""}}]


@pytest.fixture
def desk(client_of, editor, absent_variables):
    """The guideline editor at the screens of the admin."""
    return client_of(editor)


def both(text):
    return {"en": text, "fr": f"{text} {FRENCH_WORD}"}


def texts(obj, **fields):
    for name, text in fields.items():
        set_columns(obj, name, both(text))
    return obj


def propose(editor, year=2026, code="GOV"):
    guideline_set = GuidelineSet.objects.filter(code=code).first()
    if guideline_set is None:
        guideline_set = actions.save_set(texts(GuidelineSet(code=code), title="Steering", summary="How to."), by=editor)
    edition = texts(Edition(set=guideline_set, year=year), introduction="First.\n\nSecond.")
    edition.blocks = [
        texts(BlockKind(code="structure", position=0), label="Structure", holds="Who is there."),
        texts(BlockKind(code="mechanism", position=1), label="Mechanism", holds="What they do."),
    ]
    edition.levels = [texts(Level(value=value), name=f"Step {value}") for value in range(3)]
    return actions.create_edition(edition, by=editor)


def write(editor, year=2026, code="GOV"):
    edition = actions.draft_edition(propose(editor, year, code), by=editor)
    part = actions.save_section(texts(Section(edition=edition, kind="part"), title="Direction"), by=editor)
    for name, count in (("Strategy", 2), ("People", 1)):
        section = texts(Section(edition=edition, parent=part, kind="section"), title=name)
        actions.save_section(section, by=editor)
        for number in range(count):
            add_guideline(section, f"{name} {number}", by=editor)
    return edition


def approve(edition, *, by):
    """Let a draft go the short way to where its English stands."""
    return actions.go_through(edition, "review", "finalise", "approve", by=by)


def follow(edition, *, by):
    """Say of an edition what became of the guidelines before it, as it is proposed."""
    actions.confirm_rows(actions.propose_mapping(edition, by=by), by=by)
    return edition


def publish_next(year, *, by):
    """Publish an edition that was written anew after the one in force."""
    return actions.publish_edition(follow(approve(write(by, year=year), by=by), by=by), by=by)


def add_guideline(section, title, *, by):
    guideline = texts(
        Guideline(edition=section.edition, section=section),
        title=title,
        statement=f"{title} is stated.",
        rationale="Why.",
    )
    guideline.points = [
        texts(Point(block=block, position=place), text=f"{MEMBER_WORD} {block.code}")
        for place, block in enumerate(section.edition.blocks.all())
    ]
    guideline.references = [texts(Reference(), text="A standard")]
    return actions.save_guideline(guideline, by=by)


@pytest.fixture
def draft(editor):
    return write(editor)


@pytest.fixture
def approved(draft, editor):
    return approve(draft, by=editor)


@pytest.fixture
def published(approved, editor):
    return actions.publish_edition(approved, by=editor)


@pytest.fixture
def french(published, editor):
    """The published edition, its French released too."""
    actions.release_language(published, language="fr", by=editor)
    return Edition.objects.get(pk=published.pk)


@pytest.fixture
def guideline(published):
    return published.guidelines.get(number=1)


def titled(edition, title):
    return Guideline.objects.get(edition=edition, title_en=title)


def first(edition):
    """Return the guideline that is read first, as it is stored now."""
    return edition.guidelines.in_order().first()


def status(part, field, language):
    """Return how the translation of one text stands."""
    return TranslationState.objects.get(target=name_of(part), field=field, language=language).status


def say(edition, by, text="Too vague.", **given):
    """Comment on the first guideline."""
    return actions.comment_guideline(first(edition), code="GOV-1", text=text, lang="en", by=by, **given)


def correct(owner, after="Strategy 0 is laid down.", *, by, part=None, field="statement", language="en", **given):
    """Correct one text as somebody does who has just read it."""
    part = part or owner
    fresh = type(part).objects.get(pk=part.pk)
    given = {"before": value_in(fresh, field, language), "reason": "A word was wrong.", "reason_lang": "en"} | given
    return actions.issue_erratum(owner, part=part, field=field, language=language, after=after, by=by, **given)


@pytest.fixture
def changed(published, editor):
    """Publish edition 2030: GOV-1 reworded, GOV-2 split in two, one dropped."""
    edition = actions.draft_edition(actions.next_edition(published, year=2030, by=editor), by=editor)
    reworded = titled(edition, "Strategy 0")
    reworded.statement_en, reworded.statement_fr = "Strategy 0 is decided.", "Strategy 0 décidée."
    point = reworded.points.first()
    point.text_en = f"{MEMBER_WORD} organisation"
    reworded.points = [point, *reworded.points.all()[1:]]
    actions.save_guideline(reworded, by=editor)
    half = add_guideline(titled(edition, "Strategy 1").section, "Strategy half", by=editor)
    actions.remove_guideline(titled(edition, "People 0"), by=editor)
    follow(edition, by=editor)
    row = next(each.row for each in Following(mapping_of(edition)).rows if each.old and each.old[0].number == 2)
    actions.save_row(
        row,
        kind="split",
        old=[titled(published, "Strategy 1")],
        new=[titled(edition, "Strategy 1"), half],
        by=editor,
    )
    follow(edition, by=editor)
    return actions.publish_edition(approve(edition, by=editor), by=editor)


@pytest.fixture
def changed_again(changed, editor):
    """Publish edition 2034: GOV-1 reworded again, the rest as in 2030."""
    edition = actions.draft_edition(actions.next_edition(changed, year=2034, by=editor), by=editor)
    again = titled(edition, "Strategy 0")
    again.rationale_en = "For other reasons."
    actions.save_guideline(again, by=editor)
    follow(edition, by=editor)
    return actions.publish_edition(approve(edition, by=editor), by=editor)
