"""The glossary as a file: what a translation tool reads is what stands in it."""

import csv
import io
from xml.etree import ElementTree

import pytest

from guidelines.library import actions
from guidelines.library.glossary import files
from guidelines.library.models import Term
from portal.languages import set_columns
from portal.reports.spreadsheet import csv_file
from tests.factories import GuidelineSetFactory
from tests.guidelines.library.glossary.conftest import term

pytestmark = pytest.mark.django_db
T = f"{{{files.NAMESPACE}}}"


@pytest.fixture
def benefit(editor):
    own = term(editor, "benefit <&>", fr="prestation", definition="Paid\x0b.", note="Not “payment”.")
    own.set = GuidelineSetFactory(code="GOV")
    set_columns(own, "forms", {"fr": "prestations", "zh-hans": "待遇"})
    set_columns(own, "avoided", {"fr": "allocation"})
    return actions.write_term(own, by=editor)


def read(terms):
    return ElementTree.fromstring(files.tbx(terms, title="A <b>", source="https://example.org"))


def test_a_term_is_a_concept_with_a_section_for_each_language(benefit):
    root = read([benefit])
    assert (root.tag, root.attrib) == (f"{T}tbx", {"type": "TBX-Basic", "style": "dca", files.LANG: "en"})
    (concept,) = root.iter(f"{T}conceptEntry")
    assert concept.get("id") == f"c{benefit.uuid}"
    assert [(child.tag.removeprefix(T), child.text) for child in concept][:2] == [
        ("descrip", "GOV"),
        ("note", "Not “payment”."),
    ]
    found = {
        section.get(files.LANG): [
            (own.findtext(f"{T}term"), own.findtext(f"{T}termNote")) for own in section.iter(f"{T}termSec")
        ]
        for section in concept.iter(f"{T}langSec")
    }
    assert found == {
        "en": [("benefit <&>", "preferredTerm-admn-sts")],
        "fr": [
            ("prestation", "preferredTerm-admn-sts"),
            ("prestations", "admittedTerm-admn-sts"),
            ("allocation", "deprecatedTerm-admn-sts"),
        ],
        "zh-Hans": [("待遇", "admittedTerm-admn-sts")],
    }


def test_a_definition_stands_in_its_language_without_what_xml_cannot_hold(benefit):
    (definition,) = read([benefit]).iter(f"{T}descripGrp")
    assert [one.text for one in definition] == ["Paid."]


def test_the_header_says_what_it_is(benefit):
    root = read([])
    assert root.findtext(f"{T}tbxHeader/{T}fileDesc/{T}titleStmt/{T}title") == "A <b>"
    assert root.findtext(f"{T}tbxHeader/{T}fileDesc/{T}sourceDesc/{T}p") == "https://example.org"
    assert list(root.find(f"{T}text/{T}body")) == []


def test_the_table_has_every_word_and_no_formula(benefit, editor):
    term(editor, "=1+1")
    content = csv_file(files.sheet(list(Term.objects.order_by("pk"))))
    head, first, second = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    row = dict(zip(head, first, strict=True))
    assert [row[name] for name in ("set", "name_en", "forms_fr", "avoided_fr")] == [
        "GOV",
        "benefit <&>",
        "prestations",
        "allocation",
    ]
    assert row["note"] == "Not “payment”."
    assert second[3] == "'=1+1"
