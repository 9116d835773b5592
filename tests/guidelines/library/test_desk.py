"""The editing screens in the admin: whatever they are sent, the actions decide."""

import re

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from guidelines.library import actions
from guidelines.library.enums import EditionState
from guidelines.library.models import CrossReference, Edition, Guideline, GuidelineSet, Section
from portal.audit.models import Entry
from portal.languages import column
from tests.guidelines.library.conftest import FRENCH_WORD, approve, first, say, write
from tests.guidelines.library.forms import edit_url, filled

pytestmark = pytest.mark.usefixtures("absent_variables")

#: With it a page of removing does so.
BUTTON = '<button class="button no">'


def test_the_editor_saves_through_the_action(desk, draft, editor):
    url = edit_url(first(draft))
    answer = desk.post(url, {**filled(desk, url), "title_en": "A new title", "title_fr": "Un titre"})
    assert answer.headers["Location"] == reverse("library_desk:edition", args=[draft.uuid])
    guideline = first(draft)
    assert (guideline.title_en, guideline.title_fr, guideline.points.count()) == ("A new title", "Un titre", 2)
    entry = Entry.objects.last()
    assert (entry.verb, entry.actor) == ("library.change_guideline", editor)


def test_the_form_of_a_guideline_has_every_language_with_its_direction(desk, draft):
    page = desk.get(edit_url(first(draft))).content.decode()
    for code, direction in (("fr", "ltr"), ("ar", "rtl"), ("zh_hans", "ltr")):
        assert f'name="statement_{code}"' in page
        assert f'dir="{direction}"' in page
    assert 'name="points-0-text_ar"' in page


def test_a_title_stands_in_a_box_that_grows_and_stays_one_line(desk, draft):
    url = edit_url(first(draft))
    page = desk.get(url).content.decode()
    assert re.search(r'<textarea name="title_en"[^>]*data-controller="w-autosize"', page)
    desk.post(url, {**filled(desk, url), "title_en": "A new\r\n  title \n"})
    assert first(draft).title_en == "A new title"


def test_the_form_names_its_fields_in_the_language_of_the_editor(desk, editor, draft):
    type(editor).objects.filter(pk=editor.pk).update(language="ar")
    page = desk.get(edit_url(first(draft))).content.decode()
    for label in ("العنوان · English", "عنوان قصير · English", "نص المبدأ · Français", "لماذا يهم · English"):
        assert label in page


@pytest.mark.parametrize("model", list(apps.get_app_config("library").get_models()))
def test_what_the_desk_speaks_of_has_a_name_in_arabic(model):
    # A message that is also the singular of a plural is found by neither name of its own.
    with override("ar"):
        assert not str(model._meta.verbose_name).isascii()
        assert not str(model._meta.verbose_name_plural).isascii()


def test_the_form_of_a_guideline_is_headed_by_the_number_it_has_today(desk, draft):
    page = desk.get(edit_url(draft.guidelines.get(title_en="Strategy 1"))).content.decode()
    assert "GOV-2 Strategy 1" in page


def test_what_a_guideline_may_refer_to_stands_in_reading_order_with_its_code(desk, draft):
    page = desk.get(edit_url(first(draft))).context["form"]
    fields = [child.fields["to"] for child in page.formsets["cross_references"].forms] or [
        page.formsets["cross_references"].empty_form.fields["to"]
    ]
    for field in fields:
        labels = [label for key, label in field.widget.choices if key]
        assert labels[:2] == ["GOV-1 Strategy 0", "GOV-2 Strategy 1"]
        assert labels == sorted(labels)


@pytest.mark.parametrize("state", [EditionState.APPROVED, EditionState.PUBLISHED, EditionState.SUPERSEDED])
def test_the_form_changes_nothing_that_stands(state, desk, draft):
    url = edit_url(first(draft))
    data = {**filled(desk, url), "title_en": "Changed", "points-0-text_en": "Changed"}
    Edition.objects.filter(pk=draft.pk).update(state=state)
    desk.post(url, data)
    guideline = first(draft)
    assert guideline.title_en == "Strategy 0"
    assert "Changed" not in guideline.points.values_list("text_en", flat=True)


