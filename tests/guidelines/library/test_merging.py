"""Two people in one record: both are told, both are kept, and nobody is written over in silence."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from guidelines.library import actions
from guidelines.library.exceptions import ChangedByBoth, NotYourText
from guidelines.library.merging import Merge
from guidelines.library.models import Edition, Guideline, GuidelineLevel, Point, Section
from portal import clock
from portal.formats import moment
from tests.factories import UserFactory
from tests.guidelines.library.conftest import first, titled
from tests.guidelines.library.forms import edit_url, filled

pytestmark = pytest.mark.usefixtures("absent_variables")


def points(guideline):
    return list(Guideline.objects.get(pk=guideline.pk).points.values_list("text_en", flat=True))


def point(draft, text, position):
    return Point(block=draft.blocks.first(), text_en=text, position=position)


@pytest.fixture
def two(draft):
    """Return the same guideline twice, as two people opened it, and what they had before them."""
    one, other = first(draft), first(draft)
    return one, other, one.latest_revision_id


def both_save(two, editor, **settled):
    one, other, seen = two
    actions.save_guideline(one, by=editor, seen=seen)
    return actions.save_guideline(other, by=editor, seen=seen, **settled)


def refused(two, editor):
    with pytest.raises(ChangedByBoth) as both:
        both_save(two, editor)
    return [(each.label, each.before, each.mine, each.theirs) for each in both.value.conflicts]


def test_fields_that_one_person_changed_are_joined(two, draft, editor):
    two[0].title_en, two[0].statement_fr = "Theirs", "La leur"
    two[1].rationale_en, two[1].title_ar = "Mine", "لي"
    both_save(two, editor)
    stored = first(draft)
    assert (stored.title_en, stored.statement_fr, stored.rationale_en, stored.title_ar) == (
        "Theirs",
        "La leur",
        "Mine",
        "لي",
    )


def test_what_no_form_writes_is_what_is_stored_now(draft, editor):
    """The last day of the consultation was set, and another revision kept, while the writer had the old state open."""
    opened = Edition.objects.get(pk=draft.pk)
    base = opened.latest_revision.as_object()
    actions.go_through(draft, "review", by=editor)
    theirs = actions.consult_edition(draft, ends_on=clock.today() + timedelta(days=30), by=editor)
    merge = Merge(opened, base, theirs, {})
    assert merge.conflicts == []
    assert (opened.state, opened.consultation_ends_on) == ("consultation", theirs.consultation_ends_on)


def test_ends_of_lines_are_no_wording(desk, draft, editor):
    """A browser sends them as Windows does: what was typed keeps its paragraphs, and nobody else's text counts as changed."""
    paragraphs = "Why it matters.\n\nAnd what for."
    written = first(draft)
    written.rationale_en = paragraphs
    seen = actions.save_guideline(written, by=editor).latest_revision_id
    url = edit_url(first(draft))
    sent = {**filled(desk, url), "title_en": "Mine"}
    theirs = first(draft)
    theirs.rationale_en = f"{paragraphs}\n\nThirdly."
    actions.save_guideline(theirs, by=editor, seen=seen)
    sent["rationale_en"] = sent["rationale_en"].replace("\n", "\r\n")
    assert desk.post(url, sent).status_code == 302
    stored = titled(draft, "Mine")
    assert stored.rationale_en == f"{paragraphs}\n\nThirdly."
    sent = {**filled(desk, url), "rationale_en": "One.\r\n\r\nTwo."}
    assert desk.post(url, sent).status_code == 302
    assert titled(draft, "Mine").rationale_en == "One.\n\nTwo."


def test_the_same_change_twice_is_no_conflict(two, draft, editor):
    two[0].title_en = two[1].title_en = "Agreed"
    both_save(two, editor)
    assert first(draft).title_en == "Agreed"


