"""The PDF of a released language: made once, two copies, each reader the right one."""

import hashlib
from io import BytesIO

import pytest
from pypdf import PdfReader

from crm.governance.models import Commission
from guidelines.library import actions, pdf
from guidelines.library.actions.documents import store_document
from guidelines.library.models import Edition, EditionDocument, GuidelineSet
from tests.guidelines.library.conftest import FRENCH_WORD, MEMBER_WORD
from tests.guidelines.library.reading import body, bookmarks, text_of

#: Paper is long in the making, and the other database would print the same.
pytestmark = pytest.mark.one_database("postgresql")

PDF = "/en/guidelines/gov/e2026/en.pdf"


@pytest.fixture
def with_pdf(published):
    pdf.make(str(published.uuid), "en")
    return published


def test_each_copy_holds_what_its_readers_may_read(with_pdf, client, client_of, anna, otto):
    public = body(client.get(PDF))
    assert MEMBER_WORD not in text_of(public)
    assert "What this copy leaves out" in text_of(public)
    assert "Who is there." in text_of(public)
    assert body(client_of(otto).get(PDF)) == public
    assert MEMBER_WORD in text_of(body(client_of(anna).get(PDF)))


def test_the_books_hold_the_hash_of_what_is_served(with_pdf, client):
    public, member = EditionDocument.objects.order_by("for_members")
    assert public.sha256 == hashlib.sha256(body(client.get(PDF))).hexdigest()
    assert member.sha256
    assert member.sha256 != public.sha256


def test_a_stored_file_is_never_replaced(with_pdf, monkeypatch):
    row = with_pdf.languages.get(language="en")
    monkeypatch.setattr(pdf, "render", lambda *args, **kwargs: pytest.fail("rendered again"))
    pdf.make(str(with_pdf.uuid), "en")
    before = list(row.documents.values())
    assert not store_document(row, b"other", for_members=False, errata_to=0, sha256="0" * 64)
    assert list(row.documents.values()) == before


def test_a_language_that_is_not_released_has_no_pdf(published, client):
    pdf.make(str(published.uuid), "fr")
    assert not EditionDocument.objects.exists()
    assert client.get(PDF.replace("en.pdf", "fr.pdf")).status_code == 404


def test_a_released_language_has(published, editor, client):
    actions.release_language(published, language="fr", by=editor)
    pdf.make(str(published.uuid), "fr")
    assert FRENCH_WORD in text_of(body(client.get(PDF.replace("en.pdf", "fr.pdf"))))


def test_the_pdf_is_tagged_and_has_bookmarks_and_page_numbers_in_its_contents(with_pdf, client):
    reader = PdfReader(BytesIO(body(client.get(PDF))))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert [title for title in bookmarks(reader) if "GOV-" in title] == [
        "GOV-1 Strategy 0",
        "GOV-2 Strategy 1",
        "GOV-3 People 0",
    ]
    assert "Contents" in reader.pages[1].extract_text()
    assert ". ." in reader.pages[1].extract_text()


def test_the_same_edition_gives_the_same_bytes(published):
    edition = Edition.objects.get(pk=published.pk)
    assert pdf.render(edition, "en", for_members=False) == pdf.render(edition, "en", for_members=False)


def test_the_page_says_that_the_file_is_being_made(published, client):
    assert "The file is being made" in client.get("/en/guidelines/gov/e2026/").content.decode()
    assert client.get(PDF).status_code == 404


def test_the_page_offers_the_file_with_its_size(with_pdf, client):
    page = client.get("/en/guidelines/gov/e2026/").content.decode()
    assert PDF in page
    assert "kB" in page


@pytest.mark.parametrize("for_members", [True, False])
def test_no_word_of_a_language_that_is_not_released_is_in_a_file(published, editor, for_members):
    """Whatever language is asked for: the title and summary of the set alone are released by nobody."""
    GuidelineSet.objects.update(title_fr="Conduite", summary_fr="Comment.")
    edition = Edition.objects.get(pk=published.pk)
    text = text_of(pdf.render(edition, "fr", for_members=for_members)[0])
    assert "Conduite" in text
    assert "Strategy 0 is stated." in text
    assert FRENCH_WORD not in text
    actions.release_language(published, language="fr", by=editor)
    edition = Edition.objects.get(pk=published.pk)
    assert FRENCH_WORD in text_of(pdf.render(edition, "fr", for_members=for_members)[0])


def test_the_file_names_the_commission_that_looks_after_the_edition(published):
    published.commission = Commission.objects.create(code="ict", name_en="Commission on Technology")
    published.save()
    assert "Commission on Technology" in text_of(pdf.render(published, "en", for_members=False)[0])
