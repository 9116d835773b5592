"""How a word of the glossary may look in a text of each language: what is tolerated beside the words as they are stored.

Only what is regular is tolerated. English, French and Spanish make plurals by
adding a letter or two; German adds case and plural endings to long nouns;
Russian puts one of a closed set of endings in the place of another; Arabic
puts particles and the article before a word. What is irregular is stored as
another form of the term.
"""

import re
from functools import partial

#: What belongs to a word: letters, digits and the marks above and below them.
WORD = r"\w\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670"
#: Marks that Arabic may write or leave out, and the stroke that stretches a word.
ARABIC_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670]")
LATIN = "[a-z0-9]"
SPACES = r"[\s\u00a0\u202f]+"
ARTICLE = "ال"

PLURALS = {"en": "(?:s|es)?", "fr": "(?:s|x)?", "es": "(?:s|es)?"}
#: Where Spanish changes the last letters instead.
SPANISH = (("ión", "i(?:ón|ones)"), ("z", "(?:z|ces)"))
GERMAN = "(?:s|es|n|en)?"
GERMAN_FROM = 6  # “Leistung” takes endings; “Teil” would become “teilen”
RUSSIAN_ENDINGS = (
    "(?:ого|его|ому|ему|ами|ями|ыми|ими|иях|ией|иям|ая|яя|ое|ее|ые|ие|ый|ий|ой|ей|ую|юю|ых|их|ым|им|ом|ем"
    "|ах|ях|ам|ям|ов|ев|ии|ию|ия|[аяоеуюыийь])"
)
RUSSIAN_END = re.compile(f"{RUSSIAN_ENDINGS}$")
RUSSIAN_FROM = 4  # letters of the stem
#: “and”, “so”; “by”, “as”, “for”; the article. “For the” is written in one.
ARABIC_BEFORE = f"[وف]?(?:[بك]?(?:{ARTICLE})?|لل?)"
ARABIC_PARTICLES = tuple(
    first + second
    for first in ("", "و", "ف")
    for second in ("", "ب", "ك", "ل", "لل", ARTICLE, "ب" + ARTICLE, "ك" + ARTICLE)
)
#: Languages whose words are not parted, and those that write marks between letters.
UNPARTED, MARKED = frozenset({"zh-hans"}), frozenset({"ar"})
WORD_STARTS, EVERYWHERE = re.compile(f"(?<![{WORD}])(?=\\S)"), re.compile(r"(?=\S)")


def starts(language):
    """Return the expression that finds each place where a word may begin."""
    return EVERYWHERE if language in UNPARTED else WORD_STARTS


def before(language):
    """Return what may stand before a term within the same word."""
    return ARABIC_PARTICLES if language == "ar" else ("",)


def bare(word, language):
    """Return a word without what it may lack in a text."""
    return _without_article(word) if language == "ar" else word


def whole(word, language):
    """Return the expression that finds a word or phrase, given in small letters, as a whole."""
    found = pattern(word, language)
    return unbounded(word, found) if language in UNPARTED else bounded(found, language)


def pattern(word, language):
    """Return the regular expression of one word or phrase in small letters, without what bounds it."""
    of_word = {"de": _german, "es": _spanish, "ru": _russian, "ar": _arabic}.get(language)
    if of_word is None:
        of_word = partial(_plural, ending=PLURALS.get(language, ""))
    return SPACES.join(of_word(part) for part in word.split())


def bounded(found, language):
    """Return the expression of a whole word, in Arabic with the particles that are written together with it."""
    particles = ARABIC_BEFORE if language == "ar" else ""
    return f"(?<![{WORD}]){particles}{found}(?![{WORD}])"


def unbounded(word, found):
    """Return the expression of a Chinese word: nothing parts words there, but Latin letters are not cut in two."""
    before = f"(?<!{LATIN})" if word[0].isascii() and word[0].isalnum() else ""
    after = f"(?!{LATIN})" if word[-1].isascii() and word[-1].isalnum() else ""
    return f"{before}{found}{after}"


def _literal(text):
    """Return a text as it stands, with either apostrophe."""
    return re.escape(text.replace("’", "'")).replace("'", "['’]")


def _plural(part, ending):
    return _literal(part) + ending


def _spanish(part):
    for end, both in SPANISH:
        if part.endswith(end):
            return _literal(part.removesuffix(end)) + both
    return _plural(part, PLURALS["es"])


def _german(part):
    return _literal(part) + (GERMAN if len(part) >= GERMAN_FROM and part.isalpha() else "")


def _russian(part):
    stem = RUSSIAN_END.sub("", part)
    if len(stem) < RUSSIAN_FROM or not part.isalpha():
        return _literal(part)
    return _literal(stem) + RUSSIAN_ENDINGS + "?"


def _arabic(part):
    marks = f"{ARABIC_MARKS.pattern}*"
    return f"(?:{ARTICLE})?" + marks.join(re.escape(letter) for letter in _without_article(part)) + marks


def _without_article(part):
    part = ARABIC_MARKS.sub("", part)
    return part.removeprefix(ARTICLE) if len(part) > len(ARTICLE) + 1 else part