def test_a_text_that_both_changed_is_refused_with_all_three_texts(two, draft, editor):
    two[0].title_en, two[1].title_en = "Theirs", "Mine"
    assert refused(two, editor) == [("guideline · title · English", "Strategy 0", "Mine", "Theirs")]
    assert first(draft).title_en == "Theirs"


@pytest.mark.parametrize(("side", "title"), [("mine", "Mine"), ("theirs", "Theirs")])
def test_what_was_chosen_is_stored_beside_what_the_other_wrote(side, title, two, draft, editor):
    two[0].title_en, two[0].rationale_en, two[1].title_en = "Theirs", "Their reason", "Mine"
    with pytest.raises(ChangedByBoth) as both:
        both_save(two, editor)
    (conflict,) = both.value.conflicts
    actions.save_guideline(two[1], by=editor, seen=two[2], settled={conflict.name: (side, conflict.mark)})
    assert (first(draft).title_en, first(draft).rationale_en) == (title, "Their reason")


def test_a_choice_does_not_hold_for_what_was_written_after_it(two, draft, editor):
    two[0].title_en, two[1].title_en = "Theirs", "Mine"
    with pytest.raises(ChangedByBoth) as both:
        both_save(two, editor)
    (conflict,) = both.value.conflicts
    third = first(draft)
    third.title_en = "A third word"
    actions.save_guideline(third, by=editor)
    with pytest.raises(ChangedByBoth):
        actions.save_guideline(two[1], by=editor, seen=two[2], settled={conflict.name: ("mine", conflict.mark)})
    assert first(draft).title_en == "A third word"


def test_points_added_by_both_stay_each_behind_its_neighbour(two, draft, editor):
    a, b = two[0].points.all()
    two[0].points = [a, point(draft, "Theirs", 1), Point.objects.get(pk=b.pk)]
    two[0].points.all()[2].position = 2
    c, d = two[1].points.all()
    two[1].points = [c, d, point(draft, "Mine", 2)]
    texts = points(two[0])
    both_save(two, editor)
    assert points(two[0]) == [texts[0], "Theirs", texts[1], "Mine"]


def test_a_point_removed_by_one_is_gone_and_reworded_by_the_other_is_asked(two, draft, editor):
    gone, left = two[0].points.all()
    two[0].points = [left]
    two[1].title_en = "Mine"
    both_save(two, editor)
    assert (points(two[0]), first(draft).title_en) == ([left.text_en], "Mine")


@pytest.mark.parametrize(("side", "count"), [("mine", 2), ("theirs", 1)])
def test_a_point_removed_there_and_reworded_here_is_asked(side, count, two, draft, editor):
    _gone, left = two[0].points.all()
    two[0].points = [left]
    reworded, stays = two[1].points.all()
    reworded.text_en = "Reworded"
    two[1].points = [reworded, stays]
    with pytest.raises(ChangedByBoth) as both:
        both_save(two, editor)
    (conflict,) = both.value.conflicts
    assert (conflict.mine, conflict.theirs) == ("Reworded", "")
    actions.save_guideline(two[1], by=editor, seen=two[2], settled={conflict.name: (side, conflict.mark)})
    assert points(two[1]) == ["Reworded", left.text_en][-count:]


def test_points_reworded_here_and_moved_there_are_both(two, editor):
    a, b = two[0].points.all()
    a.position, b.position = 1, 0
    two[0].points = [b, a]
    mine = two[1].points.all()[0]
    mine.text_en = "Reworded"
    two[1].points = [mine, two[1].points.all()[1]]
    both_save(two, editor)
    assert points(two[0]) == [b.text_en, "Reworded"]


def test_one_level_described_by_two_people_is_one_descriptor(two, draft, editor):
    level = draft.levels.first()
    two[0].level_descriptors = [GuidelineLevel(level=level, descriptor_en="Theirs")]
    two[1].level_descriptors = [GuidelineLevel(level=level, descriptor_en="Mine")]
    assert [conflict[1:] for conflict in refused(two, editor)] == [("", "Mine", "Theirs")]