def test_what_the_action_refuses_is_said_above_the_form_and_the_entry_is_kept(desk, draft, editor):
    url = edit_url(first(draft))
    data = filled(desk, url)
    other = first(draft)
    other.title_en = "Saved by somebody else"
    actions.save_guideline(other, by=editor)
    answer = desk.post(url, {**data, "title_en": "Typed here"})
    assert "while you were writing. Your text is still here" in answer.content.decode()
    assert "Typed here" in answer.content.decode()
    assert first(draft).title_en == "Saved by somebody else"


def test_beside_the_button_stands_what_can_be_saved_where_english_cannot(desk, client_of, translator, french):
    url = edit_url(first(french))
    assert "Can be saved here: Spanish, German, Arabic, Russian, Chinese." in desk.get(url).content.decode()
    french.languages.update(released_at=french.published_at, released_by=french.published_by)
    page = desk.get(url).content.decode()
    assert "Can be saved here" not in page
    assert "action-save" not in page


def test_nothing_is_said_beside_the_button_where_everything_can_be_saved(desk, draft):
    page = desk.get(edit_url(first(draft))).content.decode()
    assert ("Can be saved here" in page, "action-save" in page) == (False, True)


def test_a_translator_writes_only_translations(client_of, translator, draft):
    client, url = client_of(translator), edit_url(first(draft))
    client.post(url, {**filled(client, url), "title_en": "Mine now", "title_de": "Strategie"})
    guideline = first(draft)
    assert (guideline.title_en, guideline.title_de) == ("Strategy 0", "Strategie")


def test_an_old_revision_is_not_brought_back_into_what_stands(desk, draft, editor):
    guideline = first(draft)
    old = guideline.latest_revision_id
    guideline.title_en = "The later title"
    actions.save_guideline(guideline, by=editor)
    url = reverse("wagtailsnippets_library_guideline:revisions_revert", args=[guideline.pk, old])
    data = {**filled(desk, url), "title_en": "Strategy 0", "loaded_revision_id": guideline.latest_revision_id}
    approve(draft, by=editor)
    desk.post(url, data)
    assert first(draft).title_en == "The later title"


@pytest.mark.parametrize("model", ["guideline", "section", "edition", "guidelineset"])
def test_wagtail_s_own_way_to_delete_is_closed(model, desk, draft):
    rows = {"guideline": Guideline, "section": Section, "edition": Edition, "guidelineset": GuidelineSet}[model]
    pk = rows.objects.last().pk
    desk.post(reverse(f"wagtailsnippets_library_{model}:delete", args=[pk]))
    bulk = reverse("wagtail_bulk_action", args=["library", model, "delete"])
    desk.post(f"{bulk}?id={pk}&next=/admin/")
    assert rows.objects.filter(pk=pk).exists()


def test_a_guideline_is_added_where_the_desk_says(desk, draft):
    section = draft.sections.order_by("position").last()
    url = f"{reverse('wagtailsnippets_library_guideline:add')}?edition={draft.uuid}&within={section.key}"
    form = desk.get(url).context["form"]
    assert form.instance.section == section
    data = {**filled(desk, url), "title_en": "Added", "section": section.pk}
    assert desk.post(url, data).status_code == 302
    assert section.guidelines.filter(title_en="Added").count() == 1


def test_nothing_is_added_to_what_stands(desk, published):
    section = published.sections.order_by("position").last()
    url = f"{reverse('wagtailsnippets_library_guideline:add')}?edition={published.uuid}&within={section.key}"
    desk.post(url, {"title_en": "Added", "section": section.pk})
    assert published.guidelines.count() == 3


