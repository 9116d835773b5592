"""A glossary comes in from a file: seen first, then written as it was seen, or refused with its reasons."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from guidelines.library import actions
from guidelines.library.exchange.exceptions import FileRefused, TouchedSince, Unreadable
from guidelines.library.glossary import files, opening
from guidelines.library.models import Term
from portal.audit.models import Entry
from portal.languages import set_columns
from portal.reports.spreadsheet import csv_file
from tests.factories import GuidelineSetFactory
from tests.guidelines.library.glossary.conftest import term

pytestmark = pytest.mark.django_db
PAGE = "/admin/library/glossary/import/"
HEAD = '<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="en"><text><body>'
FOOT = "</body></text></tbx>"


@pytest.fixture
def glossary(editor):
    """Three terms with everything that a term may have."""
    own = term(editor, "insured person", fr="assuré", definition="Who is <covered> & “pays”.", note="Mind\nthis.")
    own.set = GuidelineSetFactory(code="GOV")
    set_columns(own, "forms", {"en": "the insured", "zh-hans": "被保险人"})
    set_columns(own, "avoided", {"fr": "souscripteur\nclient"})
    actions.write_term(own, by=editor)
    term(editor, "=1+1", fr="-x")
    term(editor, "benefit", fr="prestation")


def as_csv():
    return csv_file(files.sheet(list(Term.objects.order_by("pk"))))


def as_tbx():
    return files.tbx(list(Term.objects.order_by("pk")), title="A", source="B")


def stored():
    return [
        (one.uuid, one.set and one.set.code, one.note, *(getattr(one, name) or "" for name in files.HEADS[3:]))
        for one in Term.objects.order_by("uuid")
    ]


def take(content, by):
    rows = opening.read(content)
    return actions.take_terms(rows, by=by, seen=actions.rehearse_terms(rows, by=by)[1])


@pytest.mark.parametrize("written", [as_csv, as_tbx])
def test_what_was_taken_out_comes_in_as_it_was(written, glossary, editor):
    before, content = stored(), written()
    assert actions.rehearse_terms(opening.read(content), by=editor)[0] == []
    Term.objects.all().delete()
    assert [change.is_new for change in take(content, editor)] == [True] * 3
    assert stored() == before
    assert written() == content


def test_to_rehearse_changes_nothing(editor):
    rows = opening.read(b"name_en,name_fr\nlevy,cotisation\n")
    changes, _mark = actions.rehearse_terms(rows, by=editor)
    assert [(change.name, change.is_new) for change in changes] == [("levy", True)]
    assert (Term.objects.count(), Entry.objects.count()) == (0, 0)


def test_what_the_file_does_not_speak_of_stays(glossary, editor):
    (change,) = take(b"name_en,definition_de\nBenefit,Was gezahlt wird.\n", editor)
    own = Term.objects.get(name_fr="prestation")
    assert (change.name, change.is_new, change.fields) == ("Benefit", False, ("name_en", "definition_de"))
    assert (own.definition_de, own.name_en) == ("Was gezahlt wird.", "Benefit")


def test_another_program_s_words_find_their_places(editor):
    content = (
        f'{HEAD}<conceptEntry id="x1"><langSec xml:lang="en-US"><termSec><term>levy</term></termSec>'
        "<termSec><term>duty</term></termSec></langSec>"
        '<langSec xml:lang="fr-CH"><termSec><term>taxe</term><termNote type="administrativeStatus">'
        "supersededTerm-admn-sts</termNote></termSec><termSec><term>cotisation</term></termSec></langSec>"
        f'<langSec xml:lang="zh-CN"><termSec><term>税</term></termSec></langSec></conceptEntry>{FOOT}'
    )
    take(content.encode(), editor)
    own = Term.objects.get()
    assert (own.name_en, own.forms_en, own.name_fr, own.avoided_fr, own.name_zh_hans) == (
        "levy",
        "duty",
        "cotisation",
        "taxe",
        "税",
    )


def test_what_changed_since_it_was_seen_is_not_overwritten(glossary, editor):
    rows = opening.read(b"name_en,name_fr\nbenefit,allocation\n")
    _changes, mark = actions.rehearse_terms(rows, by=editor)
    own = Term.objects.get(name_en="benefit")
    own.name_fr = "allocation"
    actions.write_term(own, by=editor)
    with pytest.raises(TouchedSince):
        actions.take_terms(rows, by=editor, seen=mark)


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + HEAD.encode() + b"&b;" + FOOT.encode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"x" * (opening.LARGEST + 1), "too large"),
        ("name_en\nассуранс\n".encode("utf-16"), "neither TBX nor CSV"),
        ("name_en\nمؤشر\n".encode("windows-1256"), "neither TBX nor CSV"),
        (b'name_en\n"open', "neither TBX nor CSV"),
        (b"PK\x03\x04\xff\xfe", "neither TBX nor CSV"),
        (b"term,forms\na,b\n", "names of the columns"),
        (b"name_en,name_en\na,b\n", "names of the columns"),
        (b"name_en\n\n", "holds no terms"),
        (b"<tbx>", "damaged"),
        (b"<html></html>", "no TBX"),
        (f"{HEAD}{FOOT}".encode(), "holds no terms"),
        (BOMB, "declares something"),
        (BOMB.replace(b"!DOCTYPE", b"!doctype"), "declares something"),
        (b'<?xml version="1.0" encoding="utf-7"?>' + HEAD.encode() + FOOT.encode(), "declares something"),
        (b"name_en\n" + b"a%d\n" * (opening.MOST + 1), "more than"),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(content, said):
    with pytest.raises(Unreadable) as refusal:
        opening.read(content)
    assert said in str(refusal.value)


def problems(content, by):
    with pytest.raises(FileRefused) as refusal:
        take(content, by)
    return [str(problem) for problem in refusal.value.problems]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"uuid,name_en\nx,levy\n", ["row 2: “x” is no identifier."]),
        (b"name_en,colour\nlevy,red\n", ["colour: This column is not known."]),
        (b"name_en\nlevy,tax\n", ["row 2: The row has more cells than there are columns."]),
        (b"name_en,set\nlevy,NOPE\n", ["row 2: There is no set “NOPE”."]),
        (b"name_en\nlevy\nLevy\n", ["row 3: This term stands in the file twice."]),
        (b"name_en,name_fr\n,taxe\n", ["row 2: This field cannot be blank."]),
        (
            b"name_en,avoided_en\nlevy,Levy\n",
            ["row 2: “Levy” (English) is both the term or a form of it and a word not to be used."],
        ),
        (
            f'{HEAD}<conceptEntry id="a"><langSec xml:lang="it"/></conceptEntry>{FOOT}'.encode(),
            ["term 1: The language “it” is not one of ours."],
        ),
    ],
)
def test_errors_have_their_place_and_nothing_is_written(content, said, editor):
    assert problems(content, editor) == said
    assert (Term.objects.count(), Entry.objects.count()) == (0, 0)


def test_a_retired_term_does_not_come_back_by_a_file(editor):
    own = actions.retire_term(term(editor, "levy"), by=editor)
    assert problems(f"uuid,name_en\n{own.uuid},levy\n".encode(), editor) == [
        "row 2: This term is no longer used. Take it back into use before you change it."
    ]


def upload(content, name="terms.csv"):
    return {"file": SimpleUploadedFile(name, content)}


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode()).group(1)


def test_an_editor_looks_and_then_writes(client_of, editor):
    desk = client_of(editor)
    assert desk.get(PAGE).status_code == 200
    page = desk.post(PAGE, upload(b"name_en,name_fr\nlevy,cotisation\n"))
    assert "levy" in page.content.decode()
    assert Term.objects.count() == 0
    sent = {name: hidden(page, name) for name in ("content", "seen")}
    answer = desk.post(PAGE, sent)
    assert answer.headers["Location"] == reverse("wagtailsnippets_library_term:list")
    assert Term.objects.get().name_fr == "cotisation"
    again = desk.post(PAGE, sent)
    assert "Nothing was overwritten" in again.content.decode()
    assert "Nothing: the glossary is as the file says." in again.content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (lambda: {}, "Choose a file."),
        (lambda: {"content": "%%%", "seen": "x"}, "Choose a file."),
        (lambda: upload(b""), "The file is empty."),
        (lambda: upload(BOMB, "a.tbx"), "declares something"),
        (lambda: upload(b"name_en,set\nlevy,NOPE\n"), "There is no set “NOPE”."),
    ],
)
def test_what_is_wrong_is_said_at_the_field(sent, said, client_of, editor):
    page = client_of(editor).post(PAGE, sent())
    assert (page.status_code, said in page.content.decode()) == (422, True)
    assert Term.objects.count() == 0


def test_a_translator_brings_nothing_in(client_of, translator):
    answer = client_of(translator).post(PAGE, upload(b"name_en\nlevy\n"))
    assert answer.headers["Location"] == reverse("wagtailadmin_home")
    assert Term.objects.count() == 0