def test_a_translator_beside_an_editor_writes_only_the_translation(two, draft, editor, translator):
    one, other, seen = two
    one.title_en = "Theirs"
    one.points = [*one.points.all()][::-1]
    for place, each in enumerate(one.points.all()):
        each.position = place
    actions.save_guideline(one, by=editor, seen=seen)
    other.title_de = "Strategie"
    actions.save_guideline(other, by=translator, seen=seen)
    assert (first(draft).title_en, first(draft).title_de) == ("Theirs", "Strategie")
    other.title_en = "Mine"
    with pytest.raises(NotYourText):
        actions.save_guideline(other, by=translator)


def test_sections_and_editions_are_merged_alike(draft, editor):
    for model, save, name in (
        (Section, actions.save_section, "title"),
        (Edition, actions.save_edition, "introduction"),
    ):
        one, other = model.objects.first(), model.objects.first()
        seen = one.latest_revision_id
        setattr(one, f"{name}_en", "Theirs")
        setattr(other, f"{name}_es", "El mío")
        save(one, by=editor, seen=seen)
        save(other, by=editor, seen=seen)
        stored = model.objects.get(pk=one.pk)
        assert (getattr(stored, f"{name}_en"), getattr(stored, f"{name}_es")) == ("Theirs", "El mío")


def test_an_editor_meets_what_the_other_saved_and_chooses(desk, draft, editor):
    url = edit_url(first(draft))
    data = filled(desk, url)
    other = first(draft)
    other.title_en, other.rationale_en = "Saved by somebody else", "Another reason"
    other.points = [*other.points.all()[1:], point(draft, "Their point", 5)]
    actions.save_guideline(other, by=editor)
    typed = {**data, "title_en": "Typed here", "statement_fr": "Écrit ici"}
    answer = desk.post(url, typed)
    (conflict,) = answer.context["conflicts"]
    page = answer.content.decode()
    assert "Changed by both of you" in page
    assert "Typed here" in page
    assert f'name="loaded_revision_id" value="{data["loaded_revision_id"]}"' in page
    desk.post(url, {**typed, f"take-{conflict.name}": "mine", f"mark-{conflict.name}": conflict.mark})
    stored = first(draft)
    assert (stored.title_en, stored.rationale_en, stored.statement_fr) == ("Typed here", "Another reason", "Écrit ici")
    assert points(stored) == [other.points.all()[0].text_en, "Their point"]


def test_without_a_choice_the_editor_is_asked_again(desk, draft, editor):
    url = edit_url(first(draft))
    data = {**filled(desk, url), "title_en": "Typed here"}
    other = first(draft)
    other.title_en = "Saved by somebody else"
    actions.save_guideline(other, by=editor)
    for _attempt in range(2):
        assert len(desk.post(url, data).context["conflicts"]) == 1
    assert first(draft).title_en == "Saved by somebody else"


def test_an_editor_is_told_who_else_has_it_open_and_who_saved(desk, client_of, draft, editor):
    url = edit_url(first(draft))
    mine = desk.get(url).context["editing_sessions"]
    colleague = UserFactory(name="Colleague", email="colleague@example.org")
    colleague.groups.set(editor.groups.all())
    assert client_of(colleague).get(url).status_code == 200
    told = desk.post(mine.ping_url, {"revision_id": first(draft).latest_revision_id}).json()["other_sessions"]
    assert [(each["user"], each["revision_id"]) for each in told] == [("Colleague", None)]
    saved = first(draft)
    before = saved.latest_revision_id
    saved.title_en = "Saved"
    actions.save_guideline(saved, by=colleague)
    told = desk.post(mine.ping_url, {"revision_id": before}).json()["other_sessions"]
    assert [each["revision_id"] for each in told] == [first(draft).latest_revision_id]


