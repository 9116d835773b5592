"""The section page: what is on it, for whom, and what it costs."""

import pytest
from django.urls import reverse

from guidelines.assessment import actions
from guidelines.library.models import GuidelineLevel
from portal import clock
from tests.factories import GuidelineFactory


@pytest.fixture
def url(assessment, edition):
    return reverse("assessment:section", args=[assessment.uuid, edition.sections.get(code="A.1").key])


def test_every_guideline_of_the_section_with_its_control(client_of, carl, url, edition):
    page = client_of(carl).get(url)
    assert page.status_code == 200
    text = page.content.decode()
    assert [item.code for item in page.context["items"]] == ["ICT-1", "ICT-2"]
    assert text.count("data-answer>") == 2
    assert "Title of guideline 1" in text
    assert "Statement of guideline 2." in text
    assert "Fully in place and reviewed" in text
    assert "UNDEFINED(" not in text


def test_a_guideline_may_have_its_own_words_for_a_level(client_of, carl, url, edition, guideline):
    level = edition.levels.get(value=3)
    GuidelineLevel.objects.create(guideline=guideline, level=level, descriptor_en="Own words for three.")
    page = client_of(carl).get(url)
    texts = [str(item.levels[3]["text"]) for item in page.context["items"]]
    assert texts == ["Own words for three.", "Largely in place."]


@pytest.mark.parametrize(("name", "writes"), [("anna", True), ("carl", True), ("ben", False), ("ada", False)])
def test_coordinators_and_contributors_answer_the_others_read(people, client_of, url, name, writes):
    page = client_of(people[name]).get(url)
    assert page.status_code == 200
    assert page.context["can_answer"] is writes
    assert ("<form" in page.content.decode().split("<main")[1].split("</main>")[0]) is writes


@pytest.mark.parametrize("name", ["cleo", "otto", "rita"])
def test_for_others_the_page_is_not_there(people, client_of, url, name):
    assert client_of(people[name]).get(url).status_code == 404


def test_after_handing_in_nobody_writes(client_of, anna, carl, url, answered):
    actions.hand_in_assessment(answered, by=anna)
    page = client_of(carl).get(url)
    assert page.context["can_answer"] is False
    assert 'data-module="answers"' not in page.content.decode()


def test_who_answered_when_and_in_which_language_the_question_was_read(client_of, anna, answered, url):
    text = " ".join(client_of(anna).get(url).content.decode().split())
    assert "Carl, " in text
    assert "question read in English" in text


def test_a_section_of_another_edition_is_not_there(client_of, carl, assessment):
    foreign = GuidelineFactory().section
    url = reverse("assessment:section", args=[assessment.uuid, foreign.key])
    assert client_of(carl).get(url).status_code == 404


def test_the_key_for_drafts_belongs_to_one_person(client_of, anna, carl, url):
    keys = {client_of(user).get(url).context["draft_key"] for user in (anna, carl, anna)}
    assert len(keys) == 2


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_costs_the_same_for_any_number(
    client_of, carl, assessment, edition, answer, number, django_assert_num_queries
):
    section = edition.sections.get(code="A.2")
    edition.guidelines.filter(section=section).delete()
    for position in range(number):
        guideline = GuidelineFactory(section=section, position=position, number=100 + position)
        answer(carl, 1, guideline=guideline, comment="Some words.")
    url = reverse("assessment:section", args=[assessment.uuid, section.key])
    client = client_of(carl)
    client.get(url)  # the session learns that no second factor is needed
    with django_assert_num_queries(15):
        page = client.get(url)
    assert len(page.context["items"]) == number


def test_the_language_in_which_a_question_was_read_is_named_in_the_reader_s(client_of, anna, answered, url):
    text = " ".join(client_of(anna).get(url.replace("/en/", "/fr/")).content.decode().split())
    assert "anglais" in text
    assert "English" not in text.split("<main")[1].split("</main>")[0].split("item__history")[1].split("</p>")[0]


# Languages

