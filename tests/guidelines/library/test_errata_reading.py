"""What readers are told of errata: a mark at the place, a list, and a PDF; each what he or she may read."""

import hashlib
import re
import subprocess

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from guidelines.library import actions, pdf
from guidelines.library.models import EditionDocument, Erratum
from tests.guidelines.library.conftest import MEMBER_WORD, approve, correct, publish_next
from tests.guidelines.library.reading import body, read

EDITION = "/en/guidelines/gov/e2026/"
LIST = f"{EDITION}errata/"


def numbers(client, path=LIST):
    return [entry.number for entry in client.get(path).context["entries"]]


def marked(client, path):
    """Return the numbers of the errata that a page marks, in the order of the page."""
    return re.findall(r'class="correction" href="[^"]+#erratum-(\d+)"', read(client, path))


def test_the_mark_stands_where_the_text_stands_and_leads_to_the_list(client, guideline, editor):
    correct(guideline, by=editor)
    day = Erratum.objects.get().issued_on
    for path in (f"{EDITION}1/", f"{EDITION}A.1/", f"{EDITION}whole/"):
        page = read(client, path)
        assert f"Corrected, erratum 1 of {day.day} {day:%B} {day.year}" in page
        assert f'href="{LIST}#erratum-1"' in page
    assert marked(client, f"{EDITION}2/") == []
    assert 'id="erratum-1"' in read(client, LIST)


def test_each_kind_of_text_has_its_mark(client_of, anna, guideline, published, editor):
    section = published.sections.get(code="A.1")
    point, reference, block = guideline.points.first(), guideline.references.first(), published.blocks.first()
    correct(guideline, "Another title", field="title", by=editor)
    correct(guideline, "Because.", field="rationale", by=editor)
    correct(guideline, "A better point", part=point, field="text", by=editor)
    correct(guideline, "Another standard", part=reference, field="text", by=editor)
    correct(published, "Set-up", part=block, field="label", by=editor)
    correct(section, "Plans", field="title", by=editor)
    correct(published, "Anew.", field="introduction", by=editor)
    client = client_of(anna)
    assert marked(client, f"{EDITION}1/") == ["1", "2", "5", "3", "4"]
    assert marked(client, f"{EDITION}A.1/")[:5] == ["6", "1", "2", "5", "3"]
    assert marked(client, f"{EDITION}whole/")[:2] == ["7", "6"]
    assert marked(client, EDITION) == ["7", "6"]


def test_a_text_corrected_twice_says_so_twice(client, guideline, editor):
    correct(guideline, "One.", by=editor)
    correct(guideline, "Two.", by=editor)
    assert marked(client, f"{EDITION}1/") == ["1", "2"]


def test_the_list_shows_place_language_difference_and_reason(client, guideline, editor):
    correct(guideline, by=editor, reason="Stated was the wrong word.")
    (entry,) = client.get(LIST).context["entries"]
    assert (entry.code, str(entry.title), entry.what) == ("GOV-1", "Strategy 0", "Statement")
    assert entry.url == f"{EDITION}1/"
    assert [(piece.change, piece.text) for piece in entry.difference.pieces] == [
        ("kept", "Strategy 0 is "),
        ("removed", "stated"),
        ("added", "laid down"),
        ("kept", "."),
    ]
    page = read(client, LIST)
    assert "Stated was the wrong word." in page
    assert "English" in page


def test_places_are_named(client_of, anna, guideline, published, editor):
    section = published.sections.get(code="A.1")
    correct(guideline, "New", part=guideline.points.last(), field="text", by=editor)
    correct(guideline, "New", part=guideline.references.first(), field="text", by=editor)
    correct(section, "New", field="title", by=editor)
    correct(published, "New", field="introduction", by=editor)
    correct(published, "New", part=published.blocks.first(), field="holds", by=editor)
    correct(published, "New", part=published.levels.last(), field="name", by=editor)
    entries = client_of(anna).get(LIST).context["entries"]
    assert [(entry.code, entry.what, entry.url) for entry in entries] == [
        ("GOV-1", "Mechanism, point 1", f"{EDITION}1/"),
        ("GOV-1", "reference 1", f"{EDITION}1/"),
        ("A.1", "Title", f"{EDITION}A.1/"),
        ("GOV", "Introduction", EDITION),
        ("GOV", "block “structure” · What it holds", EDITION),
        ("GOV", "level 2 · Name", EDITION),
    ]