def test_the_editor_is_told_who_saved_and_when(desk, client_of, draft, editor):
    url = edit_url(first(draft))
    data = {**filled(desk, url), "title_en": "Typed here"}
    colleague = UserFactory(name="Colleague", email="colleague@example.org")
    colleague.groups.set(editor.groups.all())
    other = first(draft)
    other.title_en = "Saved by somebody else"
    actions.save_guideline(other, by=colleague)
    answer = desk.post(url, data)
    when = moment(first(draft).latest_revision.created_at)
    (said,) = answer.context["form"].non_field_errors()
    assert (
        said
        == f"Colleague saved this text at {when}, while you were writing. Your text is still here; nothing was overwritten."
    )


def test_a_revision_that_is_gone_is_refused_each_time(desk, draft, editor):
    url = edit_url(first(draft))
    data = {**filled(desk, url), "title_en": "Typed here"}
    other = first(draft)
    other.title_en = "Saved by somebody else"
    actions.save_guideline(other, by=editor)
    other.revisions.filter(pk=data["loaded_revision_id"]).delete()
    for _attempt in range(2):
        page = desk.post(url, data).content.decode()
        data["loaded_revision_id"] = re.search(r'name="loaded_revision_id" value="(\d+)"', page)[1]
    assert first(draft).title_en == "Saved by somebody else"


@pytest.mark.parametrize("sent", [None, "", "soon"])
def test_a_form_that_does_not_say_what_it_began_with_is_refused_and_keeps_its_texts(sent, desk, draft):
    url = edit_url(first(draft))
    data = {**filled(desk, url), "title_en": "Typed here", "loaded_revision_id": sent}
    if sent is None:
        del data["loaded_revision_id"]
    answer = desk.post(url, data)
    assert "did not say which version" in answer.context["form"].non_field_errors()[0]
    assert "Typed here" in answer.content.decode()
    assert first(draft).title_en == "Strategy 0"
    data["loaded_revision_id"] = first(draft).latest_revision_id
    desk.post(url, data)
    assert first(draft).title_en == "Typed here"


def test_save_is_not_offered_where_nothing_can_be_typed(client_of, published, editor, translator, draft):
    url = edit_url(first(published))
    page = client_of(editor).get(url).content.decode()
    assert "action-save" in page  # French is open
    published.languages.update(released_at=timezone.now(), released_by=editor)
    assert "action-save" not in client_of(editor).get(url).content.decode()


def test_wagtail_s_word_on_who_else_is_here_says_that_both_texts_are_joined(desk, client_of, draft, editor, staff):
    guideline = first(draft)
    page = desk.get(edit_url(guideline)).content.decode()
    ping = re.search(r'data-w-swap-src-value="([^"]*/editing/[^"]*)"', page)[1]
    seen = {"revision_id": guideline.latest_revision_id, "revision_created_at": guideline.latest_revision.created_at}
    told = desk.post(ping, seen).json()
    assert (told["ping_url"], told["other_sessions"], "are joined" in told["html"]) == (ping, [], False)
    colleague = staff("translator")
    guideline.title_fr = "La leur"
    actions.save_guideline(guideline, by=colleague)
    told = desk.post(ping, seen).json()
    assert told["other_sessions"][0]["revision_id"] == first(draft).latest_revision_id
    assert "What you wrote and what was saved meanwhile are joined." in told["html"]


def test_a_conflict_that_was_passed_over_is_pointed_at(desk, draft, editor):
    url = edit_url(first(draft))
    sent = {**filled(desk, url), "title_en": "Mine"}
    theirs = first(draft)
    theirs.title_en = "Theirs"
    actions.save_guideline(theirs, by=editor)
    asked = desk.post(url, sent)
    assert "Choose one of the two." not in asked.content.decode()
    marks = {f"mark-{one.name}": one.mark for one in asked.context["conflicts"]}
    assert "Choose one of the two." in desk.post(url, {**sent, **marks}).content.decode()
