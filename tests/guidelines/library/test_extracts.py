"""PDFs of a part, and of two languages: the house makes those of parts, people ask for others, each is made once."""

import hashlib
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from guidelines.library import actions, extract_pdf, extracts
from guidelines.library.actions.extracts import MOST_A_DAY
from guidelines.library.exceptions import LanguageNotReleased, TooManyPapers
from guidelines.library.models import CrossReference, Edition, Extract, Guideline
from portal import clock
from portal.audit.models import Entry
from portal.background.models import OutboxRow
from tests.guidelines.library.conftest import FRENCH_WORD, MEMBER_WORD, add_guideline, approve, correct
from tests.guidelines.library.reading import body, bookmarks, text_of

#: Paper is long in the making, and the other database would print the same.
pytestmark = pytest.mark.one_database("postgresql")

BASE = "/en/guidelines/gov/e2026/"
PART, SECTION, PAIR, WHOLE = f"{BASE}A/en.pdf", f"{BASE}A.1/en.pdf", f"{BASE}A.1/en-and-fr.pdf", f"{BASE}en-and-fr.pdf"
ASK = f"{BASE}make-pdf/"


def made(edition, code, language, beside="", *, for_members=False):
    section = edition.sections.get(code=code) if code else None
    return extract_pdf.render(extracts.Wanted(edition, section, language, beside, for_members))


def ask(client, **given):
    return client.post(ASK, {"section": "", "language": "en", "beside": ""} | given)


def test_parts_are_made_at_publication_and_at_each_release(published, editor):
    def promised():
        rows = OutboxRow.objects.filter(task="guidelines.library.tasks.make_parts")
        return [row.arguments["args"][1] for row in rows.order_by("pk")]

    assert promised() == ["en"]
    actions.release_language(published, language="fr", by=editor)
    assert promised() == ["en", "fr"]


def test_everybody_has_the_parts_in_the_right_copy(published, client, client_of, anna, otto, run_tasks):
    assert client.get(PART).status_code == 404
    run_tasks()
    public = body(client.get(PART))
    assert MEMBER_WORD not in text_of(public)
    assert "What this copy leaves out" in text_of(public)
    assert body(client_of(otto).get(PART)) == public
    assert MEMBER_WORD in text_of(body(client_of(anna).get(PART)))
    row = Extract.objects.get(for_members=False)
    assert row.sha256 == hashlib.sha256(public).hexdigest()
    assert f'href="{PART}"' in client.get(f"{BASE}A/").content.decode()


def test_the_house_makes_no_file_in_a_language_that_is_not_released(published, client):
    extract_pdf.make_parts(str(published.uuid), "fr")
    assert not Extract.objects.exists()
    assert client.get(PART.replace("en.pdf", "fr.pdf")).status_code == 404


def test_a_member_asks_for_a_section_and_reads_when_it_is_there(published, client_of, anna, run_tasks):
    client, page = client_of(anna), f"{BASE}A.1/"
    assert "Make the PDF" in client.get(page).content.decode()
    answer = ask(client, section="A.1")
    assert (answer.status_code, answer.headers["Location"]) == (302, page)
    waiting = client.get(page).content.decode()
    assert "The file is being made" in waiting
    assert "Make the PDF" not in waiting
    run_tasks()
    assert f'href="{SECTION}"' in client.get(page).content.decode()
    text = text_of(body(client.get(SECTION)))
    assert "Strategy 1 is stated." in text
    assert "People 0" not in text
    assert MEMBER_WORD in text


def test_what_one_had_made_others_may_have_each_their_copy(published, client, client_of, anna, otto, run_tasks):
    ask(client_of(otto), section="A.1")
    run_tasks()
    assert MEMBER_WORD not in text_of(body(client.get(SECTION)))
    assert client_of(anna).get(SECTION).status_code == 404
    assert f'href="{SECTION}"' in client.get(f"{BASE}A.1/").content.decode()


def test_a_visitor_asks_for_nothing(published, client):
    assert ask(client, section="A.1").status_code == 302
    assert "login" in ask(client, section="A.1").headers["Location"]
    assert not Extract.objects.filter(asked_by__isnull=False).exists()
    assert "Make the PDF" not in client.get(f"{BASE}A.1/").content.decode()


