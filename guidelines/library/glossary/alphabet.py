"""Under which letter a word stands, in keeping with the keys by which lists sort."""

import unicodedata

from pypinyin import Style, lazy_pinyin

#: However an alif is written, it is one letter.
ALIFS = str.maketrans("آأإٱ", "اااا")


def initial(word, language):
    """Return the letter, large: Chinese by sound, Arabic without the article, Latin letters without their marks."""
    if language == "zh-hans":
        word = "".join(lazy_pinyin(word, style=Style.NORMAL))
    if language == "ar":
        word = word.removeprefix("ال").translate(ALIFS)
    letter = next((one for one in word if one.isalnum()), "")
    bare = unicodedata.normalize("NFD", letter)[:1]
    return (bare if bare.isascii() else letter).upper()
