"""Rules of passwords: long enough, not leaked, not easy to guess, and no rule about kinds of characters.

The sentences are our own: Django's are not there in all seven languages.
"""

import re
import unicodedata
from functools import lru_cache

from django.contrib.auth.password_validation import CommonPasswordValidator, UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.accounts import leaked

SHORTEST = 12
#: Words that whoever guesses at this portal tries first.
OUR_WORDS = frozenset(
    {"issa", "social", "security", "socialsecurity", "portal", "guidelines", "guideline"}
    | {"member", "association", "secretariat", "geneva"}
)
#: What fingers and children say in a row.
ROWS = ("qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "qsdfghjklm", "zxcvbnm", "yxcvbnm", "йцукенгшщзхъ")
ROWS += ("фывапролджэ", "ячсмитьбю", "abcdefghijklmnopqrstuvwxyz", "01234567890", "1qaz2wsx3edc4rfv", "абвгдежзийк")
SEQUENCES = (*ROWS, *(row[::-1] for row in ROWS))
LETTERS_FOR_SIGNS = str.maketrans("013457@$!", "oleastasi")
#: So many pieces does a password have that takes longer to guess than the portal lets anybody try.
PIECES = 3
#: Beyond this a password has pieces enough, whatever they are.
LOOKED_AT = 64
LONGEST_WORD = 24
GAP = re.compile(r"[\W_]+")


def normal(password):
    """Return a password as it is hashed: the same whichever keyboard composed its letters (NFKC)."""
    return unicodedata.normalize("NFKC", password)


def folded(password):
    """Return a password as it is compared with lists: upper and lower case are the same there."""
    return normal(password).casefold()


class LongEnough:
    def __init__(self, min_length=SHORTEST):
        self.min_length = min_length

    def validate(self, password, user=None):
        if len(normal(password)) < self.min_length:
            text = _("This password is too short: it needs at least %(length)d characters.")
            raise ValidationError(text % {"length": self.min_length}, code="password_too_short")

    def get_help_text(self):
        return ""


class NotYourName(UserAttributeSimilarityValidator):
    def __init__(self):
        super().__init__(user_attributes=("name", "email"))

    def validate(self, password, user=None):
        try:
            super().validate(folded(password), user)
        except ValidationError as problem:
            raise ValidationError(
                _("This password is too much like your name or your address."), code="password_too_similar"
            ) from problem


class NotLeaked:
    def validate(self, password, user=None):
        if leaked.is_known(folded(password)):
            raise ValidationError(_("Many people use this password; others guess it soon."), code="password_too_common")

    def get_help_text(self):
        return ""


class NotEasy:
    """Common words, rows of keys, years and what the person is called make one piece each; three are wanted."""

    def validate(self, password, user=None):
        text = folded(password)
        if is_repetition(text) or pieces(text, own_words(user)) < PIECES:
            raise ValidationError(
                _(
                    "This password is easy to guess: a common word, a row of keys or a repetition. Add words that do "
                    "not belong together."
                ),
                code="password_too_easy",
            )

    def get_help_text(self):
        return ""


def own_words(user):
    """Return the words in somebody's name and address, which are guessed first."""
    if user is None:
        return frozenset()
    return frozenset(word for word in GAP.split(folded(f"{user.name} {user.email}")) if len(word) > 2)


def is_repetition(text):
    """Say whether a text is something short, over and over: its gaps do not count."""
    bare = GAP.sub("", text)
    unit = (bare + bare).find(bare, 1) if bare else 0
    return unit < len(bare) and unit < SHORTEST


def pieces(text, own=frozenset()):
    """Return of how few pieces a text can be put together; a character that belongs to none counts half."""
    text = text[:LOOKED_AT]
    spelled = text.translate(LETTERS_FOR_SIGNS)
    fewest = [0.0]
    for end in range(1, len(text) + 1):
        gap = GAP.fullmatch(text[end - 1])
        best = fewest[end - 1] + (0 if gap else 0.5)
        for start in range(max(0, end - LONGEST_WORD), end - 1):
            if fewest[start] + 1 < best and _is_piece(text[start:end], spelled[start:end], own):
                best = fewest[start] + 1
        fewest.append(best)
    return fewest[-1]


def _is_piece(part, spelled, own):
    if part.isdecimal():
        return len(part) <= 4 or _is_row(part)
    words = _common()
    return any(word in words or word in own or word in OUR_WORDS for word in (part, spelled)) or _is_row(part)


def _is_row(part):
    return len(part) > 2 and (len(set(part)) == 1 or any(part in row for row in SEQUENCES))


@lru_cache(maxsize=1)
def _common():
    return frozenset(word for word in CommonPasswordValidator().passwords if len(word) > 2)
