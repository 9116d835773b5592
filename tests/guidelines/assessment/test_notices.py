"""What is told about a self-assessment: to whom, in which language, with the substance."""

import pytest

from crm.institutions.models import AffiliationRole
from guidelines.assessment import actions


@pytest.fixture
def letters(run_tasks, mailoutbox):
    """Return a function: what arrives now, by address."""

    def arriving():
        mailoutbox.clear()
        run_tasks()
        return {letter.to[0]: letter for letter in mailoutbox}

    return arriving


def test_the_approver_reads_who_handed_in_and_how_complete_it_is(ada, handed_in, letters):
    arrived = letters()
    assert set(arrived) == {ada.email}
    letter = arrived[ada.email]
    assert letter.subject == "“ICT 2026” waits for your signature"
    for expected in (
        "Anna has handed in",
        "3 of 3 guidelines are answered",
        "2.0",
        f"/en/my/assessments/{handed_in.uuid}/sign-off/",
    ):
        assert expected in letter.body


def test_each_reads_in_his_own_language(answered, letters, anna, ada):
    ada.language = "fr"
    ada.save()
    actions.hand_in_assessment(answered, by=anna)
    letter = letters()[ada.email]
    assert letter.extra_headers["Content-Language"] == "fr"
    assert f"/fr/my/assessments/{answered.uuid}/sign-off/" in letter.body
    assert "waits for your signature" not in letter.subject


def test_the_reason_of_a_return_is_told_as_it_was_written(handed_in, letters, anna, ada, carl, ben):
    letters()
    actions.return_assessment(handed_in, reason="Numéro <2> ?", reason_lang="fr", by=ada)
    arrived = letters()
    assert set(arrived) == {anna.email, carl.email}
    letter = arrived[carl.email]
    assert "Numéro <2> ?" in letter.body
    html = letter.alternatives[0][0]
    assert "Numéro &lt;2&gt; ?" in html
    assert 'lang="fr"' in html


def test_who_answered_is_told_of_the_signature(handed_in, letters, anna, ada, carl):
    letters()
    actions.sign_off_assessment(handed_in, by=ada)
    arrived = letters()
    assert set(arrived) == {anna.email, carl.email}
    assert "Ada signed off" in arrived[anna.email].body


def test_who_has_left_before_the_letter_goes_gets_none(ada, handed_in, letters):
    assert ada.notices.get().kind == "assessment.handed_in"
    AffiliationRole.objects.filter(affiliation__person__user=ada).update(starts_on="2020-01-01", ends_on="2020-12-31")
    assert letters() == {}


def test_a_title_cannot_smuggle_in_a_header(answered, letters, anna, ada):
    type(answered).objects.update(title="ICT\r\nBcc: all@example.org")
    actions.hand_in_assessment(answered, by=anna)
    letter = letters()[ada.email]
    assert "\n" not in letter.subject
    assert letter.recipients() == [ada.email]
