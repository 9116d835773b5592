"""Who enters the desk: what a role or a duty opens there and what stays shut, and how duties are given."""

import pytest
from django.urls import reverse

from guidelines.library import actions
from guidelines.library.duties import TARGETS
from guidelines.library.models import Edition
from portal.languages import NAMES
from tests.guidelines.library.conftest import first, write
from tests.guidelines.library.forms import edit_url, filled

pytestmark = pytest.mark.usefixtures("absent_variables")


@pytest.mark.parametrize("role", ["translator", "finance_officer", "account_manager"])
def test_others_do_not_move_release_or_assign(role, client_of, staff, published):
    client = client_of(staff(role))
    for name, args in (("move", ["draft"]), ("publish", []), ("release", ["fr"]), ("assign", [])):
        answer = client.post(reverse(f"library_desk:{name}", args=[published.uuid, *args]))
        # Wagtail leads away from what is refused.
        assert answer.headers["Location"] == reverse("wagtailadmin_home")
    assert Edition.objects.get(pk=published.pk).released_languages() == ["en"]


def test_the_desk_of_a_draft_is_hidden_from_others_in_the_admin(client_of, staff, draft):
    desk = reverse("library_desk:edition", args=[draft.uuid])
    assert client_of(staff("finance_officer")).get(desk, follow=True).status_code == 404


def test_members_do_not_enter(client_of, anna, draft):
    answer = client_of(anna).get(reverse("library_desk:edition", args=[draft.uuid]))
    assert answer.status_code == 302


def test_a_duty_opens_the_form_of_its_edition_only(client_of, staff, editor, draft):
    officer = staff("finance_officer")
    actions.assign(draft, user=officer, duty="commission-member", by=editor)
    other = write(editor, code="SQ")
    client = client_of(officer)
    for name in ("edit", "history", "usage", "revisions_compare", "revisions_view", "preview_on_edit"):
        for edition, opened in ((draft, True), (other, False)):
            guideline = first(edition)
            revisions = {
                "revisions_compare": ["earliest", "live"],
                "revisions_view": [guideline.latest_revision_id],
            }.get(name, [])
            url = reverse(f"wagtailsnippets_library_guideline:{name}", args=[guideline.pk, *revisions])
            answer = client.get(url)
            assert (answer.status_code == 200) is opened, url
            assert opened or answer.headers["Location"] == reverse("wagtailadmin_home")
    client.post(edit_url(first(draft)), {**filled(client, edit_url(first(draft))), "title_es": "Estrategia"})
    assert first(draft).title_es == "Estrategia"


def test_a_translators_duty_opens_nothing_in_the_admin(client_of, staff, editor, draft):
    officer = staff("finance_officer")
    actions.assign(draft, user=officer, duty="translator", language="es", by=editor)
    client = client_of(officer)
    assert client.get(edit_url(first(draft))).headers["Location"] == reverse("wagtailadmin_home")
    assert client.get(reverse("library_desk:edition", args=[draft.uuid]), follow=True).status_code == 404


def test_lists_show_others_no_draft(client_of, staff, draft):
    client = client_of(staff("finance_officer"))
    for path in (
        "library/guideline/",
        "choose/library/guideline/",
        "choose/library/section/",
        "choose/library/edition/",
    ):
        answer = client.get(f"/admin/snippets/{path}", follow=True)
        assert "Strategy" not in answer.content.decode(), path
        assert "GOV" not in answer.content.decode(), path


def test_duties_are_given_and_ended_at_the_desk(desk, draft, rita):
    desk.post(reverse("library_desk:assign", args=[draft.uuid]), {"email": rita.email.upper(), "duty": "reviewer"})
    duty = draft.assignments.get()
    assert duty.user == rita
    desk.post(reverse("library_desk:unassign", args=[duty.uuid]))
    assert not draft.assignments.current().exists()


def test_a_translator_is_given_a_language_and_a_day(desk, draft, rita):
    given = {"email": rita.email, "duty": "translator", "language": "fr", "due_on": "2027-03-01"}
    desk.post(reverse("library_desk:assign", args=[draft.uuid]), given)
    duty = draft.assignments.get()
    assert (duty.duty, duty.language, str(duty.due_on)) == ("translator", "fr", "2027-03-01")


@pytest.mark.parametrize(("language", "named"), [("fr", {"fr"}), ("", set(TARGETS))])
def test_a_translator_s_duty_from_the_desk_is_told_by_one_letter(
    language, named, desk, draft, rita, run_tasks, mailoutbox
):
    given = {"email": rita.email, "duty": "translator", "language": language}
    desk.post(reverse("library_desk:assign", args=[draft.uuid]), given)
    run_tasks()
    (message,) = mailoutbox
    assert message.to == [rita.email]
    assert reverse("translating:board", args=[draft.uuid]).removeprefix("/en") in message.body
    assert {code for code in TARGETS if NAMES[code] in message.body} == named


def test_nobody_is_given_english_to_translate(desk, draft, rita):
    given = {"email": rita.email, "duty": "translator", "language": "en"}
    answer = desk.post(reverse("library_desk:assign", args=[draft.uuid]), given)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["language"])


def test_an_unknown_address_is_said_at_the_field(desk, draft):
    answer = desk.post(
        reverse("library_desk:assign", args=[draft.uuid]), {"email": "nobody@example.org", "duty": "reviewer"}
    )
    assert answer.status_code == 422
    assert "No account has this address." in answer.content.decode()


@pytest.fixture
def officer(staff, editor, draft):
    """A reviewer of the draft, who writes as a member of the commission in another edition."""
    officer = staff("finance_officer")
    actions.assign(draft, user=officer, duty="reviewer", by=editor)
    actions.assign(write(editor, code="SQ"), user=officer, duty="commission-member", by=editor)
    return officer


@pytest.mark.parametrize("kind", ["guideline", "section"])
def test_a_duty_elsewhere_adds_nothing_here(kind, client_of, officer, draft):
    client = client_of(officer)
    own = officer.edition_assignments.get(duty="commission-member").edition
    for edition, opened in ((own, True), (draft, False)):
        section = edition.sections.get(kind="part")
        url = reverse(f"wagtailsnippets_library_{kind}:add")
        address = f"{url}?edition={edition.uuid}&within={section.key}"
        answer = client.get(address)
        assert (answer.status_code == 200) is opened, edition
        assert opened or answer.headers["Location"] == reverse("wagtailadmin_home")
        # Wagtail leads a browser away from what is refused, and tells a script.
        answer = client.get(address, HTTP_X_REQUESTED_WITH="XMLHttpRequest")
        assert answer.status_code == (200 if opened else 403), edition
    before = draft.guidelines.count(), draft.sections.count()
    answer = client.post(address, {"title_en": "Added", "section": section.pk, "parent": section.pk})
    assert answer.headers["Location"] == reverse("wagtailadmin_home")
    assert (draft.guidelines.count(), draft.sections.count()) == before


@pytest.mark.parametrize("kind", ["guideline", "section"])
def test_a_translator_adds_nothing(kind, client_of, translator, draft):
    address = f"{reverse(f'wagtailsnippets_library_{kind}:add')}?edition={draft.uuid}"
    answer = client_of(translator).get(address, HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    assert answer.status_code == 403
