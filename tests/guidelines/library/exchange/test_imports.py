"""A whole edition goes out and comes in again: nothing is lost, nothing half done, one step back."""

import copy
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guidelines.library import actions
from guidelines.library.exchange import as_json
from guidelines.library.exchange.dump import dump
from guidelines.library.exchange.exceptions import AlreadyImported, FileRefused, OtherEdition, TouchedSince
from guidelines.library.models import Edition, Guideline, GuidelineSet, Import, Section
from portal.audit.models import Entry
from portal.translations.models import TranslationState
from tests.guidelines.library.conftest import add_guideline, approve
from tests.guidelines.library.exchange.conftest import as_document, empty, prepare, take
from tests.schema import problems as departures


def said(refused):
    return [str(problem) for problem in refused.value.problems]


def everything():
    """Return all that an import may touch, row by row, with its primary keys."""
    models = (GuidelineSet, Edition, Section, Guideline, Import, TranslationState)
    return {model: list(model.objects.order_by("pk").values()) for model in models}


def test_out_into_an_empty_library_and_out_again_is_the_same_by_bytes(full, editor):
    content = as_json.write(dump(full))
    empty()
    taken = take(content, by=editor)
    assert as_json.write(dump(taken.edition)) == content
    assert taken.edition.pk != full.pk


def test_the_file_follows_the_schema(full):
    document = as_document(full)
    assert departures(document, as_json.schema()) == []
    assert document["format"] == as_json.schema()["$id"]
    document["points"][0]["colour"] = "red"
    assert departures(document, as_json.schema()) == ["$.points[0] has an unknown colour"]


def test_taking_out_costs_the_same_for_few_and_many(full, editor):
    with CaptureQueriesContext(
        connection,
    ) as few:
        dump(full)
    for number in range(12):
        add_guideline(Section.objects.get(title_en="People"), f"More {number}", by=editor)
    with CaptureQueriesContext(connection) as many:
        dump(full)
    assert len(many) == len(few)


def test_the_same_file_again_changes_nothing(full, editor):
    row = prepare(as_document(full), by=editor)
    assert row.changes == []
    entries = Entry.objects.count()
    actions.take_import(row, by=editor)
    assert Entry.objects.count() == entries + 1  # the import itself


def test_a_preview_tells_each_change_and_makes_none(full, editor):
    document = as_document(full)
    document["guidelines"][0]["texts"]["title"]["en"] = "Renamed"
    document["points"].pop()
    before = everything()
    row = prepare(document, by=editor)
    assert row.changes == [
        {"count": 2, "kinds": [["changed", "guideline", 1], ["removed", "point", 1]]},
        {
            "what": "changed",
            "record": "guideline",
            "name": "Renamed",
            "field": "title",
            "language": "en",
            "before": "Strategy 0",
            "after": "Renamed",
        },
        {"what": "removed", "record": "point", "name": "quincunx mechanism"},
    ]
    Import.objects.all().delete()
    assert everything() == before


def test_a_draft_follows_the_file_by_key_in_everything(full, editor):
    """Moved, renamed, added, removed, in another order: afterwards the edition is what the file says."""
    document = as_document(full)
    document["sections"].reverse()
    document["sections"] = [s for s in document["sections"] if s["texts"]["title"]["en"] != "Strategy"]
    people = next(s for s in document["sections"] if s["texts"]["title"]["en"] == "People")
    deep = next(s for s in document["sections"] if s["texts"]["title"]["en"] == "Deep")
    deep["within"], people["within"] = people["within"], deep["key"]  # turned round
    kept = [g for g in document["guidelines"] if g["texts"]["title"]["en"] != "Strategy 1"]
    gone = next(g["key"] for g in document["guidelines"] if g["texts"]["title"]["en"] == "Strategy 1")
    for guideline in kept:
        guideline["within"] = people["key"]
    document["guidelines"] = kept[::-1]
    for name in ("points", "descriptors", "references", "cross_references"):
        document[name] = [row for row in document[name] if row["within"] != gone]
    document["points"].reverse()
    document["blocks"] = [{"key": "third", "code": "third", "open": True, "texts": {"label": {"en": "Third"}}}]
    for point in document["points"]:
        point["block"] = "third"
    document["blocks"][0]["key"] = str(uuid.uuid4())
    document["cross_references"] = document["cross_references"][:1]
    taken = take(document, by=editor, edition=full)
    assert taken.edition.pk == full.pk
    after = as_document(taken.edition)
    for name in ("blocks", "levels", "descriptors", "references", "cross_references"):
        assert sorted(map(str, after[name])) == sorted(map(str, document[name])), name
    assert [g["key"] for g in after["guidelines"]] == [g["key"] for g in document["guidelines"]]
    part = next(s["key"] for s in document["sections"] if not s["within"])
    assert [s["key"] for s in after["sections"]] == [part, deep["key"], people["key"]]


