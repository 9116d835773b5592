"""The editor's way: take out, upload, look, import, undo. Nobody else has it."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from guidelines.library import actions
from guidelines.library.desk.exchange import WHAT
from guidelines.library.exchange import as_json, differences
from guidelines.library.exchange.dump import dump
from guidelines.library.exchange.exceptions import FileRefused
from guidelines.library.models import Edition, Import
from portal import clock
from tests.factories import UserFactory
from tests.guidelines.library.conftest import approve
from tests.guidelines.library.exchange.conftest import as_document, take


def address(name, *args):
    return reverse(f"library_desk:{name}", args=args)


def upload(client, url, document, name="edition.json"):
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    return client.post(url, {"file": SimpleUploadedFile(name, content)})


def test_an_editor_takes_an_edition_out(desk, full):
    answer = desk.get(address("export", full.uuid, "json"))
    assert answer.content == as_json.write(dump(full))
    assert answer["Content-Disposition"] == 'attachment; filename="GOV 2026.json"'
    assert desk.get(address("export", full.uuid, "xlsx")).content[:2] == b"PK"
    assert desk.get(address("export", full.uuid, "pdf"), follow=True).status_code == 404
    assert desk.get(address("template")).content[:2] == b"PK"
    assert desk.get(address("schema")).json() == as_json.schema()


def test_an_editor_uploads_looks_imports_and_undoes(desk, full):
    document = as_document(full)
    document["guidelines"][0]["texts"]["title"]["ar"] = "عنوان"
    answer = upload(desk, address("exchange", full.uuid), document)
    row = Import.objects.get()
    assert answer["Location"] == address("import", row.uuid)
    page = desk.get(address("import", row.uuid)).content.decode()
    assert "1 change" in page
    assert "عنوان" in page
    assert not full.guidelines.in_order().first().title_ar
    answer = desk.post(address("import_take", row.uuid))
    assert answer["Location"] == address("edition", full.uuid)
    assert full.guidelines.in_order().first().title_ar == "عنوان"
    assert "edition.json" in desk.get(address("exchange", full.uuid)).content.decode()
    assert "Undo this import" in desk.get(address("import", row.uuid)).content.decode()
    desk.post(address("import_undo", row.uuid))
    assert not full.guidelines.in_order().first().title_ar
    assert "Undone on" in desk.get(address("import", row.uuid)).content.decode()


LONG = "The institution reviews each claim that it receives and says within a month what became of it. " * 5


def test_the_preview_shows_a_change_at_the_end_of_a_text_and_one_of_blanks_alone(desk, full, editor):
    guideline = full.guidelines.in_order().first()
    guideline.rationale_en, guideline.statement_en = LONG + "It pays late.", "One. Two."
    actions.save_guideline(guideline, by=editor)
    document = as_document(full)
    texts = document["guidelines"][0]["texts"]
    texts["rationale"]["en"] = LONG + "It pays early."
    texts["statement"]["en"] = "One.  Two."
    upload(desk, address("exchange", full.uuid), document)
    page = desk.get(address("import", Import.objects.get().uuid))
    told = [[piece.text for piece in line["difference"].pieces] for line in page.context["lines"]]
    assert ["… and says within a month what became of it. It pays ", "late", "early", "."] in told
    assert "Only blanks or ends of lines differ." in page.content.decode()


def test_the_menu_leads_an_editor_to_the_files_and_nobody_else(desk, staff, client_of, editor):
    assert address("exchange_new") in desk.get("/admin/").content.decode()
    assert address("exchange_new") not in client_of(staff("translator")).get("/admin/").content.decode()


def test_an_editor_begins_an_edition_from_a_file(desk, full):
    document = as_document(full)
    document["edition"] |= {"key": None, "year": 2030}
    upload(desk, address("exchange_new"), document)
    preview = desk.get(address("import", Import.objects.get().uuid))
    counted = {str(things): times for what, things, times in preview.context["kinds"] if what == WHAT["added"]}
    assert counted["guidelines"] == full.guidelines.count()
    assert sum(times for *_kind, times in preview.context["kinds"]) == preview.context["count"]
    desk.post(address("import_take", Import.objects.get().uuid))
    assert Edition.objects.filter(set=full.set, year=2030).exists()


def test_many_changes_are_counted_whole_and_folded(desk, full, monkeypatch):
    monkeypatch.setattr(differences, "SHOWN", 2)
    document = as_document(full)
    document["edition"] |= {"key": None, "year": 2030}
    upload(desk, address("exchange_new"), document)
    preview = desk.get(address("import", Import.objects.get().uuid))
    assert len(preview.context["lines"]) == 2
    assert sum(times for *_kind, times in preview.context["kinds"]) == preview.context["count"] > 2


def test_errors_stand_below_the_field_in_the_readers_language(desk, full):
    document = as_document(full)
    document["guidelines"][0]["within"] = "nowhere"
    answer = upload(desk, address("exchange", full.uuid), document)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The file has errors. Nothing was changed." in page
    assert "guidelines[0].within" in page
    answer = upload(desk, address("exchange", full.uuid), b"", "nothing.xlsx")
    assert "The file is empty." in answer.content.decode()
    assert not Import.objects.exists()


def test_a_refused_import_says_why(desk, full, editor):
    row = take(as_document(full), by=editor)
    guideline = full.guidelines.first()
    guideline.title_en = "Since"
    actions.save_guideline(guideline, by=editor)
    page = desk.post(address("import_undo", row.uuid), follow=True).content.decode()
    assert "The edition has been changed since. Nothing was overwritten." in page
    page = desk.post(address("import_take", row.uuid), follow=True).content.decode()
    assert "This import has already been made or undone." in page


def test_what_can_no_longer_be_undone_is_not_offered_and_says_why(desk, full, editor):
    document = as_document(full)
    document["guidelines"][0]["texts"]["title"]["en"] = "Otherwise"
    row = take(document, by=editor)
    page = address("import", row.uuid)
    assert "Undo this import" in desk.get(page).content.decode()
    approve(full, by=editor)
    approved = desk.get(page).content.decode()
    assert "Undo this import" not in approved
    assert "It can no longer be undone: Edition 2026 of GOV is Approved" in approved


def test_a_translation_that_was_released_since_is_not_undone_and_another_one_is(desk, full, editor):
    document = as_document(full)
    for code in ("de", "fr"):
        document["guidelines"][0]["texts"]["title"][code] = f"Titre {code}"
    row = take(document, by=editor)
    approve(full, by=editor)
    assert actions.import_hindrance(row) is None
    full.languages.filter(language="de").update(released_at=clock.now(), released_by=editor)
    assert "German has been released" in str(actions.import_hindrance(row))
    assert "Undo this import" not in desk.get(address("import", row.uuid)).content.decode()
    with pytest.raises(FileRefused):
        actions.undo_import(row, by=editor)


def test_what_can_no_longer_be_imported_or_undone_after_others_wrote_is_not_offered(desk, full, editor):
    document = as_document(full)
    document["guidelines"][0]["texts"]["title"]["en"] = "Otherwise"
    upload(desk, address("exchange", full.uuid), document)
    waiting = Import.objects.get()
    page = address("import", waiting.uuid)
    assert address("import_take", waiting.uuid) in desk.get(page).content.decode()
    guideline = full.guidelines.in_order().last()
    guideline.title_en = "Since"
    actions.save_guideline(guideline, by=editor)
    text = desk.get(page).content.decode()
    assert address("import_take", waiting.uuid) not in text
    assert "It can no longer be imported: The edition has been changed since." in text


def test_an_edition_that_another_file_began_meanwhile_is_not_begun_again(desk, full, editor):
    document = as_document(full)
    document["edition"] |= {"key": None, "year": 2030}
    upload(desk, address("exchange_new"), document)
    page = address("import", Import.objects.get().uuid)
    assert "/take/" in desk.get(page).content.decode()
    colleague = UserFactory()
    colleague.groups.add(*editor.groups.all())
    take(document, by=colleague)
    assert "/take/" not in desk.get(page).content.decode()


def test_a_begun_edition_that_went_on_is_not_undone(desk, full, editor):
    document = as_document(full)
    document["edition"] |= {"key": None, "year": 2030}
    row = take(document, by=editor)
    page = address("import", row.uuid)
    assert "Undo this import" in desk.get(page).content.decode()
    actions.draft_edition(row.edition, by=editor)
    assert "Undo this import" not in desk.get(page).content.decode()


def test_files_are_brought_in_only_where_something_can_still_change(desk, full, editor):
    page = address("exchange", full.uuid)

    def offers():
        text = desk.get(page).content.decode()
        return 'type="file"' in text, "A file can still bring in:" in text

    assert offers() == (True, False)
    approve(full, by=editor)
    assert offers() == (True, True)
    full.languages.update(released_at=clock.now(), released_by=editor)
    assert offers() == (False, False)
    assert "no file can change them any more" in desk.get(page).content.decode()
    # Somebody had the page open: what is wrong is said all the same.
    document = as_document(full)
    document["guidelines"][0]["texts"]["title"]["en"] = "Otherwise"
    assert "The file has errors." in upload(desk, page, document).content.decode()


@pytest.mark.parametrize("role", ["translator", "account_manager", "administrator"])
def test_no_other_role_may(role, staff, client_of, full, editor):
    row = take(as_document(full), by=editor)
    actions.assign(full, user=staff(role), duty="commission-member", by=editor)
    client = client_of(staff(role))
    for name, args in (
        ("exchange", [full.uuid]),
        ("export", [full.uuid, "json"]),
        ("exchange_new", []),
        ("template", []),
        ("schema", []),
        ("import", [row.uuid]),
    ):
        answer = client.get(address(name, *args))
        assert b"GOV 2026" not in answer.content
        assert answer.status_code in {302, 403}, name
    for name in ("import_take", "import_undo"):
        assert client.post(address(name, row.uuid)).status_code in {302, 403}
    assert "Files" not in client.get(address("edition", full.uuid)).content.decode()
    row.refresh_from_db()
    assert row.undone_at is None


def test_the_list_of_imports_costs_the_same_for_one_and_many(desk, full, editor):
    take(as_document(full), by=editor)
    desk.get(address("exchange", full.uuid))
    with CaptureQueriesContext(connection) as one:
        desk.get(address("exchange", full.uuid))
    row = Import.objects.get()
    for number in range(12):
        Import.objects.create(
            edition=full, name="GOV", filename=f"{number}", uploaded_by=editor, imported_at=row.imported_at
        )
    with CaptureQueriesContext(connection) as many:
        desk.get(address("exchange", full.uuid))
    assert len(many) == len(one)