def test_moves_are_buttons_and_follow_the_table(desk, draft):
    page = reverse("library_desk:edition", args=[draft.uuid])
    assert [move.name for move in desk.get(page).context["moves"]] == ["review"]
    for move in ("review", "finalise", "approve"):
        desk.post(reverse("library_desk:move", args=[draft.uuid, move]))
    assert [move.name for move in desk.get(page).context["moves"]] == ["translate", "publish", "reopen"]
    desk.post(reverse("library_desk:publish", args=[draft.uuid]))
    assert Edition.objects.get(pk=draft.pk).state == EditionState.PUBLISHED
    assert desk.get(page).context["moves"] == []


def buttons(page):
    """Return label → classes of the moves that a desk page offers, in their order."""
    section = page.content.decode().partition('class="desk__state"')[2].partition("</section>")[0]
    found = re.findall(r'<button class="(button[^"]*)">([^<]*)<|<a class="(button[^"]*)"[^>]*>([^<]*) …</a>', section)
    return {one[1] or one[3]: one[0] or one[2] for one in found}


def test_the_move_that_leads_on_is_the_main_button_and_comes_before_the_way_back(desk, draft, editor):
    page, quiet = reverse("library_desk:edition", args=[draft.uuid]), "button button-secondary"
    actions.review_edition(draft, by=editor)
    assert list(buttons(desk.get(page)).items()) == [
        ("Open the consultation", "button"), ("Make the final draft", quiet), ("Return to the draft", quiet),
    ]  # fmt: skip
    actions.go_through(draft, "finalise", "approve", "translate", by=editor)
    assert list(buttons(desk.get(page)).items()) == [("Publish", "button"), ("Reopen the final draft", quiet)]
    draft.guidelines.all().update(statement_en="")
    assert list(buttons(desk.get(page)).items()) == [("Reopen the final draft", quiet)]


def test_the_desk_leads_to_what_keeps_the_edition_from_moving_on(desk, draft, editor):
    actions.publish_edition(approve(write(editor, year=2020), by=editor), by=editor)

    def ways():
        page = desk.get(reverse("library_desk:edition", args=[draft.uuid]))
        return {move.name: url for move, _reason, url in page.context["hindered"]}

    actions.review_edition(draft, by=editor)
    say(draft, editor)
    actions.finalise_edition(draft, by=editor)
    unanswered = reverse("library:comments", args=["gov", 2026]) + "?show=unanswered"
    assert ways() == {"approve": unanswered}
    page = desk.get(reverse("library_desk:edition", args=[draft.uuid])).content.decode()
    assert f'<a href="{unanswered}">1 comment has no answer yet.' in page
    actions.answer_comment(draft.comments.get(), disposition="taken", answer="", lang="en", by=editor)
    actions.approve_edition(draft, by=editor)
    assert ways() == {"publish": reverse("library_desk:mapping", args=[draft.uuid])}


def test_the_column_of_releases_holds_dates_alone(desk, french):
    page = desk.get(reverse("library_desk:edition", args=[french.uuid])).content.decode()
    table = page.partition('aria-labelledby="languages"')[2].partition("</table>")[0]
    rows = [re.findall(r"<td>(.*?)</td>", row, re.DOTALL) for row in table.split("<tr>")[2:]]
    assert len(rows) == 7
    assert ["Before release" in row[3] for row in rows] == [False] * 7
    assert ["Before release" in row[4] for row in rows] == [False, False, *[True] * 5]  # English and French are out


def test_a_move_is_said_with_where_the_edition_stands_now_and_the_list_is_a_step_away(desk, draft):
    page = desk.post(reverse("library_desk:move", args=[draft.uuid, "review"]), follow=True).content.decode()
    assert f"The edition was moved on: {Edition.objects.get(pk=draft.pk).get_state_display()}." in page
    assert f'href="{reverse("wagtailsnippets_library_edition:list")}">Editions' in page


def test_nobody_supersedes_by_hand(desk, published):
    desk.post(reverse("library_desk:move", args=[published.uuid, "supersede"]))
    assert Edition.objects.get(pk=published.pk).state == EditionState.PUBLISHED


