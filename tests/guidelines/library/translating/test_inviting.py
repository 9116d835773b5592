"""A translator from outside comes by a letter with a link; who has an account is given the work and told."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from crm.institutions.models import Affiliation
from guidelines.library import actions
from guidelines.library.exceptions import AccountClosed, AlreadyInvited, InvitationOver, LanguageFrozen, WrongEdition
from guidelines.library.models import EditionAssignment, TranslatorInvitation
from portal import clock, formats
from portal.accounts import stored
from portal.accounts.actions import ForeignInvitation
from portal.accounts.links import invitation_secret
from portal.accounts.models import Invitation, User
from portal.audit.models import Entry
from portal.background.models import QueuedTask
from tests.factories import UserFactory
from tests.guidelines.library.conftest import write

NEW = {"name": "Inés Paz", "language": "es", "time_zone": "America/Lima", "password": "four words nobody guesses"}
ASKED = {"name": "Inés", "email": "Ines@Example.org", "language": "es", "languages": ["es", "fr"]}

pytestmark = pytest.mark.usefixtures("fresh_limits")


@pytest.fixture
def page(draft):
    return reverse("translating:invite", args=[draft.uuid])


@pytest.fixture
def letter(draft, editor, strategy):
    """An open invitation of Inés to a section, in two languages."""
    return actions.invite_translator(
        draft, **ASKED, sections=[strategy], due_on=timezone.now().date() + timedelta(days=60), by=editor
    )


def path(row, language="es"):
    row.invitation.refresh_from_db()
    with translation.override(language):
        return reverse("accounts:invitation", args=[invitation_secret(row.invitation)])


def test_the_editor_invites_with_languages_sections_and_a_day(
    client_of, editor, draft, page, strategy, run_tasks, mailoutbox
):
    sent = ASKED | {"sections": [str(strategy.key)], "due_on": "2027-04-01"}
    answer = client_of(editor).post(page, sent)
    assert (answer.status_code, answer.url) == (302, reverse("translating:people", args=[draft.uuid]))
    row = TranslatorInvitation.objects.get()
    assert (row.invitation.email, row.languages, str(row.due_on)) == ("ines@example.org", ["es", "fr"], "2027-04-01")
    assert list(row.sections.all()) == [strategy]
    entry = Entry.objects.get(verb="library.invite_translator")
    assert entry.after["sections"] == [f"library.section:{strategy.key}"]
    run_tasks()
    message = mailoutbox[0]
    assert (message.to, message.extra_headers["Content-Language"]) == (["ines@example.org"], "es")
    for words in (path(row), "Español", "Français", "A.1 Strategy", "2027"):
        assert words in message.body


def test_a_new_translator_makes_an_account_without_role_and_lands_on_the_work(letter, draft, client_of):
    client = Client()
    shown = client.get(path(letter)).content.decode()
    until = formats.day(letter.due_on, language="es")
    assert all(words in shown for words in ("GOV 2026", "Español", "Français", "A.1 Strategy", until))
    answer = client.post(path(letter), NEW)
    with translation.override("es"):
        assert (answer.status_code, answer.url) == (302, reverse("translating:board", args=[draft.uuid]))
    assert client.get(answer.url).status_code == 200
    ines = User.objects.get(email="ines@example.org")
    assert (ines.name, ines.language, ines.check_password(NEW["password"])) == ("Inés Paz", "es", True)
    assert EmailAddress.objects.filter(user=ines, verified=True, primary=True).exists()
    assert not ines.groups.exists()
    assert not Affiliation.objects.filter(person__user=ines).exists()
    duties = EditionAssignment.objects.filter(user=ines)
    assert {(duty.language, duty.duty, duty.by_section) for duty in duties} == {
        ("es", "translator", True),
        ("fr", "translator", True),
    }
    rows = client.get(answer.url).context["rows"]
    assert [row["code"] for row in rows] == ["A.1", "GOV-1", "GOV-2"]


def test_who_has_an_account_is_given_the_work_and_told(client_of, editor, draft, page, run_tasks, mailoutbox):
    ines = UserFactory(email="ines@example.org", name="Inés", language="fr")
    assert client_of(editor).post(page, ASKED).status_code == 302
    assert not Invitation.objects.filter(email="ines@example.org").exists()
    assert set(ines.edition_assignments.values_list("language", flat=True)) == {"es", "fr"}
    run_tasks()
    message = mailoutbox[0]
    assert (len(mailoutbox), message.to, message.extra_headers["Content-Language"]) == (1, [ines.email], "fr")
    assert f"/fr/translate/{draft.uuid}/" in message.body


def test_who_is_chosen_from_the_list_is_told_as_well(client_of, editor, lena, draft, run_tasks, mailoutbox):
    run_tasks()
    mailoutbox.clear()
    client_of(editor).post(reverse("translating:people", args=[draft.uuid]), {"language": "es", "person": lena.uuid})
    run_tasks()
    assert [message.to for message in mailoutbox] == [[lena.email]]


def test_work_that_was_taken_back_before_the_letter_left_is_not_told(editor, draft, lena, run_tasks, mailoutbox):
    run_tasks()
    mailoutbox.clear()
    for duty in actions.give_translation(draft, user=lena, languages=["es"], by=editor):
        actions.unassign(duty, by=editor)
    run_tasks()
    assert mailoutbox == []


def test_the_secret_is_kept_nowhere(letter, run_tasks):
    secret = invitation_secret(letter.invitation)
    run_tasks()
    for model in (Invitation, TranslatorInvitation, QueuedTask):
        assert secret not in str(list(model.objects.values_list()))


def test_an_account_made_meanwhile_signs_in_and_accepts(letter, draft, client_of):
    ines = UserFactory(email="ines@example.org")
    visitor = Client()
    assert visitor.get(path(letter)).context["needs_sign_in"]
    assert visitor.post(path(letter), NEW).status_code == 200
    assert not ines.edition_assignments.exists()
    answer = client_of(ines).post(path(letter))
    assert (answer.status_code, str(draft.uuid) in answer.url) == (302, True)
    assert ines.edition_assignments.count() == 2


def test_another_account_is_refused(letter, lena, client_of):
    assert [getattr(client_of(lena), do)(path(letter)).status_code for do in ("get", "post")] == [403, 403]
    with pytest.raises(ForeignInvitation):
        actions.accept_translator_invitation(letter.invitation, user=lena)
    assert set(lena.edition_assignments.values_list("language", flat=True)) == {"fr"}


def test_a_link_works_once_and_for_fourteen_days(letter, editor):
    with clock.set_to(timezone.now() + timedelta(days=14, minutes=1)):
        assert Client().post(path(letter), NEW).status_code == 410
        actions.resend_translator_invitation(letter, by=editor)
        assert Client().post(path(letter), NEW).status_code == 302
        assert Client().get(path(letter)).status_code == 410


def test_sending_again_kills_the_older_link(client_of, editor, letter, draft, run_tasks, mailoutbox):
    old = path(letter)
    again = reverse("translating:resend_invitation", args=[draft.uuid, letter.uuid])
    assert client_of(editor).post(again).status_code == 302
    assert (Client().get(old).status_code, Client().get(path(letter)).status_code) == (404, 200)
    run_tasks()
    assert path(letter) in mailoutbox[-1].body


def test_a_withdrawn_link_leads_nowhere_and_is_not_sent(client_of, editor, letter, draft, run_tasks, mailoutbox):
    client = client_of(editor)
    assert client.post(reverse("translating:withdraw_invitation", args=[draft.uuid, letter.uuid])).status_code == 302
    assert Client().post(path(letter), NEW).status_code == 410
    run_tasks()
    assert mailoutbox == []
    assert client.get(reverse("translating:people", args=[draft.uuid])).context["invitations"] == []


def test_what_was_answered_can_be_neither_sent_nor_withdrawn(letter, editor):
    Client().post(path(letter), NEW)
    for action in (actions.resend_translator_invitation, actions.withdraw_translator_invitation):
        with pytest.raises(InvitationOver):
            action(letter, by=editor)


def test_an_address_is_not_invited_twice_to_one_edition(client_of, editor, letter, page):
    answer = client_of(editor).post(page, ASKED)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["email"])
    with clock.set_to(timezone.now() + timedelta(days=20)), pytest.raises(AlreadyInvited):
        actions.invite_translator(letter.edition, **ASKED, by=editor)
    other = write(editor, code="ADM")
    assert actions.invite_translator(other, **ASKED, by=editor) is not None


def test_what_was_given_or_released_while_the_letter_waited_is_not_given_again(letter, draft, editor, strategy):
    ines = UserFactory(email="ines@example.org")
    actions.assign(draft, user=ines, duty="translator", language="fr", by=editor)
    draft.languages.update_or_create(language="es", defaults={"released_at": timezone.now(), "released_by": editor})
    actions.accept_translator_invitation(letter.invitation, user=ines)
    assert [duty.language for duty in ines.edition_assignments.all()] == ["fr"]


def test_an_invitation_to_sections_that_are_gone_does_not_open_the_whole(letter, strategy, client_of):
    letter.sections.clear()
    answer = Client().post(path(letter), NEW)
    assert (answer.status_code, EditionAssignment.objects.exists()) == (302, False)
    assert "translating" not in answer.url


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "\u202e\x00 "}, "name"),
        ({"name": "Win at https://evil.example"}, "name"),
        ({"name": "n" * 201}, "name"),
        ({"email": "nobody"}, "email"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "email"),
        ({"language": "tlh"}, "language"),
        ({"languages": []}, "languages"),
        ({"languages": ["en"]}, "languages"),
        ({"sections": ["5b0a7cf0-0000-0000-0000-000000000000"]}, "sections"),
        ({"due_on": "soon"}, "due_on"),
        ({"email": "closed@example.org"}, "email"),
        ({"email": "lena@example.org"}, "email"),  # she has French already
    ],
)
def test_what_is_wrong_is_said_at_its_field(client_of, editor, lena, page, sent, field):
    UserFactory(email="closed@example.org", is_active=False)
    answer = client_of(editor).post(page, ASKED | sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not Invitation.objects.exists()
    assert lena.edition_assignments.count() == 1


def test_a_name_of_markup_stays_text(client_of, editor, draft, page, run_tasks, mailoutbox):
    client_of(editor).post(page, ASKED | {"name": "<b>Inés</b>"})
    run_tasks()
    assert "&lt;b&gt;" in mailoutbox[0].alternatives[0][0]
    people = client_of(editor).get(reverse("translating:people", args=[draft.uuid])).content.decode()
    assert "<b>Inés" not in people


def test_the_action_refuses_what_does_not_go_together(draft, editor, approved):
    other = write(editor, code="ADM")
    with pytest.raises(WrongEdition):
        actions.invite_translator(draft, **ASKED, sections=other.sections.all(), by=editor)
    with pytest.raises(LanguageFrozen):
        actions.invite_translator(draft, **ASKED | {"languages": ["en"]}, by=editor)
    UserFactory(email="closed@example.org", is_active=False)
    with pytest.raises(AccountClosed):
        actions.invite_translator(draft, **ASKED | {"email": "closed@example.org"}, by=editor)


def test_only_whoever_gives_the_work_out_invites(client_of, editor, translator, lena, anna, letter, draft, page):
    again = reverse("translating:resend_invitation", args=[draft.uuid, letter.uuid])
    back = reverse("translating:withdraw_invitation", args=[draft.uuid, letter.uuid])
    for user, status in ((translator, 403), (lena, 403), (anna, 404)):
        client = client_of(user)
        met = [client.get(page), client.post(page, ASKED), client.post(again), client.post(back)]
        assert [answer.status_code for answer in met] == [status] * 4
    other = write(editor, code="ADM")
    foreign = reverse("translating:withdraw_invitation", args=[other.uuid, letter.uuid])
    assert client_of(editor).post(foreign).status_code == 404


def test_one_editor_sends_so_many_letters_in_an_hour(client_of, editor, page, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"invite": "1/h/key"}
    client = client_of(editor)
    met = [client.post(page, ASKED | {"email": f"t{n}@example.org"}).status_code for n in range(2)]
    assert met == [302, 429]


def test_what_is_kept_about_a_translator_is_told(letter):
    Client().post(path(letter), NEW)
    told = stored.about(User.objects.get(email="ines@example.org"), "")
    assert [row["language"] for row in told["library_duties"]] == ["es", "fr"]
    assert [row["state"] for row in told["invitations_to_translate"]] == ["accepted"]


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_for_any_number_of_invitations(
    client_of, editor, draft, strategy, number, django_assert_num_queries
):
    for count in range(number):
        asked = ASKED | {"email": f"t{count}@example.org", "sections": [strategy]}
        actions.invite_translator(draft, **asked, by=editor)
    client = client_of(editor)
    with django_assert_num_queries(20):
        page = client.get(reverse("translating:people", args=[draft.uuid]))
    assert len(page.context["invitations"]) == number