def test_names_that_people_make_up_become_keys_that_stay(full, editor):
    document = as_document(full)
    document["guidelines"].append(
        {
            "key": "new one",
            "within": document["sections"][0]["key"],
            "texts": {"title": {"en": "New"}, "statement": {"en": "New."}},
        }
    )
    document["points"].append({"key": "p", "within": "new one", "block": "structure", "texts": {"text": {"en": "P"}}})
    take(document, by=editor)
    assert prepare(document, by=editor).changes == []
    assert Guideline.objects.filter(title_en="New").count() == 1


def test_without_its_key_a_file_begins_the_next_edition(full, editor):
    document = as_document(full)
    document["edition"] |= {"key": None, "year": 2030}
    taken = take(document, by=editor)
    assert (taken.edition.year, taken.edition.state, taken.edition.set) == (2030, "proposed", full.set)
    assert not {g.key for g in taken.edition.guidelines.all()} & {g.key for g in full.guidelines.all()}
    assert [g.title_ar for g in taken.edition.guidelines.all()] == [g.title_ar for g in full.guidelines.all()]
    assert prepare(document, by=editor).changes == []


def test_a_language_that_the_file_does_not_carry_stays(full, editor):
    document = as_document(full)
    document["languages"] = ["ar"]
    for name in ("sections", "guidelines", "points", "descriptors", "references", "blocks", "levels"):
        for row in document[name]:
            row["texts"] = {}
    for row in (document["set"], document["edition"]):
        row["texts"] = {}
    document["guidelines"][0]["texts"] = {"title": {"ar": "عنوان"}}
    take(document, by=editor)
    first = full.guidelines.in_order().first()
    assert (first.title_en, first.title_ar, first.rationale_ar) == ("Strategy 0", "عنوان", "")


def test_a_published_edition_gets_a_language_that_is_not_released(full, editor):
    approve(full, by=editor)
    actions.publish_edition(full, by=editor)
    document = as_document(full)
    document["guidelines"][0]["texts"]["title"]["de"] = "Strategie"
    row = take(document, by=editor, edition=full)
    assert full.guidelines.in_order().first().title_de == "Strategie"
    actions.undo_import(row, by=editor)
    assert full.guidelines.in_order().first().title_de == ""


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["guidelines"][1]["texts"]["title"].update(en="Changed"),
        lambda d: d["guidelines"].reverse(),
        lambda d: d["points"].pop(),
        lambda d: d["blocks"][0].update(open=True),
        lambda d: d["edition"]["texts"]["introduction"].update(en="Changed"),
        lambda d: d["set"]["texts"]["title"].update(en="Changed"),
        lambda d: d["sections"][1].update(kind="part"),
        lambda d: d["cross_references"].pop(),
        lambda d: d["edition"].update(commission=None),
        lambda d: d["guidelines"][1]["texts"]["title"].update(fr="Changed"),
    ],
)
def test_whatever_else_a_file_would_change_in_a_published_edition_is_refused(change, full, editor):
    approve(full, by=editor)
    actions.publish_edition(full, by=editor)
    Edition.objects.get(pk=full.pk).languages.filter(language="fr").update(
        released_at=full.published_at, released_by=editor
    )
    document = as_document(full)
    change(document)
    before = everything()
    with pytest.raises(FileRefused) as refused:
        take(document, by=editor, edition=full)
    assert ["can no longer be changed" in sentence for sentence in said(refused)] == [True] * len(said(refused))
    assert everything() == before


def test_the_file_of_another_edition_is_refused(full, editor):
    document = as_document(full)
    other = take(document | {"edition": {**document["edition"], "key": None, "year": 2030}}, by=editor).edition
    before = everything()
    with pytest.raises(OtherEdition, match="edition 2026 of GOV"):
        prepare(document, by=editor, edition=other)
    with pytest.raises(FileRefused) as refused:
        prepare(document | {"edition": {**document["edition"], "key": None}}, by=editor, edition=full)
    assert said(refused) == ["edition.key: Edition 2026 of GOV has another key."]
    assert everything() == before


