"""Real text on its whole way: imported, published, released, read and printed in seven languages, and a second edition."""

import json
import re
import subprocess
import unicodedata
from collections import Counter
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guidelines.library import actions, pdf
from guidelines.library.checks.edition import report
from guidelines.library.exchange import as_json, as_xlsx, opening
from guidelines.library.exchange.dump import dump
from guidelines.library.models import Edition
from portal.languages import CODES, RIGHT_TO_LEFT
from tests.guidelines.library.conftest import follow
from tests.guidelines.library.exchange import udhr
from tests.guidelines.library.exchange.conftest import as_document, take

pytestmark = [
    pytest.mark.skipif(not udhr.FOLDER.exists(), reason="the shared data are not on this machine"),
    pytest.mark.one_database("postgresql"),
]


@pytest.fixture(scope="module")
def sources():
    return udhr.sources()


@pytest.fixture
def declared(sources, editor):
    """The declaration, imported, published and released in all languages."""
    edition = take(udhr.document(sources), by=editor).edition
    actions.go_through(edition, "draft", "review", "finalise", "approve", "translate", "publish", by=editor)
    for code in CODES[1:]:
        actions.release_language(edition, language=code, by=editor, seen=report(edition, code).mark)
    return Edition.objects.prefetch_related("languages").get(pk=edition.pk)


def letters(text):
    """Count the letters, marks and digits of a text, whatever form a font gives them."""
    return Counter(kept(text))


def kept(text):
    return [letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter)[0] in "LMN"]


def words(text):
    """Count the words of a text, each by its letters whatever their order; marks and stretching aside."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKC", text)
        if unicodedata.category(letter) not in {"Mn", "Cf", "Lm"}
    )
    return Counter("".join(sorted(word)) for word in re.findall(r"\w+", bare))


def printed(edition, code, folder):
    path = folder / f"{code}.pdf"
    content, _errata_to = pdf.render(edition, code, for_members=False)
    path.write_bytes(content)
    made = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], check=True, capture_output=True)
    return made.stdout.decode()


def test_every_paragraph_is_read_in_every_language(declared, sources, client):
    for code, source in sources.items():
        page = client.get(f"/{code}/guidelines/hr/e2026/whole/")
        assert page.status_code == 200
        text = " ".join(unescape(page.content.decode()).split())
        assert [paragraph for paragraph in source.paragraphs if paragraph not in text] == []
        for number, (title, texts) in enumerate(source.articles, start=1):
            text = unescape(client.get(f"/{code}/guidelines/hr/e2026/{number}/").content.decode())
            assert [part for part in (title, *texts) if part not in text] == []


def test_every_letter_is_printed_in_every_language(declared, sources, tmp_path):
    for code, source in sources.items():
        text = printed(declared, code, tmp_path)
        wanted = "".join(source.paragraphs) + "".join(title for title, _texts in source.articles)
        assert letters(wanted) - letters(text) == Counter(), code
        if code in RIGHT_TO_LEFT:
            # pdftotext turns the letters of a ligature round, and parts one word or another after its first letter.
            lost = words("".join(source.paragraphs)) - words(text)
            assert lost.total() * 100 <= words("".join(source.paragraphs)).total(), lost
        else:
            plain = "".join(kept(text))
            assert [part for part in source.paragraphs if "".join(kept(part)) not in plain] == []


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_a_second_edition_begins_with_the_text_of_the_first(form, declared, sources, editor):
    if form == "json":
        document = as_document(declared)
        document["edition"] |= {"key": None, "year": 2028}
        second = take(document, by=editor).edition
    else:
        book = dump(declared)
        book.one("edition").values |= {"key": None, "year": 2028}
        book, problems = opening.read(SimpleUploadedFile("second.xlsx", as_xlsx.write(book)))
        row = actions.prepare_import(book, problems, filename="second.xlsx", by=editor)
        second = actions.take_import(row, by=editor).edition
    assert texts(second) == texts(declared)
    follow(second, by=editor)
    actions.go_through(second, "draft", "review", "finalise", "approve", "publish", by=editor)
    for code in CODES[1:]:
        actions.release_language(second, language=code, by=editor, seen=report(second, code).mark)
    assert Edition.objects.get(pk=declared.pk).state == "superseded"


def texts(edition):
    return [(row.record.name, row.texts) for row in dump(edition).rows]


def test_the_file_has_thirty_guidelines_in_seven_languages(sources, declared):
    assert declared.guidelines.count() == 30
    assert {len(source.articles) for source in sources.values()} == {30}
    assert json.loads(as_json.write(dump(declared)))["languages"] == list(CODES)