def test_two_languages_of_a_section_and_of_the_whole(french, client_of, anna, run_tasks):
    client = client_of(anna)
    for section, path, page in (
        ("A.1", PAIR, f"{BASE}A.1/?with=fr"),
        ("", WHOLE, f"{BASE}whole/?with=fr"),
    ):
        assert ask(client, section=section, beside="fr").headers["Location"] == page
        run_tasks()
        assert f'href="{path}"' in client.get(page).content.decode()
        text = text_of(body(client.get(path)))
        assert "Strategy 1 is stated." in text
        assert FRENCH_WORD in text


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"section": "B"},
        {"section": "A.1", "language": "xx"},
        {"section": "A.1", "language": ""},
        {"section": "A.1", "beside": "en"},
        {"section": "A.1", "beside": "xx"},
        {"section": "A.1" * 9},
    ],
)
def test_what_cannot_be_made_is_not_begun(given, published, client_of, anna):
    assert ask(client_of(anna), **given).status_code == 404
    assert not Extract.objects.exists()


def test_a_language_that_is_not_released_is_refused(published, client_of, anna):
    section = published.sections.get(code="A.1")
    for languages in ({"language": "fr"}, {"language": "en", "beside": "fr"}):
        with pytest.raises(LanguageNotReleased):
            actions.ask_for_extract(published, section=section, by=anna, **languages)
        answer = client_of(anna).post(ASK, {"section": "A.1", "beside": "", **languages}, follow=True)
        assert "French is not released." in answer.content.decode() or answer.status_code == 404
    assert not Extract.objects.exists()


def test_a_file_in_a_language_that_was_withdrawn_is_not_given(french, client_of, anna, run_tasks):
    ask(client_of(anna), section="A.1", beside="fr")
    run_tasks()
    french.languages.filter(language="fr").update(released_at=None, released_by=None)
    assert client_of(anna).get(PAIR).status_code == 404


def test_a_draft_has_none_even_for_those_who_write_it(draft, client_of, editor):
    assert client_of(editor).get(PART).status_code == 404
    with pytest.raises(LanguageNotReleased):
        actions.ask_for_extract(draft, section=draft.sections.first(), language="en", by=editor)


def test_asking_twice_makes_one(published, anna, ben):
    section = published.sections.get(code="A.1")
    for person in (anna, ben):
        actions.ask_for_extract(published, section=section, language="en", by=person)
    assert OutboxRow.objects.filter(task="guidelines.library.tasks.make_extract").count() == 1
    assert Entry.objects.filter(verb="library.ask_for_extract").count() == 1


def test_a_request_that_was_lost_may_be_made_again(published, anna):
    section = published.sections.get(code="A.1")
    actions.ask_for_extract(published, section=section, language="en", by=anna)
    with clock.set_to(clock.now() + extracts.PATIENCE + timedelta(minutes=1)):
        actions.ask_for_extract(published, section=section, language="en", by=anna)
    assert OutboxRow.objects.filter(task="guidelines.library.tasks.make_extract").count() == 2


def test_one_person_has_so_many_made_in_a_day(published, anna, ben):
    section = published.sections.get(code="A.1")
    for number in range(MOST_A_DAY):
        Extract.objects.create(key=str(number), edition=published, language="en", asked_by=anna)
    with pytest.raises(TooManyPapers):
        actions.ask_for_extract(published, section=section, language="en", by=anna)
    assert not Extract.objects.filter(section=section).exists()
    actions.ask_for_extract(published, section=section, language="en", by=ben)
    Extract.objects.update(asked_at=clock.now() - timedelta(days=2))
    actions.ask_for_extract(published, section=section, language="en", by=anna)


def test_an_erratum_asks_for_another_file_of_its_own_language(published, guideline, editor):
    def keys():
        edition = Edition.objects.get(pk=published.pk)
        section = edition.sections.get(code="A")
        return [extracts.Wanted(edition, section, code, "", False).key for code in ("en", "fr")]

    english, french = keys()
    correct(guideline, by=editor)
    assert keys()[0] != english
    assert keys()[1] == french


def test_the_file_of_a_part_names_the_errata_of_its_own_places(published, guideline, editor):
    correct(guideline, by=editor)
    for code, found in (("A", [1]), ("B", [])):
        part = published.sections.filter(code=code).first()
        if part:
            page = extract_pdf.page_of(extracts.Wanted(published, part, "en", "", False))
            assert [entry.number for entry in page["errata"]] == found, code