def test_a_language_is_released_at_the_desk_and_what_is_missing_is_named(desk, published):
    url = reverse("library_desk:release", args=[published.uuid, "fr"])
    Section.objects.filter(pk=published.sections.last().pk).update(title_fr="")
    answer = desk.post(url, follow=True)
    assert "is missing in French" in answer.content.decode()
    Section.objects.filter(pk=published.sections.last().pk).update(title_fr="Titre")
    desk.post(url)
    assert "fr" in Edition.objects.get(pk=published.pk).released_languages()


@pytest.mark.parametrize(("language", "shown"), [("en", "Typed for the preview"), ("fr", FRENCH_WORD)])
def test_the_preview_shows_the_public_page_in_each_language(language, shown, desk, draft):
    guideline = first(draft)
    url = reverse("wagtailsnippets_library_guideline:preview_on_edit", args=[guideline.pk])
    data = {**filled(desk, edit_url(guideline)), "title_en": "Typed for the preview"}
    assert desk.post(url, data).json() == {"is_valid": True, "is_available": True}
    page = desk.get(f"{url}?mode={language}").content.decode()
    assert shown in page
    assert "Why" in page
    assert first(draft).title_en == "Strategy 0"


def test_sections_sets_and_editions_have_their_screens(desk, draft):
    section = draft.sections.order_by("position").last()
    url = reverse("wagtailsnippets_library_section:edit", args=[section.pk])
    desk.post(url, {**filled(desk, url), "title_en": "Renamed"})
    assert draft.sections.get(pk=section.pk).title_en == "Renamed"
    url = reverse("wagtailsnippets_library_edition:edit", args=[draft.pk])
    desk.post(url, {**filled(desk, url), "introduction_en": "Rewritten", "year": 1999})
    edition = Edition.objects.get(pk=draft.pk)
    assert (edition.introduction_en, edition.year, edition.blocks.count()) == ("Rewritten", 2026, 2)
    url = reverse("wagtailsnippets_library_guidelineset:edit", args=[draft.set.pk])
    data = {column("title", "en"): "Steering well", "code": "OTHER", "position": 3}
    desk.post(url, {**filled(desk, url), **data})
    changed = GuidelineSet.objects.get(pk=draft.set.pk)
    assert (changed.title_en, changed.code) == ("Steering well", "GOV")


def test_a_new_edition_is_proposed(desk, draft):
    url = reverse("wagtailsnippets_library_edition:add")
    data = {**filled(desk, url), "set": draft.set.pk, "year": 2031, "introduction_en": "To come."}
    desk.post(url, data)
    assert Edition.objects.get(year=2031).state == EditionState.PROPOSED


@pytest.mark.parametrize("kind", ["section", "edition"])
def test_two_editors_do_not_write_over_each_other_s_introduction(kind, desk, draft, editor):
    section = draft.sections.get(kind="part")
    thing, save = {"section": (section, actions.save_section), "edition": (draft, actions.save_edition)}[kind]
    url = reverse(f"wagtailsnippets_library_{kind}:edit", args=[thing.pk])
    data = filled(desk, url)
    other = type(thing).objects.get(pk=thing.pk)
    other.introduction_en = "Saved by somebody else"
    save(other, by=editor)
    answer = desk.post(url, {**data, "introduction_en": "Typed here"})
    assert "while you were writing. Your text is still here" in answer.content.decode()
    assert "Typed here" in answer.content.decode()
    assert type(thing).objects.get(pk=thing.pk).introduction_en == "Saved by somebody else"


def test_removing_a_guideline_names_it_asks_and_says_what_went(desk, draft):
    target = draft.guidelines.get(title_en="Strategy 1")
    address = reverse("library_desk:remove_guideline", args=[target.key])
    assert f'href="{address}"' in desk.get(reverse("library_desk:edition", args=[draft.uuid])).content.decode()
    page = desk.get(address).content.decode()
    assert "GOV-2" in page
    assert "Strategy 1" in page
    assert "cannot be brought back" in page
    assert draft.guidelines.contains(target)
    answer = desk.post(address, follow=True)
    assert "“GOV-2 Strategy 1” was removed." in answer.content.decode()
    assert not draft.guidelines.contains(target)