def test_each_language_has_its_own_errata_and_those_of_english(client, guideline, french, editor):
    correct(guideline, "One.", by=editor)
    correct(guideline, "Deux.", language="fr", by=editor)
    assert numbers(client) == [1]
    assert numbers(client, "/fr/guidelines/gov/e2026/errata/") == [1, 2]
    assert numbers(client, "/de/guidelines/gov/e2026/errata/") == [1]
    assert marked(client, f"{EDITION}1/") == ["1"]
    assert marked(client, "/fr/guidelines/gov/e2026/1/") == ["2"]
    # German is not released, so the English text is shown, with what was corrected in it.
    assert marked(client, "/de/guidelines/gov/e2026/1/") == ["1"]


def test_the_french_text_of_an_erratum_stays_out_of_the_english_list(client, guideline, french, editor):
    correct(guideline, "Un mot rare : chrysanthème.", language="fr", by=editor)
    assert "chrysanthème" not in read(client, LIST)


FRENCH = "/fr/guidelines/gov/e2026/1/"


def behind(client, path=FRENCH):
    """Return the numbers of the errata that a page says its translation does not follow yet."""
    with translation.override("fr"):
        words = _("English was corrected by erratum %(number)s of %(day)s; this translation does not follow it yet")
    begins = words.partition("%(number)s")[0]
    found = re.findall(r'class="correction" href="[^"]+#erratum-(\d+)">(.*?)</a>', read(client, path), re.DOTALL)
    return [number for number, said in found if begins in said]


def test_a_translation_that_does_not_follow_the_corrected_english_says_so(client, guideline, french, editor):
    assert behind(client) == []
    correct(guideline, by=editor)
    assert behind(client) == ["1"]
    assert f'href="{LIST.replace("/en/", "/fr/")}#erratum-1"' in read(client, FRENCH)
    for path in ("A.1/", "whole/"):
        assert behind(client, f"/fr/guidelines/gov/e2026/{path}") == ["1"]
    assert behind(client, FRENCH.replace("/1/", "/2/")) == []
    # English, and German that is shown in English, have the correction.
    for path in (f"{EDITION}1/", FRENCH.replace("/fr/", "/de/")):
        assert marked(client, path) == ["1"]
        assert "does not follow" not in read(client, path)


def test_what_was_corrected_or_confirmed_follows_again(client, guideline, french, editor):
    correct(guideline, by=editor)
    correct(guideline, "Fixée.", language="fr", by=editor)
    assert (behind(client), marked(client, FRENCH)) == ([], ["2"])
    correct(guideline, "Again otherwise.", by=editor)
    correct(guideline, "And again.", by=editor)
    assert (behind(client), marked(client, FRENCH)) == (["3", "4"], ["2", "3", "4"])
    actions.confirm_translation(guideline, part=guideline, field="statement", language="fr", by=editor)
    assert (behind(client), marked(client, FRENCH)) == ([], ["2"])


def test_that_a_text_for_members_does_not_follow_only_members_are_told(
    client, client_of, anna, guideline, french, editor
):
    correct(guideline, "A better point", part=guideline.points.first(), field="text", by=editor)
    assert behind(client) == []
    assert behind(client_of(anna)) == ["1"]


def test_a_later_pdf_of_the_translation_says_so_too(guideline, french, editor):
    correct(guideline, by=editor)
    with translation.override("fr"):
        html = render_to_string("library/pdf/edition.html", pdf.page(french, "fr", for_members=False, last=1))
        words = _("English was corrected by erratum %(number)s of %(day)s; this translation does not follow it yet")
    assert words.partition("%(number)s")[0] in html
    assert 'id="erratum-1"' in html