def test_a_stored_file_is_never_replaced(published, anna, run_tasks, monkeypatch):
    section = published.sections.get(code="A.1")
    row = actions.ask_for_extract(published, section=section, language="en", by=anna)
    run_tasks()
    before = Extract.objects.get(pk=row.pk)
    monkeypatch.setattr(extract_pdf, "render", lambda *args: pytest.fail("rendered again"))
    actions.ask_for_extract(published, section=section, language="en", by=anna)
    run_tasks()
    extract_pdf.make(Extract.objects.get(pk=row.pk))
    assert Extract.objects.get(pk=row.pk).sha256 == before.sha256


def test_another_content_has_another_key(french):
    part, section = french.sections.get(code="A"), french.sections.get(code="A.1")
    keys = [
        extracts.Wanted(french, place, language, beside, for_members).key
        for place in (part, section, None)
        for language, beside in (("en", ""), ("fr", ""), ("en", "fr"), ("fr", "en"))
        for for_members in (True, False)
    ]
    assert len(set(keys)) == len(keys)
    later = Edition.objects.get(pk=french.pk)
    later.published_at += timedelta(days=1)
    assert extracts.Wanted(later, part, "en", "", False).key not in keys


@pytest.mark.parametrize(("code", "beside"), [("A", ""), ("A.1", "fr"), (None, "fr")])
def test_no_word_that_is_not_for_everybody_is_in_a_public_copy(code, beside, french):
    assert MEMBER_WORD not in text_of(made(french, code, "en", beside))
    assert MEMBER_WORD in text_of(made(french, code, "en", beside, for_members=True))


@pytest.mark.parametrize(("code", "beside"), [("A", ""), ("A.1", "fr"), (None, "fr")])
def test_it_is_tagged_has_a_title_bookmarks_and_page_numbers(code, beside, french):
    reader = PdfReader(BytesIO(made(french, code, "en", beside)))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert str(reader.trailer["/Root"]["/Lang"]) == "en"
    titles = {
        ("A", ""): "A Direction · Steering, edition 2026",
        ("A.1", "fr"): "A.1 Strategy · Steering, edition 2026 · English / Français",
        (None, "fr"): "Steering, edition 2026 · English / Français",
    }
    assert reader.metadata.title == titles[code, beside]
    assert "GOV-1 Strategy 0" in bookmarks(reader)
    assert ". ." in reader.pages[1].extract_text()


def test_the_same_text_gives_the_same_bytes(french):
    assert made(french, "A", "en", "fr") == made(french, "A", "en", "fr")


def test_a_reference_to_a_guideline_that_is_not_in_the_file_leads_to_its_page(french):
    first, third = (french.guidelines.get(number=number) for number in (1, 3))
    CrossReference.objects.create(guideline=first, to=third)
    reader = PdfReader(BytesIO(made(french, "A.1", "en")))
    links = [
        str(note.get_object()["/A"]["/URI"])
        for page in reader.pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object() and "/URI" in note.get_object()["/A"]
    ]
    assert [link for link in links if link.endswith("/en/guidelines/gov/e2026/3/")] != []


@pytest.mark.parametrize("count", [1, 30])
def test_the_house_pays_the_same_for_any_length(count, draft, editor, django_assert_num_queries):
    section = draft.sections.get(title_en="People")
    for number in range(count):
        add_guideline(section, f"More {number}", by=editor)
    edition = actions.publish_edition(approve(draft, by=editor), by=editor)
    edition = Edition.objects.select_related("set", "commission").prefetch_related("languages").get(pk=edition.pk)
    assert Guideline.objects.filter(edition=edition).count() == 3 + count
    wanted = extracts.Wanted(edition, edition.sections.get(code="A"), "en", "", False)
    with django_assert_num_queries(10):
        extract_pdf.page_of(wanted)


def test_an_erratum_asks_for_another_file_of_the_parts_where_it_stands_alone(published, guideline, editor):
    def keys():
        edition = Edition.objects.get(pk=published.pk)
        sections = {section.code: section for section in edition.sections.all()}
        return {code: extracts.Wanted(edition, sections[code], "en", "", False).key for code in ("A", "A.1", "A.2")}

    before = keys()
    correct(guideline, by=editor)
    after = keys()
    assert {code for code in before if before[code] != after[code]} == {"A", "A.1"}
