"""What makes a password, and that every script and every keyboard may write one."""

import unicodedata

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command

from portal.accounts import leaked, passwords
from portal.accounts.models import User

LEA = User(name="Léa Martin-Dubois", email="l.martin@caisse.example")


def refusals(password, user=LEA):
    try:
        validate_password(password, user)
    except ValidationError as problem:
        return sorted(error.code for error in problem.error_list)
    return []


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "tiger-lamp-cloud",
        "die Katze läuft weg",
        "кот идёт по крыше",
        "مرحبا بالعالم كله",
        "猫在屋顶上慢慢地走过去了",
        "xK9vQ2mmPz7a",
        "  leading and trailing  ",
        "🐈 walks on the roof",
        " ".join(f"word {number}" for number in range(60)),
        "849302847562",
    ],
)
def test_long_ones_of_every_script_are_taken_whatever_they_are_made_of(password):
    assert refusals(password) == []


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short words", "password_too_short"),
        ("password1234", "password_too_common"),
        ("PASSWORD1234", "password_too_common"),
        ("Password2026!", "password_too_easy"),
        ("sunshine summer", "password_too_easy"),
        ("socialsecurity2026", "password_too_easy"),
        ("qwertzuiop2026", "password_too_easy"),
        ("abcdefghijklmnop", "password_too_easy"),
        ("пароль пароль", "password_too_easy"),
        ("猫狗猫狗猫狗猫狗", "password_too_short"),
        ("猫狗猫狗猫狗猫狗猫狗猫狗猫狗", "password_too_easy"),
        ("            ", "password_too_easy"),
        ("a" * 200, "password_too_easy"),
        ("martin dubois 2026", "password_too_similar"),
        ("Léa Martin-Dubois", "password_too_similar"),
        ("l.martin@caisse", "password_too_similar"),
    ],
)
def test_what_others_guess_is_refused(password, code):
    assert code in refusals(password)


def test_the_length_is_that_of_what_is_hashed():
    """Twelve signs of half width with their marks apart are six of full width."""
    assert passwords.normal("ｶﾞ" * 6) == "ガ" * 6
    assert "password_too_short" in refusals("ｶﾞ" * 6)


@pytest.mark.parametrize("kept", ["NFC", "NFD", "NFKC"])
def test_a_password_is_the_same_from_every_keyboard(kept):
    user, text = User(), "Königin der Äpfel ﬁndet Ｗege"
    user.set_password(unicodedata.normalize(kept, text))
    assert all(user.check_password(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD"))
    assert not user.check_password("Konigin der Apfel findet Wege")


def test_one_from_before_letters_were_composed_alike_still_opens():
    text = unicodedata.normalize("NFD", "Königin der Äpfel")
    user = User(password=make_password(text))
    assert user.check_password(text)


def test_an_account_without_a_password_takes_none():
    user = User()
    user.set_password(None)
    assert not user.has_usable_password()
    assert not any(user.check_password(text) for text in ("", None, "None"))


def test_the_list_knows_what_it_was_made_of_and_takes_few_others_for_it(tmp_path):
    path = tmp_path / "list.bloom"
    leaked.write({f"known {number}" for number in range(5000)}, path)
    assert all(leaked.is_known(f"known {number}", path) for number in range(5000))
    assert sum(leaked.is_known(f"other {number}", path) for number in range(5000)) < 25


def test_a_file_that_is_none_is_not_taken_for_an_empty_list(tmp_path):
    path = tmp_path / "list.bloom"
    path.write_bytes(b"x" * 100)
    with pytest.raises(leaked.NotAFilter):
        leaked.is_known("password1234", path)


def test_the_list_is_made_of_text_files_as_passwords_are_compared(tmp_path):
    (tmp_path / "a.txt").write_bytes("PassWord1234\nshort\r\nﬁne long word\r\n".encode() + b"not utf-8 \xff at all\n")
    call_command("make_leaked_passwords", str(tmp_path), "--to", str(tmp_path / "list.bloom"), verbosity=0)
    known = [leaked.is_known(word, tmp_path / "list.bloom") for word in ("password1234", "fine long word", "short")]
    assert known == [True, True, False]


def test_ours_holds_the_common_ones():
    assert leaked.FILE.stat().st_size < 3_000_000
    common = ["unbelievable", "1q2w3e4r5t6y", "qwertyuiop123", "iloveyou1234", "manchesterunited"]
    assert [leaked.is_known(word) for word in common] == [True] * len(common)