def test_a_guideline_that_another_refers_to_stays_and_the_desk_says_why(desk, draft, editor):
    target, referring = draft.guidelines.order_by("pk")[:2]
    referring.cross_references = [CrossReference(to=target)]
    actions.save_guideline(referring, by=editor)
    address = reverse("library_desk:remove_guideline", args=[target.key])
    page = desk.get(address).content.decode()
    assert reverse("wagtailsnippets_library_guideline:edit", args=[referring.pk]) in page
    assert BUTTON not in page
    answer = desk.post(address, follow=True)
    assert answer.status_code == 200
    assert f"Guidelines “{referring.title_en}” refer to this one." in answer.content.decode()
    assert draft.guidelines.filter(pk=target.pk).exists()


def test_a_section_is_removed_empty_and_its_page_names_what_stands_within(desk, draft, editor):
    section = draft.sections.get(title_en="People")
    address = reverse("library_desk:remove_section", args=[section.key])
    page = desk.get(address).content.decode()
    assert "People 0" in page
    assert "A section that holds guidelines or sections cannot be removed." in page
    assert BUTTON not in page
    actions.remove_guideline(draft.guidelines.get(title_en="People 0"), by=editor)
    assert BUTTON in desk.get(address).content.decode()
    assert "“A.2 People” was removed." in desk.post(address, follow=True).content.decode()
    assert not draft.sections.contains(section)


@pytest.mark.parametrize("kind", ["guideline", "section"])
def test_nothing_is_offered_to_be_removed_once_the_edition_stands(kind, desk, approved):
    thing = {"guideline": approved.guidelines, "section": approved.sections}[kind].first()
    address = reverse(f"library_desk:remove_{kind}", args=[thing.key])
    for answer in (desk.get(address, follow=True), desk.post(address, follow=True)):
        assert "can no longer be changed" in answer.content.decode()


@pytest.mark.parametrize("name", ["guideline", "section", "edition"])
def test_the_lists_cost_the_same_for_any_length(name, desk, draft, editor):
    url = reverse(f"wagtailsnippets_library_{name}:list")

    def queries():
        desk.get(url)
        with CaptureQueriesContext(connection) as found:
            assert desk.get(url).status_code == 200
        return len(found)

    before = queries()
    for year in range(2030, 2036):
        write(editor, year=year, code=f"GOV{year}")
    assert queries() == before


@pytest.mark.parametrize(("within", "kind"), [(None, "part"), ("part", "section"), ("section", "subsection")])
def test_a_new_section_begins_where_it_was_asked_for(desk, draft, within, kind):
    parent = within and draft.sections.filter(kind=within).first()
    url = f"{reverse('wagtailsnippets_library_section:add')}?edition={draft.uuid}"
    form = desk.get(f"{url}&within={parent.key}" if parent else url).context["form"]
    assert (form["kind"].value(), form["parent"].value()) == (kind, parent.pk if parent else None)


def test_the_list_of_editions_has_words_above_its_columns(desk, draft):
    page = desk.get(reverse("wagtailsnippets_library_edition:list")).content.decode()
    assert "Method" not in page
    assert ">Draft" in page or "Draft<" in page or "draft" in page


def test_the_desk_says_why_the_edition_does_not_move_on(client_of, desk, draft, translator, editor):
    def said(client):
        page = client.get(reverse("library_desk:edition", args=[draft.uuid]))
        return {move.name: str(reason) for move, reason, _url in page.context["hindered"]}

    assert said(desk) == {}
    assert "none of your roles" in said(client_of(translator))["review"]
    approve(draft, by=editor)
    assert said(desk) == {}
    draft.guidelines.first().points.all().delete()
    Guideline.objects.filter(pk=draft.guidelines.first().pk).update(statement_en="", statement="")
    assert "missing in English" in said(desk)["publish"]
