"""An edition with everything that a file can carry, and ways to take it out and in."""

import json

import pytest

from crm.governance.models import Commission
from guidelines.library import actions
from guidelines.library.exchange import as_json
from guidelines.library.exchange.dump import dump
from guidelines.library.models import CrossReference, Edition, GuidelineLevel, GuidelineSet, Section
from portal.languages import set_columns
from tests.guidelines.library.conftest import add_guideline, write


@pytest.fixture
def full(editor):
    """A draft with a commission, a sub-section, descriptors and cross-references in a circle."""
    edition = write(editor)
    edition = Edition.objects.get(pk=edition.pk)
    edition.commission = Commission.objects.create(code="ict", name_en="Commission on technology")
    actions.save_edition(edition, by=editor)
    deep = Section(edition=edition, parent=Section.objects.get(title_en="People"), kind="subsection")
    set_columns(deep, "title", {"en": "Deep", "ar": "عميق", "zh-hans": "深"})
    actions.save_section(deep, by=editor)
    last = add_guideline(deep, "=1+1 looks like a formula", by=editor)
    first = edition.guidelines.in_order().first()
    for here, there in ((first, last), (last, first)):
        here.cross_references = [CrossReference(to=there)]
        own = GuidelineLevel(level=edition.levels.first())
        set_columns(own, "descriptor", {"en": "Nothing yet.", "ru": "Ещё ничего."})
        here.level_descriptors = [own]
        actions.save_guideline(here, by=editor)
    reference = first.references.first()
    reference.url = "https://standards.example/1"
    first.references = [reference]
    set_columns(first, "rationale", {"en": "Why.\r\n\r\nIndeed.  ", "ar": "لماذا؟"})
    actions.save_guideline(first, by=editor)
    return edition


def as_document(edition):
    return json.loads(as_json.write(dump(edition)))


def prepare(document, *, by, edition=None):
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    book, problems = as_json.read(content)
    return actions.prepare_import(book, problems, filename="edition.json", by=by, edition=edition)


def take(document, *, by, edition=None):
    return actions.take_import(prepare(document, by=by, edition=edition), by=by)


def empty():
    """Take everything out of the library, past all rules."""
    for edition in Edition.objects.all():
        CrossReference.objects.all().delete()
        edition.guidelines.all().delete()
        edition.delete()
    GuidelineSet.objects.all().delete()
