"""What changed between two editions as a file: asked for by whoever is signed in, had by everybody, each the right copy."""

import pytest

from guidelines.library import actions, changes_page, extract_pdf, extracts
from guidelines.library.exceptions import NotCompared
from guidelines.library.models import Edition, Extract
from portal import clock
from tests.guidelines.library.conftest import MEMBER_WORD, correct, titled
from tests.guidelines.library.reading import body, read, text_of
from tests.guidelines.library.test_changes import CHANGES

#: Paper is long in the making, and the other database would print the same.
pytestmark = pytest.mark.one_database("postgresql")

FILE, ASK = f"{CHANGES}since-2026/en.pdf", f"{CHANGES}make-pdf/"


def ask(client, since="2026", language="en", address=ASK):
    return client.post(address, {"since": since, "language": language})


def made(edition, since, language="en", *, for_members=False):
    return extract_pdf.render(extracts.Wanted(edition, None, language, "", for_members, since))


def test_a_member_asks_and_everybody_has_it_in_the_right_copy(changed, client, client_of, anna, otto, run_tasks):
    run_tasks()
    assert client.get(FILE).status_code == 404
    assert "These changes as PDF" not in read(client, CHANGES)
    member = client_of(anna)
    assert "Make the PDF" in read(member, CHANGES)
    assert ask(member).headers["Location"] == CHANGES
    assert "The file is being made" in read(member, CHANGES)
    run_tasks()
    assert f'href="{FILE}"' in read(member, CHANGES)
    assert MEMBER_WORD in text_of(body(member.get(FILE)))
    # The copy for everybody is another file, made when somebody of those asks for it.
    assert client.get(FILE).status_code == 404
    ask(client_of(otto))
    run_tasks()
    public = text_of(body(client.get(FILE)))
    assert f'href="{FILE}"' in read(client, CHANGES)
    assert MEMBER_WORD not in public
    assert "What changed since edition 2026" in public
    assert "Strategy 0 is stated decided." in public
    assert "GOV-2 in edition 2026" not in public  # it was split, and is no unchanged guideline
    assert "People 0" in public  # dropped, and named


def test_asking_twice_makes_one(changed, client_of, anna, carl):
    for person in (anna, anna, carl):
        ask(client_of(person))
    assert Extract.objects.filter(since__year=2026).count() == 1


def test_a_visitor_asks_for_nothing(changed, client):
    assert "login" in ask(client).headers["Location"]
    assert not Extract.objects.filter(since__isnull=False).exists()


@pytest.mark.parametrize(
    "given",
    [{"since": ""}, {"since": "2030"}, {"since": "1999"}, {"since": "x" * 9}, {"language": "xx"}, {"language": ""}],
)
def test_what_cannot_be_compared_is_not_begun(given, changed, client_of, anna):
    assert ask(client_of(anna), **given).status_code == 404
    assert not Extract.objects.filter(since__isnull=False).exists()


def test_the_action_refuses_an_edition_to_which_no_mapping_leads(changed, published, anna):
    with pytest.raises(NotCompared):
        actions.ask_for_changes(changed, since=changed, language="en", by=anna)
    with pytest.raises(NotCompared):
        actions.ask_for_changes(published, since=changed, language="en", by=anna)


def test_a_language_that_is_not_released_is_refused_in_a_sentence(changed, client_of, anna):
    client = client_of(anna)
    assert ask(client, language="fr").status_code == 302
    assert "French is not released." in read(client, CHANGES)
    assert client.get(FILE.replace("en.pdf", "fr.pdf")).status_code == 404


def test_whoever_sees_a_language_before_its_release_is_offered_no_paper_in_it(changed, client_of, editor):
    client = client_of(editor)
    assert "Make the PDF" in read(client, CHANGES)
    french = client.get(CHANGES.replace("/en/", "/fr/"))
    assert (french.status_code, french.context["reading"].language, french.context["paper"]) == (200, "fr", None)


def test_an_earlier_edition_has_an_address_of_its_own(changed_again, client_of, anna, run_tasks):
    client, page = client_of(anna), "/en/guidelines/gov/e2034/changes/"
    assert ask(client, "2026", address=f"{page}make-pdf/").headers["Location"] == f"{page}?since=2026"
    assert ask(client, "2030", address=f"{page}make-pdf/").headers["Location"] == page
    run_tasks()
    assert "What changed since edition 2026" in text_of(body(client.get(f"{page}since-2026/en.pdf")))
    assert f'href="{page}since-2026/en.pdf"' in read(client, f"{page}?since=2026")
    assert f'href="{page}since-2030/en.pdf"' in read(client, page)


def test_an_erratum_of_either_edition_makes_another_file_and_the_old_one_stays(
    changed, published, editor, client_of, anna, run_tasks
):
    client = client_of(anna)
    ask(client)
    run_tasks()
    for edition, title in ((changed, "Strategy half"), (published, "Strategy 1")):
        correct(titled(edition, title), by=editor)
        assert client.get(FILE).status_code == 404
        ask(client)
        run_tasks()
        body(client.get(FILE))
    assert Extract.objects.filter(since=published).exclude(file="").count() == 3


def test_the_same_text_gives_the_same_bytes(changed, published):
    first, second = (made(Edition.objects.get(pk=changed.pk), published) for _time in range(2))
    assert first == second


def test_it_is_read_in_english_where_the_old_edition_has_not_the_language(changed, published, editor):
    wanted = extracts.Wanted(changed, None, "fr", "", False, Edition.objects.get(pk=published.pk))
    assert ":fr:" in wanted.key
    assert f"en+{extracts.revision(changed, ['en'])}" in wanted.key
    assert changes_page.of(wanted)["changes"].changed[0].parts[0][1].lang == "en"


def test_the_edition_alone_runs_above_the_pages(changed, published, monkeypatch):
    """With what is compared it needed two lines, and that stands at the other side."""
    given = {}
    monkeypatch.setattr(extract_pdf.pdf, "render", lambda html, **kwargs: given.update(kwargs))
    made(changed, published)
    assert (given["title"], given["head"]) == (
        "Steering, edition 2030 · What changed since edition 2026",
        "Steering, edition 2030",
    )


def test_its_cover_says_in_which_language_the_texts_are_compared(changed, french):
    def language_of(language):
        text = " ".join(text_of(made(changed, french, language)).split())
        return text.partition("Langue ")[2].partition(".")[0]

    assert language_of("fr") == "anglais"
    changed.languages.filter(language="fr").update(released_at=clock.now(), released_by=changed.published_by)
    changed.refresh_from_db()
    assert language_of("fr") == "français"