def test_what_is_for_members_only_members_are_told(client, client_of, anna, otto, guideline, published, editor):
    """Points, and what belongs to the self-assessment."""
    correct(guideline, f"{MEMBER_WORD} anew", part=guideline.points.first(), field="text", by=editor)
    correct(guideline, f"{MEMBER_WORD} proof", field="evidence_hint", by=editor)
    correct(published, f"{MEMBER_WORD} step", part=published.levels.first(), field="name", by=editor)
    for reader in (client, client_of(otto)):
        assert numbers(reader) == []
        assert MEMBER_WORD not in read(reader, LIST)
        assert marked(reader, f"{EDITION}1/") == []
        assert LIST not in read(reader, EDITION)
    member = client_of(anna)
    assert numbers(member) == [1, 2, 3]
    assert marked(member, f"{EDITION}1/") == ["1"]
    assert LIST in read(member, EDITION)


def test_a_point_of_an_open_block_is_everybody_s(client, draft, editor):
    blocks = list(draft.blocks.all())
    blocks[0].is_public = True
    draft.blocks = blocks
    actions.save_edition(draft, by=editor)
    edition = actions.publish_edition(approve(draft, by=editor), by=editor)
    guideline = edition.guidelines.get(number=1)
    open_point, closed_point = guideline.points.order_by("block__position")
    correct(guideline, "Open", part=open_point, field="text", by=editor)
    correct(guideline, "Closed", part=closed_point, field="text", by=editor)
    assert numbers(client) == [1]


def test_the_edition_leads_to_its_list_once_there_is_something_in_it(client, guideline, editor):
    assert LIST not in read(client, EDITION)
    correct(guideline, by=editor)
    assert LIST in read(client, EDITION)


def test_an_edition_without_errata_says_so(client, published):
    assert "Nothing was corrected" in read(client, LIST)


def test_the_list_is_as_visible_as_its_edition(client, client_of, anna, draft, editor):
    assert client.get(LIST).status_code == 404
    assert client_of(anna).get(LIST).status_code == 404
    assert numbers(client_of(editor)) == []


def test_a_superseded_edition_keeps_its_list(client, guideline, editor):
    correct(guideline, by=editor)
    publish_next(2030, by=editor)
    assert numbers(client) == [1]
    assert numbers(client, "/en/guidelines/gov/e2030/errata/") == []


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    ("path", "queries"), [(LIST, 13), (f"{EDITION}1/", 16), (f"{EDITION}whole/", 14), (EDITION, 11)]
)
def test_errata_cost_the_same_for_any_number(
    path, queries, count, client, guideline, editor, django_assert_num_queries
):
    for number in range(count):
        correct(guideline, f"Version {number}.", by=editor)
    client.get(path)
    with django_assert_num_queries(queries):
        client.get(path)


def printed(tmp_path, content):
    """Return the text of a PDF as another programme than ours reads it."""
    file = tmp_path / "printed.pdf"
    file.write_bytes(content)
    run = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True, timeout=60)
    return run.stdout.decode()


def file_of(client, language="en"):
    answer = client.get(f"{EDITION}{language}.pdf")
    return body(answer), answer.headers["Content-Disposition"]