FRENCH_WORD = "chrysalide"


@pytest.fixture
def french(edition):
    """Every text of the edition in French too, nothing of it released; the names of the levels end in “(fr)”."""
    edition.sections.update(title_fr=f"Titre {FRENCH_WORD}", introduction_fr=f"Ici {FRENCH_WORD}")
    edition.guidelines.update(title_fr=f"Ligne {FRENCH_WORD}", statement_fr=f"Il faut {FRENCH_WORD}")
    edition.levels.update(descriptor_fr=f"Degré {FRENCH_WORD}")
    for guideline in edition.guidelines.all():
        level = edition.levels.get(value=3)
        GuidelineLevel.objects.create(guideline=guideline, level=level, descriptor_fr=f"Ses mots {FRENCH_WORD}")
    return edition


def words_of(client, url):
    """Return which of the planted words the French page shows."""
    reply = client.get(url.replace("/en/", "/fr/"))
    assert reply.status_code == 200
    planted = {f"{word} {FRENCH_WORD}": word for word in ("Titre", "Ici", "Ligne", "Il faut", "Degré", "Ses mots")}
    return {word for text, word in (planted | {"(fr)": "(fr)"}).items() if text in reply.content.decode()}


@pytest.mark.parametrize("name", ["anna", "carl", "ben", "ada"])
def test_wording_in_a_language_that_is_not_released_is_shown_to_no_member(people, client_of, url, french, name):
    assert words_of(client_of(people[name]), url) == set()


def test_wording_in_a_released_language_is(client_of, carl, url, french):
    french.languages.create(language="fr", released_at=clock.now(), released_by=carl)
    shown = {"Titre", "Ici", "Ligne", "Il faut", "Degré", "Ses mots", "(fr)"}
    assert words_of(client_of(carl), url) == shown


def test_the_other_pages_of_an_assessment_hold_to_it_too(
    client_of, anna, carl, ada, french, assessment, answer, guideline
):
    answer(carl, 2)
    history = reverse("assessment:answer", args=[assessment.uuid, guideline.key])
    review, signature = (reverse(f"assessment:{name}", args=[assessment.uuid]) for name in ("hand_in", "sign_off"))

    def shown():
        overview = words_of(client_of(anna), assessment.get_absolute_url())
        return [overview, words_of(client_of(anna), history), words_of(client_of(anna), review)]

    assert shown() == [set(), set(), set()]
    released = french.languages.create(language="fr", released_at=clock.now(), released_by=anna)
    assert shown() == [{"Titre"}, {"Titre", "Ligne", "(fr)"}, {"Ligne"}]
    actions.hand_in_assessment(assessment, by=anna)
    assert words_of(client_of(ada), signature) == {"Titre", "Ligne"}
    released.delete()
    assert words_of(client_of(ada), signature) == set()


# Closed


@pytest.mark.parametrize("state", ["signed-off", "archived"])
@pytest.mark.parametrize("name", ["anna", "carl", "ada"])
def test_what_is_signed_or_archived_has_no_form(people, client_of, url, closed, state, name):
    closed(state)
    page = client_of(people[name]).get(url)
    main = page.content.decode().split("<main")[1].split("</main>")[0]
    assert page.context["can_answer"] is False
    assert ("<form" in main, "<textarea" in main, 'data-module="answers"' in main) == (False, False, False)
    assert "Partly in place" in main


def test_a_part_named_in_english_says_so_in_the_list_of_sections(client_of, carl, url):
    page = client_of(carl).get(url.replace("/en/", "/ar/")).content.decode()
    assert 'A <span lang="en" dir="ltr">Direction</span>' in page


@pytest.mark.parametrize(("level", "target", "said"), [(3, 2, True), (3, 3, False), (1, 4, False), (3, None, False)])
def test_a_target_below_the_level_of_today_is_pointed_out(client_of, carl, url, answer, level, target, said):
    answer(carl, level, target=target)
    item = client_of(carl).get(url).context["items"][0]
    assert item.aims_below is said
