"""A file goes out, is translated elsewhere and comes back: shown, taken as one step, undone in one."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from guidelines.library import actions
from guidelines.library.checks.edition import report
from guidelines.library.duties import Given, given_to
from guidelines.library.exceptions import LanguageFrozen, NotYourText
from guidelines.library.exchange.exceptions import AlreadyImported, OtherFile, TouchedSince
from guidelines.library.models import EditionAssignment, Guideline, TranslationImport
from guidelines.library.translating.files.opening import FORMATS, read
from guidelines.library.translating.files.segments import file_of, places
from portal import clock
from portal.audit.models import Entry
from portal.audit.record import name_of
from portal.translations.models import TranslationState
from tests.factories import UserFactory
from tests.guidelines.library.conftest import add_guideline, approve, status, write


def out(edition, language, by):
    return file_of(edition, given_to(by, edition), language)


def prepare(found, edition, by, language="fr"):
    return actions.prepare_translation_import(found, edition, language=language, filename="a.xlf", by=by)


def unit(found, part, field):
    return next(one for one in found.units if one.key.endswith(f"{part.key}-{field}"))


def told(row):
    return [(one["place"], one["reason"]) for one in row.refused]


def stored(edition):
    return {
        (place.key, code): (place.target, place.status)
        for code in ("fr", "ar")
        for place in places(edition, Given({code: None}), code)
    }


@pytest.mark.parametrize("format", FORMATS)
def test_out_and_in_again_changes_nothing(draft, lena, format):
    content = FORMATS[format][0](out(draft, "fr", lena))
    row = prepare(read(SimpleUploadedFile("f", content)), draft, lena)
    assert (row.steps, row.refused) == ([], [])


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_that_was_translated_elsewhere_is_written_by_the_action(draft, omar, guideline, format):
    found = out(draft, "ar", omar)
    for number, one in enumerate(found.units):
        one.target = f"نص {number}\n\nفقرة «ثانية» <b>&"[: one.longest]
    content = FORMATS[format][0](found)
    row = prepare(read(SimpleUploadedFile("f", content)), draft, omar, "ar")
    assert (len(row.steps), row.refused) == (29, [])
    assert Guideline.objects.get(pk=guideline.pk).title_ar in (None, "")
    actions.take_translation_import(row, by=omar)
    assert [(place.target, place.status) for place in places(draft, given_to(omar, draft), "ar")] == [
        (one.target, "human") for one in found.units
    ]
    assert Entry.objects.filter(verb="library.import_translations", actor=omar.pk).count() == 1


def test_taking_writes_what_was_shown_and_undoing_puts_all_back(draft, lena, editor, guideline):
    point = guideline.points.first()
    guideline.statement_en, guideline.rationale_fr = "Stated otherwise.", ""
    actions.save_guideline(guideline, by=editor)
    TranslationState.objects.filter(target=name_of(point), field="text", language="fr").update(
        status="machine", made="machine"
    )
    before = stored(draft)
    states = list(TranslationState.objects.filter(language="fr").order_by("pk").values())
    found = out(draft, "fr", lena)
    unit(found, guideline, "title").target = "Stratégie"  # was translated
    unit(found, guideline, "rationale").target = "Parce que."  # was missing
    unit(found, guideline, "statement").target = "Dit autrement."  # was out of date
    unit(found, point, "text").is_good = True  # was made by a machine
    row = prepare(found, draft, lena)
    assert [step["what"] for step in row.steps] == ["write", "write", "write", "confirm"]
    assert stored(draft) == before  # a rehearsal leaves nothing
    actions.take_translation_import(row, by=lena)
    guideline.refresh_from_db()
    assert (guideline.title_fr, guideline.statement_fr, guideline.rationale_fr) == (
        "Stratégie",
        "Dit autrement.",
        "Parce que.",
    )
    assert {status(guideline, name, "fr") for name in ("title", "statement", "rationale")} == {"human"}
    assert status(point, "text", "fr") == "human"
    actions.undo_translation_import(TranslationImport.objects.get(), by=lena)
    assert stored(draft) == before
    again = list(TranslationState.objects.filter(language="fr").order_by("pk").values())
    assert again == states
    with pytest.raises(AlreadyImported):
        actions.undo_translation_import(row, by=lena)
    with pytest.raises(AlreadyImported):
        actions.take_translation_import(row, by=lena)


def test_english_that_moved_on_is_told_and_not_written(draft, lena, editor, guideline):
    found = out(draft, "fr", lena)
    guideline.title_en = "Policy"
    actions.save_guideline(guideline, by=editor)
    unit(found, guideline, "title").target = "Stratégie"
    row = prepare(found, draft, lena)
    assert (row.steps, told(row)) == (
        [],
        [("GOV-1 Policy · Title", "Its English text has changed since the file was made.")],
    )


def test_english_that_moved_on_without_a_translation_is_no_word_worth(draft, lena, editor, guideline):
    found = out(draft, "fr", lena)
    for one in found.units:
        one.is_good = True  # as a file says of what was translated when it was made
    guideline.title_en = "Policy"
    actions.save_guideline(guideline, by=editor)
    row = prepare(found, draft, lena)
    assert (row.steps, row.refused, status(guideline, "title", "fr")) == ([], [], "stale")


def test_what_somebody_else_translated_meanwhile_is_not_overwritten(draft, lena, translator, guideline):
    found = out(draft, "fr", lena)
    guideline.title_fr = "Leur titre"
    actions.save_guideline(guideline, by=translator)
    unit(found, guideline, "title").target = "Mon titre"
    assert told(prepare(found, draft, lena)) == [
        ("GOV-1 Strategy 0 · Title", "Somebody else has changed its translation since the file was made.")
    ]


def test_a_file_that_lost_its_marks_fills_what_is_empty_and_overwrites_nothing(draft, omar, guideline):
    guideline.title_ar = "قديم"
    actions.save_guideline(guideline, by=omar)
    found = out(draft, "ar", omar)
    for one in found.units:
        one.version = ""
    unit(found, guideline, "title").target = "جديد"
    unit(found, guideline, "statement").target = "نص"
    row = prepare(found, draft, omar, "ar")
    assert [step["text"] for step in row.steps] == ["نص"]
    assert [reason for _place, reason in told(row)] == [
        "Somebody else has changed its translation since the file was made."
    ]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("é" * 201, "It is too long: at most 200 characters."),
        ("a\x00b", "It has a character that cannot be kept."),
        ("", "It is empty in the file; what stands here is kept."),
    ],
)
def test_what_cannot_be_kept_is_told(draft, lena, guideline, target, reason):
    found = out(draft, "fr", lena)
    unit(found, guideline, "title").target = target
    row = prepare(found, draft, lena)
    assert (row.steps, told(row)) == ([], [("GOV-1 Strategy 0 · Title", reason)])
    assert row.refused[0]["text"] == target.replace("\x00", "\ufffd")


def test_what_is_unknown_twice_or_unfinished_is_told(draft, lena, guideline):
    found = out(draft, "fr", lena)
    title, statement = unit(found, guideline, "title"), unit(found, guideline, "statement")
    title.target, statement.target, statement.is_unfinished = "Titre", "Fini ?", True
    other = unit(out(draft, "fr", lena), guideline, "rationale")
    other.key = "guideline-unknown-title"
    found.units += [other, title]
    row = prepare(found, draft, lena)
    assert [step["text"] for step in row.steps] == ["Titre"]
    assert [reason for _place, reason in told(row)] == [
        "It is marked as unfinished in the file.",
        "It is not among the texts that are yours to translate here.",
        "It stands twice in the file; the first one counts.",
    ]


def test_a_file_of_another_edition_or_language_is_refused_as_a_whole(draft, lena, omar, editor, translator):
    other = write(editor, code="ADM")
    with pytest.raises(OtherFile):
        prepare(out(other, "fr", translator), draft, lena)
    with pytest.raises(OtherFile):
        prepare(out(draft, "ar", omar), draft, lena)
    assert TranslationImport.objects.count() == 0


def test_a_released_language_takes_nothing_in_and_gives_nothing_back(draft, lena, editor, guideline):
    found = out(draft, "fr", lena)
    unit(found, guideline, "title").target = "Titre"
    taken = actions.take_translation_import(prepare(found, draft, lena), by=lena)
    approve(draft, by=editor)
    waiting = prepare(_changed(draft, lena, guideline), draft, lena)
    actions.release_language(draft, language="fr", by=editor, seen=report(draft, "fr").mark)
    with pytest.raises(LanguageFrozen):
        prepare(found, draft, lena)
    with pytest.raises(LanguageFrozen):
        actions.take_translation_import(waiting, by=lena)
    with pytest.raises(LanguageFrozen):
        actions.undo_translation_import(taken, by=lena)
    assert Guideline.objects.get(pk=guideline.pk).title_fr == "Titre"


def _changed(draft, by, guideline):
    found = out(draft, "fr", by)
    unit(found, guideline, "statement").target = "Encore"
    return found


def test_what_was_written_after_the_preview_or_the_import_is_not_overwritten(draft, lena, translator, guideline):
    row = prepare(_changed(draft, lena, guideline), draft, lena)
    guideline.statement_fr = "Leur texte"
    actions.save_guideline(guideline, by=translator)
    with pytest.raises(TouchedSince):
        actions.take_translation_import(row, by=lena)
    row = actions.take_translation_import(prepare(_changed(draft, lena, guideline), draft, lena), by=lena)
    guideline = Guideline.objects.get(pk=guideline.pk)
    guideline.statement_fr = "Leur second texte"
    actions.save_guideline(guideline, by=translator)
    with pytest.raises(TouchedSince):
        actions.undo_translation_import(row, by=lena)
    assert Guideline.objects.get(pk=guideline.pk).statement_fr == "Leur second texte"


def test_what_was_taken_away_after_the_preview_is_not_written(draft, lena, editor, guideline):
    row = prepare(_changed(draft, lena, guideline), draft, lena)
    actions.unassign(EditionAssignment.objects.get(user=lena), by=editor)
    with pytest.raises(NotYourText):
        actions.take_translation_import(row, by=lena)
    assert Guideline.objects.get(pk=guideline.pk).statement_fr == guideline.statement_fr


def test_a_translator_of_a_section_takes_out_and_brings_in_that_section_alone(draft, editor, guideline, translator):
    petra = UserFactory(name="Petra", email="petra@example.org")
    people = draft.sections.get(title_en="People")
    actions.assign(draft, user=petra, duty="translator", language="fr", sections=[people], by=editor)
    hers = out(draft, "fr", petra)
    assert {one.place.split(" · ")[0] for one in hers.units} == {"A.2 People", "GOV-3 People 0"}
    whole = out(draft, "fr", translator)
    unit(whole, guideline, "title").target = "Titre"
    row = prepare(whole, draft, petra)
    assert (row.steps, {reason for _place, reason in told(row)}) == (
        [],
        {"It is not among the texts that are yours to translate here."},
    )
    assert all("Strategy" not in place for place, _reason in told(row))


def files(draft, language="fr"):
    return reverse("translating:files", args=[draft.uuid, language])


def test_the_screens_take_a_file_all_the_way(client_of, draft, lena, guideline):
    client = client_of(lena)
    page = client.get(files(draft))
    assert [label for label, _url in page.context["formats"]] == ["XLIFF", "PO", "XLSX"]
    content = client.get(dict(page.context["formats"])["PO"]).content
    changed = content.replace(b'msgstr "Strategy 0 chrysalide"', 'msgstr "Stratégie"'.encode())
    assert changed != content
    answer = client.post(files(draft), {"file": SimpleUploadedFile("gov.po", changed)})
    preview = client.get(answer.url)
    assert [(step["was"], step["text"]) for step in preview.context["steps"]] == [
        ("Strategy 0 chrysalide", "Stratégie")
    ]
    assert "<details open>" in preview.content.decode()  # many would be folded
    assert client.post(preview.context["take_url"]).status_code == 302
    assert Guideline.objects.get(pk=guideline.pk).title_fr == "Stratégie"
    assert [one["filename"] for one in client.get(files(draft)).context["imports"]] == ["gov.po"]
    client.post(preview.context["undo_url"])
    assert Guideline.objects.get(pk=guideline.pk).title_fr == "Strategy 0 chrysalide"


def test_what_cannot_be_read_is_said_at_the_field(client_of, draft, lena):
    answer = client_of(lena).post(files(draft), {"file": SimpleUploadedFile("a.po", b"nothing")})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"file": ["The file is none of XLIFF, PO and XLSX."]}
    assert client_of(lena).post(files(draft), {}).status_code == 422


def test_what_can_no_longer_be_undone_or_taken_is_not_offered_and_says_why(client_of, draft, lena, editor, guideline):
    found = out(draft, "fr", lena)
    unit(found, guideline, "title").target = "Stratégie"
    client, row = client_of(lena), prepare(found, draft, lena)

    def page():
        answer = client.get(reverse("translating:import", args=[row.uuid]))
        text = answer.content.decode()
        return answer.context["take_url"] in text, answer.context["undo_url"] in text, str(answer.context["hindrance"])

    assert page() == (True, False, "None")
    row = actions.take_translation_import(row, by=lena)
    assert page() == (False, True, "None")
    guideline = Guideline.objects.get(pk=guideline.pk)
    guideline.title_fr = "Depuis"
    actions.save_guideline(guideline, by=editor)
    assert page() == (False, False, "The edition has been changed since. Nothing was overwritten.")
    guideline.title_fr = "Stratégie"
    actions.save_guideline(guideline, by=editor)
    assert page() == (False, True, "None")
    approve(draft, by=editor)
    draft.languages.filter(language="fr").update(released_at=clock.now(), released_by=editor)
    assert page() == (False, False, "French has been released and can no longer be changed.")
    text = client.get(reverse("translating:import", args=[row.uuid])).content.decode()
    assert "It can no longer be undone: French has been released" in text


def test_every_formula_of_a_workbook_is_listed_below_the_field(client_of, draft, lena):
    book = load_workbook(io.BytesIO(FORMATS["xlsx"][0](out(draft, "fr", lena))))
    for cell in ("C2", "C3"):
        book["translation"][cell].value = "=1+1"
    content = io.BytesIO()
    book.save(content)
    answer = client_of(lena).post(files(draft), {"file": SimpleUploadedFile("a.xlsx", content.getvalue())})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"file": ["The file has errors. Nothing was changed."]}
    assert [problem.place for problem in answer.context["problems"]] == [
        f"sheet “translation”, row {row}, column “translation”" for row in (2, 3)
    ]
    assert answer.content.decode().count("A formula stands here. Put in its value.") == 2


LONG = "Chaque année, le conseil revoit la stratégie et dit ce qui a été atteint. " * 8


def test_the_preview_shows_a_change_at_the_end_of_a_text(client_of, draft, lena, guideline):
    guideline.statement_fr = LONG + "Il décide en mars."
    actions.save_guideline(guideline, by=lena)
    found = out(draft, "fr", lena)
    unit(found, guideline, "statement").target = LONG + "Il décide en mai."
    row = prepare(found, draft, lena)
    page = client_of(lena).get(reverse("translating:import", args=[row.uuid]))
    (step,) = page.context["steps"]
    assert [piece.text for piece in step["difference"].pieces] == [
        "… stratégie et dit ce qui a été atteint. Il décide en ", "mars", "mai", ".",
    ]  # fmt: skip
    assert page.content.decode().count('<div class="difference" lang="fr" dir="ltr">…') == 1


def test_files_of_another_language_or_person_are_404(client_of, draft, lena, omar, translator, editor, anna, guideline):
    row = prepare(_changed(draft, lena, guideline), draft, lena)
    here = reverse("translating:import", args=[row.uuid])
    met = {
        "her language": client_of(lena).get(files(draft)).status_code,
        "another language": client_of(lena).get(files(draft, "ar")).status_code,
        "another format": client_of(lena).get(files(draft) + "doc/").status_code,
        "of another language, out": client_of(lena).get(files(draft, "ar") + "po/").status_code,
        "her import": client_of(lena).get(here).status_code,
        "seen by the editor": client_of(editor).get(here).status_code,
        "by a colleague": client_of(omar).get(here).status_code,
        "by a colleague into the same language": client_of(translator).get(here).status_code,
        "by anybody": client_of(anna).get(here).status_code,
        "taken by a colleague": client_of(omar).post(here + "take/").status_code,
    }
    assert met == {
        "her language": 200,
        "another language": 404,
        "another format": 404,
        "of another language, out": 404,
        "her import": 200,
        "seen by the editor": 200,
        "by a colleague": 404,
        "by a colleague into the same language": 404,
        "by anybody": 404,
        "taken by a colleague": 404,
    }
    actions.unassign(draft.assignments.get(user=lena), by=editor)
    assert [client_of(lena).get(url).status_code for url in (here, files(draft))] == [404, 404]


@pytest.mark.parametrize("number", [1, 30])
def test_taking_out_costs_the_same_for_any_length(draft, lena, editor, guideline, number, django_assert_num_queries):
    for count in range(number):
        add_guideline(guideline.section, f"More {count}", by=editor)
    given = given_to(lena, draft)
    with django_assert_num_queries(9):
        assert len(file_of(draft, given, "fr").units) == 29 + 6 * number