def test_after_an_erratum_a_new_pdf_stands_beside_the_old_one(client, guideline, published, editor, tmp_path):
    pdf.make(str(published.uuid), "en")
    first, name = file_of(client)
    assert name == 'inline; filename="GOV-2026-en.pdf"'
    assert "rratum" not in printed(tmp_path, first)
    correct(guideline, by=editor, reason="Stated was the wrong word.")
    assert file_of(client)[0] == first
    pdf.make(str(published.uuid), "en")
    second, name = file_of(client)
    assert name == 'inline; filename="GOV-2026-en-with-errata-to-1.pdf"'
    text = printed(tmp_path, second)
    assert "with errata to number 1" in text
    assert "Strategy 0 is laid down." in text
    assert text.count("Corrected, erratum 1 of ") == 1
    assert "Erratum 1 of " in text
    assert "Stated was the wrong word." in text
    stored = EditionDocument.objects.filter(for_members=False).order_by("errata_to")
    assert [(row.errata_to, row.sha256) for row in stored] == [
        (0, hashlib.sha256(first).hexdigest()),
        (1, hashlib.sha256(second).hexdigest()),
    ]
    with stored[0].file.open() as kept:
        assert kept.read() == first


def test_making_it_again_makes_nothing(guideline, published, editor):
    correct(guideline, by=editor)
    pdf.make(str(published.uuid), "en")
    before = list(EditionDocument.objects.values())
    pdf.make(str(published.uuid), "en")
    assert list(EditionDocument.objects.values()) == before
    assert len(before) == 2


def test_each_copy_tells_its_readers_what_is_theirs(client, client_of, anna, guideline, published, editor, tmp_path):
    correct(guideline, f"{MEMBER_WORD} set right", part=guideline.points.first(), field="text", by=editor)
    pdf.make(str(published.uuid), "en")
    public, member = (printed(tmp_path, file_of(one)[0]) for one in (client, client_of(anna)))
    assert (MEMBER_WORD in public, "Corrected, erratum 1" in public) == (False, False)
    assert f"{MEMBER_WORD} set right" in member
    assert "Corrected, erratum 1" in member


def test_an_erratum_of_one_language_leaves_the_files_of_the_others(guideline, published, french, editor):
    for language in ("en", "fr"):
        pdf.make(str(published.uuid), language)
    correct(guideline, by=editor)
    for language in ("en", "fr"):
        pdf.make(str(published.uuid), language)
    found = EditionDocument.objects.filter(for_members=False).order_by("edition_language__language", "errata_to")
    assert list(found.values_list("edition_language__language", "errata_to")) == [("en", 0), ("en", 1), ("fr", 0)]


def test_a_language_released_later_carries_its_errata_and_those_of_english(
    client, guideline, published, editor, tmp_path
):
    correct(guideline, by=editor, reason="Stated was the wrong word.")
    actions.confirm_translation(guideline, part=guideline, field="statement", language="fr", by=editor)
    actions.release_language(published, language="fr", by=editor)
    pdf.make(str(published.uuid), "fr")
    content, name = file_of(client, "fr")
    assert name == 'inline; filename="GOV-2026-fr-with-errata-to-1.pdf"'
    assert "Stated was the wrong word." in printed(tmp_path, content)
    correct(guideline, "Autre.", language="fr", by=editor, reason="Le mot était faux.", reason_lang="fr")
    pdf.make(str(published.uuid), "fr")
    text = printed(tmp_path, file_of(client, "fr")[0])
    assert "Stated was the wrong word." in text
    assert "Le mot était faux." in text
    assert list(
        EditionDocument.objects.filter(for_members=True).order_by("errata_to").values_list("errata_to", flat=True)
    ) == [1, 2]


def test_the_page_says_with_which_errata_its_file_is(client, guideline, published, editor):
    correct(guideline, by=editor)
    pdf.make(str(published.uuid), "en")
    assert "with errata to number 1" in read(client, EDITION)


def test_an_erratum_issued_while_a_file_is_being_read_is_read_too(guideline, published, editor, monkeypatch):
    """The number on the cover and the texts inside are of one moment."""
    true_page, issued = pdf.page, []

    def interrupted(*args, **kwargs):
        context = true_page(*args, **kwargs)
        if not issued:
            issued.append(correct(guideline, by=editor))
        return context

    monkeypatch.setattr(pdf, "page", interrupted)
    pdf.make(str(published.uuid), "en")
    assert set(EditionDocument.objects.values_list("for_members", "errata_to")) == {(False, 1), (True, 1)}