def test_a_key_of_another_edition_is_refused(full, editor):
    document = as_document(full)
    document["edition"] |= {"key": str(uuid.uuid4()), "year": 2031}
    with pytest.raises(FileRefused) as refused:
        prepare(document, by=editor)
    assert "blocks[0].key: Another record has this key already." in said(refused)
    document["edition"]["year"] = 2026
    with pytest.raises(FileRefused) as refused:
        prepare(document, by=editor)
    assert said(refused) == ["edition.key: Edition 2026 of GOV has another key."]


def test_undoing_gives_back_what_stood_there(full, editor):
    before = as_json.write(dump(full))
    document = as_document(full)
    document["guidelines"].pop()
    gone = full.guidelines.get(title_en__startswith="=1").key
    for name in ("points", "descriptors", "references", "cross_references"):
        document[name] = [r for r in document[name] if str(gone) not in (r["within"], r.get("to"))]
    document["set"]["texts"]["title"]["en"] = "Another title"
    row = take(document, by=editor)
    assert as_json.write(dump(full)) != before
    actions.undo_import(row, by=editor)
    assert as_json.write(dump(full)) == before
    with pytest.raises(AlreadyImported):
        actions.undo_import(row, by=editor)


@pytest.mark.parametrize("is_new_set", [True, False])
def test_undoing_takes_a_new_edition_away(is_new_set, full, editor):
    document = as_document(full)
    document["edition"] |= {"key": None, "year": 2030}
    document["set"]["texts"]["title"]["en"] = "Other title"
    if is_new_set:
        document["set"]["code"] = "NEW"
    before = everything()
    row = take(document, by=editor)
    actions.undo_import(row, by=editor)
    Import.objects.all().delete()
    assert everything() == before


def test_what_somebody_wrote_since_is_not_undone(full, editor):
    row = take(as_document(full), by=editor)
    guideline = full.guidelines.first()
    guideline.title_en = "Written since"
    actions.save_guideline(guideline, by=editor)
    with pytest.raises(TouchedSince):
        actions.undo_import(row, by=editor)
    assert full.guidelines.get(pk=guideline.pk).title_en == "Written since"


def test_an_edition_on_its_way_is_not_undone(full, editor):
    document = as_document(full)
    document["edition"] |= {"key": None, "year": 2030}
    row = take(document, by=editor)
    actions.draft_edition(row.edition, by=editor)
    with pytest.raises(TouchedSince):
        actions.undo_import(row, by=editor)


def test_what_somebody_wrote_after_the_preview_is_not_overwritten(full, editor):
    row = prepare(as_document(full), by=editor)
    guideline = full.guidelines.first()
    guideline.title_en = "Written since"
    actions.save_guideline(guideline, by=editor)
    with pytest.raises(TouchedSince):
        actions.take_import(row, by=editor)


def test_two_clicks_import_once(full, editor):
    row = prepare(as_document(full), by=editor)
    actions.take_import(row, by=editor)
    with pytest.raises(AlreadyImported):
        actions.take_import(row, by=editor)


def test_all_errors_are_told_at_once_and_nothing_is_half_imported(full, editor):
    document = as_document(full)
    document["edition"]["commission"] = "nobody"
    before = everything()
    with pytest.raises(FileRefused) as refused:
        prepare(document, by=editor)
    assert said(refused) == ["edition.commission: There is no commission “nobody”."]
    assert everything() == before
    document = copy.deepcopy(as_document(full))
    document["edition"]["commission"] = "nobody"
    document["edition"]["key"] = "7d1b1a52-91d5-4a5c-8f5f-0e3f8e8a6c11"
    document["guidelines"][0]["texts"]["title"]["en"] = "x" * 201
    document["guidelines"][1]["within"] = "nowhere"
    document["levels"][0]["level"] = "two"
    del document["points"][2]["texts"]["text"]["en"]
    with pytest.raises(FileRefused) as refused:
        prepare(document, by=editor)
    assert said(refused) == [
        "levels[0].level: A whole number from 0 to 99 is expected here.",
        "guidelines[0].texts.title.en: This is too long: at most 200 characters.",
        "points[2]: The English text “text” is missing.",
        "guidelines[1].within: “nowhere” is nowhere in this file.",
        "edition.commission: There is no commission “nobody”.",
        "edition.key: Edition 2026 of GOV has another key.",
    ]
    assert everything() == before
